/**
 * `npm run bench:history` measures the history with 100, 10,000 and 100,000 people in a process
 * that does nothing else. It prints targets but never asserts them, because the numbers depend on
 * the machine.
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import { resultsFolder } from '../../build/paths.mjs';
import { run } from '../../build/run.mjs';
import { withScratchFolder } from '../../build/scratch-folder.mjs';
import { script } from '../../build/script.mjs';
import { buildHistory } from '../unit/history/build-history.mjs';
import { importHistory } from '../unit/history/import-history.mjs';
import { aligned } from './report.mjs';
import { personOf } from './sample-people.mjs';
import { median, percentile } from './statistics.mjs';

/**
 * @typedef {typeof import('../unit/history/history-module')} HistoryModule
 * @typedef {import('../../electron/history/history').History} History
 * @typedef {[string, string, string]} Measured a thing, the value, and what was to be reached
 */

const filling = join(import.meta.dirname, 'fill-history.mjs');

const sizes = [100, 10_000, 100_000];
const environment = 'https://api.example.com/v1';
const everybody = /** @type {const} */ ({ environment, text: '', filter: 'all' });
/** The page size of the list: see electron/ipc/history-handlers.ts. */
const page = 100;

/**
 * Searches that are typed letter by letter: a name, an address, an id, a common domain, and texts
 * without a match.
 */
const typed = ['mara kovac', 'jonas.b', 'usr_1a2b3c', 'example.com', 'ann org_7', 'zzyzx'];

await script(() =>
  withScratchFolder(resultsFolder, async (folder) => {
    console.log(`On ${cpus().length} × ${cpus()[0]?.model ?? '?'}. This takes some minutes …`);
    const built = await buildHistory(folder);
    const module = await importHistory(built);
    // Opening the first history also loads the library, which must not be measured.
    await module.openHistory(join(folder, 'empty', 'history.db')).state();
    /** @type {Measured[][]} */
    const columns = [];
    for (const size of sizes) {
      const file = join(folder, String(size), 'history.db');
      // Another process fills the file, so that this process opens it as a starting app does.
      await run(process.execPath, [filling, built, file, String(size), environment]);
      columns.push(await measure(module, file, size));
    }
    const titles = ['people', ...sizes.map((size) => size.toLocaleString('en')), 'target'];
    const rows = (columns[0] ?? []).map(([name, , target], row) => [
      name,
      ...columns.map((column) => column[row]?.[1] ?? ''),
      target,
    ]);
    console.log(`\n${aligned([titles, ...rows])}`);
  }),
);

/**
 * @param {HistoryModule} module
 * @param {string} file
 * @param {number} size
 * @returns {Promise<Measured[]>}
 */
async function measure({ openHistory, lookUpOf, sizeOf }, file, size) {
  const began = performance.now();
  const history = openHistory(file);
  await history.state();
  const opened = performance.now() - began;
  const first = await timesOf(1, () => history.list(everybody, null, page));
  /** @type {Measured[]} */
  const rows = [
    ['open the file', `${opened.toFixed(1)} ms`, 'the same'],
    ['show the list, the first time', spread(first), ''],
    ['show the list', spread(await timesOf(50, () => history.list(everybody, null, page))), ''],
    ['count all people', spread(await timesOf(20, () => history.count(everybody))), ''],
    [
      'add a new person',
      spread(
        await timesOf(100, (index) =>
          history.remember(lookUpOf(personOf(size + index), environment)),
        ),
      ),
      '',
    ],
    [
      'add a known person',
      spread(
        await timesOf(100, (index) => history.remember(lookUpOf(personOf(index), environment))),
      ),
      '',
    ],
    ['search for a keystroke', spread(await searchTimes(history, 'all')), 'p95 < 16 ms'],
    ['search for a keystroke, problems only', spread(await searchTimes(history, 'problems')), ''],
    [
      'search for a keystroke, in the search box',
      spread(await searchTimes(history, 'found')),
      'p95 < 16 ms',
    ],
    [
      'remove a person',
      spread(
        await timesOf(20, (index) => history.remove([{ environment, id: personOf(index).id }])),
      ),
      '',
    ],
    ['file', `${(sizeOf(file) / 1e6).toFixed(1)} MB`, ''],
  ];
  const clearing = performance.now();
  const block = await longestBlockDuring(() => history.clear(environment));
  return [
    ...rows,
    ['clear all people', `${(performance.now() - clearing).toFixed(1)} ms`, ''],
    ['  longest time for which nothing else runs', `${block.toFixed(1)} ms`, '< 100 ms'],
  ];
}

/**
 * @param {() => Promise<unknown>} action
 * @returns {Promise<number>} in milliseconds
 */
async function longestBlockDuring(action) {
  const done = action().then(() => true);
  let longest = 0;
  let began = performance.now();
  while (!(await Promise.race([done, letOthersRun(false)]))) {
    longest = Math.max(longest, performance.now() - began);
    began = performance.now();
  }
  return Math.max(longest, performance.now() - began);
}

/**
 * Measures one search per typed letter.
 *
 * @param {History} history
 * @param {import('../../electron/contract/history').HistoryFilter} filter
 */
async function searchTimes(history, filter) {
  const texts = typed.flatMap((text) => Array.from(text, (_, index) => text.slice(0, index + 1)));
  const times = [];
  for (let round = 0; round < 5; round += 1)
    for (const text of texts)
      times.push(
        ...(await timesOf(1, () => history.list({ environment, text, filter }, null, page))),
      );
  return times;
}

/**
 * @param {number} times
 * @param {(index: number) => unknown} action
 * @returns {Promise<number[]>} in milliseconds
 */
async function timesOf(times, action) {
  const measured = [];
  for (let index = 0; index < times; index += 1) {
    const began = performance.now();
    await action(index);
    measured.push(performance.now() - began);
  }
  return measured;
}

/**
 * Formats the median, with the 95th percentile in brackets.
 *
 * @param {number[]} times
 */
function spread(times) {
  if (times.length === 1) return `${median(times).toFixed(1)} ms`;
  return `${median(times).toFixed(1)} ms (${percentile(times, 0.95).toFixed(1)})`;
}
