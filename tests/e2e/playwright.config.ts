import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  // Only Linux has a keychain that can be missing, and that a test can lock.
  testIgnore: process.platform === 'linux' ? [] : ['**/*.linux.spec.ts'],
  outputDir: '../../test-results/e2e',
  // Two windows at once is what two cores carry without slowing one another down.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  // A test that passes at the second try is a defect, not a pass.
  retries: 0,
  timeout: 40_000,
  expect: { timeout: 8_000 },
});
