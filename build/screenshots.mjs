import { tools } from './paths.mjs';
import { runPrepared } from './prepared.mjs';
import { script } from './script.mjs';

/** Writes a picture of every state into docs/screenshots, from where the README shows some. */
await script(() =>
  runPrepared([tools.playwright, 'test', '-c', 'tests/e2e/playwright.config.ts', 'screenshots'], {
    SCREENSHOTS: 'docs/screenshots',
  }),
);
