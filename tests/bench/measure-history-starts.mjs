import { spawnSync } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder, resultsFolder } from '../../build/paths.mjs';
import { run } from '../../build/run.mjs';
import { withScratchFolder } from '../../build/scratch-folder.mjs';
import { buildHistory } from '../unit/history/build-history.mjs';
import { importHistory } from '../unit/history/import-history.mjs';
import { launch } from './launch.mjs';
import { stagesOf } from './measure-starts.mjs';
import { memoryAtRest } from './memory.mjs';
import { useDaily } from './prepare-profiles.mjs';

/**
 * @typedef {import('./launch.mjs').Subject} Subject
 * @typedef {{ usable: number, listed: number }} HistoryStart milliseconds from the start: to a
 *   painted, focused box, and to the painted list with its first page
 */

export const people = 100_000;

const filling = join(import.meta.dirname, 'fill-history.mjs');

/**
 * Measures starts with a full and with an empty history in turns.
 *
 * @param {{ full: Subject, empty: Subject }} subjects
 * @param {string} baseUrl
 * @param {number} rounds after one more for warming up, which does not count
 * @returns {Promise<{ full: HistoryStart[], empty: HistoryStart[] }>}
 */
export async function measureHistoryStarts(subjects, baseUrl, rounds) {
  await withScratchFolder(resultsFolder, async (folder) => {
    const built = await buildHistory(folder);
    const { historyKey } = await importHistory(built);
    keepInKeyring(subjects.full, historyKey);
    for (const subject of Object.values(subjects)) await useDaily(subject, baseUrl);
    const filled = join(folder, 'filled');
    await mkdir(filled);
    await run(process.execPath, [
      filling,
      built,
      join(filled, 'history.db'),
      String(people),
      baseUrl,
    ]);
    await cp(filled, subjects.full.profile, { recursive: true });
  });

  /** @type {{ full: HistoryStart[], empty: HistoryStart[] }} */
  const starts = { full: [], empty: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of /** @type {const} */ (['full', 'empty'])) {
      const start = await measureStart(subjects[name]);
      if (start.isFull !== (name === 'full'))
        throw new Error('The list does not show what is in the history.');
      if (round > 0) starts[name].push(start);
    }
  }
  return starts;
}

/**
 * Stores the key of `fill-history.mjs` in the keyring, where the app reads it.
 *
 * @param {Subject} subject
 * @param {string} key
 */
function keepInKeyring({ env }, key) {
  const script = "require('keytar').setPassword('Account Inspector', 'history', process.argv[1])";
  const kept = spawnSync(process.execPath, ['--eval', script, key], {
    cwd: projectFolder,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (kept.status !== 0) throw new Error(`The keyring did not take the key: ${kept.stderr}`);
}

/**
 * @param {Subject} subject
 * @returns {Promise<HistoryStart & { isFull: boolean }>}
 */
async function measureStart(subject) {
  const running = await launch(subject);
  const { listed, isFull } = /** @type {import('./instrumented/page-scripts.cjs').ShownList} */ (
    await running.ask('evaluate', 'measuredList')
  );
  // Waits for the work after the list, so that it doesn't overlap with the next start.
  await memoryAtRest(running.pid);
  await running.quit();
  return { usable: stagesOf(running).usable, listed: listed - running.spawned, isFull };
}
