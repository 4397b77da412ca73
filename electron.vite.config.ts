import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { namedChannels } from './electron/contract/channels';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Listed for build/start/licenses.mjs. */
const license = { fileName: 'licenses.json' };

/** The words are for the page and for the native menu, which is built first. */
const messages = () =>
  paraglideVitePlugin({
    project: path('renderer/messages/project.inlang'),
    outdir: path('renderer/messages/compiled'),
    strategy: ['globalVariable', 'baseLocale'],
  });

/**
 * Main and preload are CommonJS: `registerSchemesAsPrivileged` has to run before `ready`, so the main file is required
 * synchronously. What main imports dynamically has files of its own: reading and compiling them would come before the first
 * paint. A sandboxed preload can load no other file (https://www.electronjs.org/docs/latest/tutorial/sandbox#preload-scripts).
 */
export default defineConfig({
  main: {
    plugins: [messages()],
    build: {
      outDir: 'out/main',
      license,
      externalizeDeps: { include: ['keytar', 'libsql'] },
      rolldownOptions: {
        input: path('electron/main.ts'),
        external: ['keytar', 'libsql'],
        output: { format: 'cjs', entryFileNames: 'main.cjs', chunkFileNames: '[name].cjs' },
        checks: { bundlerTimings: false },
      },
    },
  },
  preload: {
    // The names alone: a preload that imported the contract would load valibot with every page.
    define: {
      CHANNELS: JSON.stringify(
        namedChannels.map(({ group, name, channel }) => ({ group, name, channel })),
      ),
    },
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
    plugins: [messages(), svelte({ configFile: path('svelte.config.js') })],
    build: {
      outDir: path('out/renderer'),
      license,
      minify: true,
      modulePreload: false,
      assetsInlineLimit: 0,
      rolldownOptions: { input: path('renderer/index.html'), checks: { bundlerTimings: false } },
    },
  },
});
