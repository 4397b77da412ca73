import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  // Only Linux lets a test replace, lock and remove the keychain.
  testIgnore: process.platform === 'linux' ? [] : ['**/*.linux.spec.ts'],
  outputDir: '../../test-results/e2e',
  // One app per core: more of them slow one another down until tests time out.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  // A test that fails once has found a defect, in the app or in the test.
  retries: 0,
  timeout: 40_000,
  expect: { timeout: 8_000 },
});
