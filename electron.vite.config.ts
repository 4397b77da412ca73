import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { namedChannels } from './electron/contract/channels';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Vite lists the licenses of bundled packages in this file. build/start/licenses.mjs reads it. */
const license = { fileName: 'licenses.json' };

/** Compiles the texts of the renderer and the native menu. */
const messages = () =>
  paraglideVitePlugin({
    project: path('renderer/messages/project.inlang'),
    outdir: path('renderer/messages/compiled'),
    strategy: ['globalVariable', 'baseLocale'],
  });

/**
 * Main and preload are CommonJS, for two reasons:
 *
 * - `registerSchemesAsPrivileged` must run before `ready`. Only a CommonJS main file is loaded
 *   synchronously, and so runs in time.
 * - A sandboxed preload can't load ES modules or other files:
 *   https://www.electronjs.org/docs/latest/tutorial/sandbox#preload-scripts
 *
 * Dynamic imports in main become separate files, which are not read before the first paint.
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
    // Only the names: if the preload imported the contract, every page would load valibot.
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
