import { rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { constants } from 'node:os';
import { join } from 'node:path';

/**
 * Creates a temporary folder and removes it after the work, also on Ctrl-C.
 *
 * @template T
 * @param {string} parent
 * @param {(folder: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withScratchFolder(parent, work) {
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, '.scratch-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const interrupt = () => {
    remove();
    process.exit(128 + constants.signals.SIGINT);
  };
  process.once('SIGINT', interrupt);
  try {
    return await work(folder);
  } finally {
    process.off('SIGINT', interrupt);
    remove();
  }
}
