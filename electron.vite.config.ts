import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/**
 * Main and preload become one CommonJS file each: `registerSchemesAsPrivileged` has to run before `ready`, so the main
 * file is required synchronously, and a sandboxed preload can load no other file
 * (https://www.electronjs.org/docs/latest/tutorial/sandbox#preload-scripts).
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: { include: ['keytar'] },
      rolldownOptions: {
        input: path('electron/main.ts'),
        external: ['keytar'],
        output: { format: 'cjs', entryFileNames: 'main.cjs', codeSplitting: false },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rolldownOptions: {
        input: path('electron/preload.ts'),
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
      },
    },
  },
  renderer: {
    root: path('renderer'),
    plugins: [
      paraglideVitePlugin({
        project: path('renderer/messages/project.inlang'),
        outdir: path('renderer/messages/compiled'),
        strategy: ['globalVariable', 'baseLocale'],
      }),
      svelte({ configFile: path('svelte.config.js') }),
    ],
    build: {
      outDir: path('out/renderer'),
      minify: true,
      modulePreload: false,
      assetsInlineLimit: 0,
      rolldownOptions: { input: path('renderer/index.html'), checks: { bundlerTimings: false } },
    },
  },
});
