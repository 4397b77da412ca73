import { fileURLToPath } from 'node:url';

/**
 * @param {string} relative
 */
const inProject = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));

export const projectFolder = inProject('.');
export const resultsFolder = inProject('test-results');
export const electronPackage = inProject('node_modules/electron');
export const keytarPrebuilds = inProject('node_modules/keytar/prebuilds');

/** Scripts for `node`. The files in `node_modules/.bin` are `.cmd` files on Windows. */
export const tools = {
  electronVite: inProject('node_modules/electron-vite/bin/electron-vite.js'),
  playwright: inProject('node_modules/@playwright/test/cli.js'),
  vitest: inProject('node_modules/vitest/vitest.mjs'),
};
