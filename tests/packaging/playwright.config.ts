import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { defineConfig } from '@playwright/test';

const ending = '.spec.ts';
const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(ending));

export default defineConfig({
  outputDir: '../../test-results/packaging',
  workers: 2,
  // The tests of a file follow one another; no file finds what another one left, because a worker stays within its project.
  fullyParallel: false,
  projects: files.map((name) => ({ name: basename(name, ending), testDir: '.', testMatch: name })),
  forbidOnly: true,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 8_000 },
});
