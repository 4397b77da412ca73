import { build } from 'electron-vite';
import { script } from '../script.mjs';
import { gatherLicenses } from './licenses.mjs';

/** `npm run build` builds the app into out/. */
await script(async () => {
  await build({ logLevel: 'warn' });
  await gatherLicenses();
  // The message compiler leaves 30-second timers behind, which would keep this process alive.
  process.exit();
});
