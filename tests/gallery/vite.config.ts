import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/**
 * The component gallery: `npm run gallery`. It is part of the tests, because it uses their fakes.
 * No build of the app may contain those.
 */
export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  plugins: [
    // The development server compiles messages for hot reload. A build uses the compiled ones,
    // because other tests read them at the same time.
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
