import { build } from 'electron-vite';
import { script } from '../script.mjs';
import { gatherLicenses } from './licenses.mjs';

/** `npm run build`: the app, into out/. */
await script(async () => {
  await build({ logLevel: 'warn' });
  await gatherLicenses();
  // The compiler of the messages leaves timers of 30 seconds behind, which nobody waits for.
  process.exit();
});
