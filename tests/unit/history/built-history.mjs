import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { projectFolder } from '../../../build/paths.mjs';

/**
 * Builds the history for a plain Node process: what is killed in a test, or measured, is not the test's own process.
 *
 * @param {string} folder where it is put; within the project, so that Node finds libsql
 * @returns {Promise<string>} the URL of the module `inNode.ts`
 */
export async function buildHistory(folder) {
  await build({
    configFile: false,
    root: projectFolder,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, 'in-node.ts'),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'history.mjs' } },
    },
  });
  return pathToFileURL(join(folder, 'history.mjs')).href;
}
