import { join } from 'node:path';
import { projectFolder } from '../paths.mjs';
import { script } from '../script.mjs';
import { buildApp } from '../start/build-app.mjs';
import { findElectron } from '../start/electron-runtime.mjs';
import { checkPackage, unpackedApp } from './check-package.mjs';
import { makePackages } from './make-packages.mjs';

/** `npm run package`: the app as it is installed, unpacked, for the system that this runs on. */
await script(async () => {
  const electron = await findElectron();
  await buildApp(electron);
  await makePackages(electron, { targets: ['dir'] });
  // As it came out: what electron-builder does after its hook, such as signing, included.
  const app = unpackedApp(join(projectFolder, 'dist'), process.platform, process.arch);
  await checkPackage({ ...app, electronVersion: electron.version });
  console.log('The app is in dist/, with the fuses and the files that it is to have.');
  if (electron.source !== 'official') {
    console.log(`For testing only, not for shipping: it runs in Electron ${electron.version}.`);
  }
});
