import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/**
 * The component gallery: `npm run gallery`. It lies with the tests, because it shows components with
 * their fakes, and no package and no build of the app may hold those.
 */
export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  plugins: [
    // Hot reload covers the messages. A build takes the compiled ones, which other tests read meanwhile.
    ...(command === 'serve'
      ? [
          paraglideVitePlugin({
            project: path('../../renderer/messages/project.inlang'),
            outdir: path('../../renderer/messages/compiled'),
            strategy: ['globalVariable', 'baseLocale'],
          }),
        ]
      : []),
    svelte({ configFile: path('../../svelte.config.js') }),
  ],
  resolve: { alias: { vitest: path('./vitest-stub.ts') } },
  build: { target: 'esnext', outDir: path('../../test-results/gallery'), emptyOutDir: true },
}));
