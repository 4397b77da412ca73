import { join } from 'node:path';
import { buildApp } from './build-app.mjs';
import { checkPackage, unpackedApp } from './check-package.mjs';
import { findElectron } from './electron-runtime.mjs';
import { makePackages } from './make-packages.mjs';
import { projectFolder } from './paths.mjs';
import { script } from './script.mjs';

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
