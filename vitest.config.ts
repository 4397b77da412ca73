import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// The same time zone and language on every computer. The zone has daylight saving time.
process.env['TZ'] = 'Europe/Zurich';
process.env['LC_ALL'] = 'en_US.UTF-8';

/** Enough for the slowest tests on a busy computer. */
const testTimeout = 20_000;

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const components = 'tests/unit/**/*.component.test.ts';

export default defineConfig({
  test: {
    // By default Vitest leaves one core idle, which is half of a computer with two cores.
    maxWorkers: '100%',
    projects: [
      {
        plugins: [svelte()],
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          exclude: [components],
          testTimeout,
          restoreMocks: true,
          unstubGlobals: true,
        },
      },
      {
        plugins: [svelte()],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'component',
          environment: 'happy-dom',
          include: [components],
          setupFiles: ['@testing-library/svelte/vitest'],
          testTimeout,
          restoreMocks: true,
          unstubGlobals: true,
        },
      },
      {
        plugins: [svelte()],
        // As in tests/gallery/vite.config.ts. The test itself uses Vitest's globals.
        resolve: {
          conditions: ['browser'],
          alias: { vitest: path('tests/gallery/vitest-stub.ts') },
        },
        test: {
          name: 'gallery',
          environment: 'happy-dom',
          include: ['tests/gallery/**/*.test.ts'],
          globals: true,
          restoreMocks: true,
        },
      },
    ],
  },
});
