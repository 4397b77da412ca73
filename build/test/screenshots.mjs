import { tools } from '../paths.mjs';
import { script } from '../script.mjs';
import { runWithApp } from './run-with-app.mjs';

/**
 * `npm run screenshots` writes a picture of each state to docs/screenshots. The README shows some.
 */
await script(() =>
  runWithApp([tools.playwright, 'test', '-c', 'tests/e2e/playwright.config.ts', 'screenshots'], {
    SCREENSHOTS: 'docs/screenshots',
  }),
);
