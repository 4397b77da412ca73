import { buildApp } from './build-app.mjs';
import { findElectron } from './electron-runtime.mjs';
import { makePackages } from './make-packages.mjs';
import { script } from './script.mjs';

/** `npm run package`: the app as it is installed, unpacked, for the system that this runs on. */
await script(async () => {
  const electron = await findElectron();
  await buildApp(electron);
  await makePackages(electron, { targets: ['dir'] });
  console.log('The app is in dist/.');
  if (electron.source !== 'official') {
    console.log(`For testing only, not for shipping: it runs in Electron ${electron.version}.`);
  }
});
