import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes an app that does nothing, in the same languages. `npm run dist` packs it as well, to show
 * how much of each package is Electron itself.
 *
 * @param {string} folder an empty folder for it
 */
export async function baselineApp(folder) {
  const about = {
    name: 'bare',
    version: '1.0.0',
    description: 'Bare',
    author: 'Bare',
    homepage: 'https://bare.example',
    desktopName: 'bare.desktop',
    main: 'main.js',
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(about));
  await writeFile(
    join(folder, 'package-lock.json'),
    JSON.stringify({ ...about, lockfileVersion: 3, packages: {} }),
  );
  await writeFile(join(folder, 'main.js'), "'use strict';\n");
  await mkdir(join(folder, 'node_modules'));
  return { project: folder, config: baselineConfig };
}

/** @type {import('electron-builder').Configuration} */
const baselineConfig = {
  extends: null,
  appId: 'example.bare',
  npmRebuild: false,
  electronLanguages: ['en-US', 'de', 'fr'],
  win: { target: ['nsis', 'zip'] },
  nsis: {
    oneClick: false,
    buildUniversalInstaller: false,
    differentialPackage: false,
    packElevateHelper: false,
  },
  mac: { target: ['dmg', 'zip'], identity: null },
  linux: {
    target: ['AppImage', 'deb', 'rpm', 'tar.gz'],
    maintainer: 'Bare <bare@bare.example>',
    category: 'Utility',
  },
  toolsets: { appimage: '1.0.3' },
};
