import { join } from 'node:path';
import { projectFolder } from '../paths.mjs';
import { script } from '../script.mjs';
import { buildApp } from '../start/build-app.mjs';
import { findElectron } from '../start/electron-runtime.mjs';
import { checkPackage, unpackedApp } from './check-package.mjs';
import { makePackages } from './make-packages.mjs';

/** `npm run package` assembles the app for this system in dist/, without an installer. */
await script(async () => {
  const electron = await findElectron();
  await buildApp(electron);
  await makePackages(electron, { targets: ['dir'] });
  // electron-builder changes the app after its hook, for example by signing it, so it is checked
  // again.
  const app = unpackedApp(join(projectFolder, 'dist'), process.platform, process.arch);
  await checkPackage({ ...app, electronVersion: electron.version });
  console.log('The app is in dist/. Its fuses, files and languages are right.');
  if (electron.source !== 'official') {
    console.log(`For testing only, not for shipping: it uses Electron ${electron.version}.`);
  }
});
