import { tools } from '../paths.mjs';
import { script } from '../script.mjs';
import { runWithApp } from './run-with-app.mjs';

/** Writes a picture of every state into docs/screenshots, from where the README shows some. */
await script(() =>
  runWithApp([tools.playwright, 'test', '-c', 'tests/e2e/playwright.config.ts', 'screenshots'], {
    SCREENSHOTS: 'docs/screenshots',
  }),
);
