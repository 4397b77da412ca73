import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { defineConfig } from '@playwright/test';

const ending = '.spec.ts';
const specFiles = readdirSync(import.meta.dirname).filter((name) => name.endsWith(ending));

export default defineConfig({
  outputDir: '../../test-results/packaging',
  workers: 2,
  // Tests of a file run in order, because they follow one installation. Each file is a project,
  // because Playwright never shares a worker, and so an installation, between projects.
  fullyParallel: false,
  projects: specFiles.map((name) => ({
    name: basename(name, ending),
    testDir: '.',
    testMatch: name,
  })),
  forbidOnly: true,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 8_000 },
});
