import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { readJson } from '../read-json.mjs';
import { sum } from './count-tests.mjs';

/** @typedef {import('./count-tests.mjs').Counts} Counts */

/** @type {Counts} */
const onePassed = { passed: 1, failed: 0, skipped: 0 };
/** @type {Counts} */
const oneFailed = { passed: 0, failed: 1, skipped: 0 };

/**
 * Runs a step that counts as one test. The step fails if `body` rejects.
 *
 * @param {string} name
 * @param {() => Promise<void>} body
 */
export function check(name, body) {
  return step(name, async () => {
    await body();
    return onePassed;
  });
}

/**
 * Runs a test runner and counts each of its tests. If the runner runs no test, or fails without a
 * failed test, this counts as one more failure.
 *
 * @param {string} name
 * @param {string} report the file that the runner writes
 * @param {(report: unknown) => Counts} count
 * @param {() => Promise<void>} body
 */
export function suite(name, report, count, body) {
  return step(name, async () => {
    await rm(report, { force: true });
    const problem = await body().then(() => undefined, messageOf);
    if (!existsSync(report)) throw new Error(problem ?? 'no report was written');
    const counts = count(readJson(report));
    if (counts.failed > 0) return counts;
    if (problem === undefined && counts.passed + counts.skipped > 0) return counts;
    console.error(`> Failed: ${problem ?? 'no test ran'}`);
    return sum([counts, oneFailed]);
  });
}

/**
 * Runs a step that counts its own tests. An exception counts as one failure.
 *
 * @param {string} name
 * @param {() => Promise<Counts>} body
 * @returns {Promise<Counts>}
 */
export async function step(name, body) {
  console.log(`\n> ${name}`);
  try {
    return await body();
  } catch (error) {
    console.error(`> Failed: ${messageOf(error)}`);
    return oneFailed;
  }
}

/**
 * @param {unknown} error
 */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
