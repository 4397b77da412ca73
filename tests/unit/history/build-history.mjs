import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { projectFolder } from '../../../build/paths.mjs';

/**
 * Bundles `history-module.ts`, so that another Node process can import the history. Tests kill that
 * process, benchmarks measure it.
 *
 * @param {string} folder the output folder; within the project, so that Node finds libsql
 * @returns {Promise<string>} the URL of the bundle
 */
export async function buildHistory(folder) {
  await build({
    configFile: false,
    root: projectFolder,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, 'history-module.ts'),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'history.mjs' } },
    },
  });
  return pathToFileURL(join(folder, 'history.mjs')).href;
}
