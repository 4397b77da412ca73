import { cp, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { launch } from './launch.mjs';
import { memoryAtRest } from './memory.mjs';

/** @typedef {import('./launch.mjs').Subject} Subject */

/**
 * The times at which the stages of a start end, in this order.
 *
 * @typedef {object} Stages
 * @property {number} mainBegun
 * @property {number} mainRead
 * @property {number} ready
 * @property {number} windowMade
 * @property {number} pageBegun
 * @property {number} painted
 * @property {number} usable painted, shown, and the focus is in the search box
 */

/**
 * @typedef {object} Sample
 * @property {Stages} stages in milliseconds from the start
 * @property {number} memory in kilobytes
 */

/**
 * Measures starts of the subjects in turns, each with a fresh copy of its profile.
 *
 * @template {string} N
 * @param {Record<N, Subject>} subjects
 * @param {number} rounds after one more for warming up, which does not count
 * @returns {Promise<Record<N, Sample[]>>}
 */
export async function measureStarts(subjects, rounds) {
  const names = /** @type {N[]} */ (Object.keys(subjects));
  /** @type {Map<N, Sample[]>} */
  const samples = new Map(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const sample = await measureStart(subjects[name]);
      if (round > 0) samples.get(name)?.push(sample);
    }
  }
  return /** @type {Record<N, Sample[]>} */ (Object.fromEntries(samples));
}

/**
 * @param {Subject} subject
 * @returns {Promise<Sample>}
 */
async function measureStart(subject) {
  const profile = `${subject.profile}-copy`;
  await cp(subject.profile, profile, {
    recursive: true,
    // Chromium's lock of the last run: links whose targets no longer exist.
    filter: (source) => !basename(source).startsWith('Singleton'),
  });
  const running = await launch({ ...subject, profile });
  const memory = await memoryAtRest(running.pid);
  await running.quit();
  await rm(profile, { recursive: true });
  return { stages: stagesOf(running), memory };
}

/**
 * @param {import('./launch.mjs').Running} running
 * @returns {Stages}
 */
export function stagesOf({ spawned, start }) {
  const { mainBegun, mainRead, ready, windowMade, pageBegun, painted, shown, focused } = start;
  const moments = {
    mainBegun,
    mainRead,
    ready,
    windowMade,
    pageBegun,
    painted,
    usable: Math.max(painted, shown, focused),
  };
  return /** @type {Stages} */ (
    Object.fromEntries(Object.entries(moments).map(([name, moment]) => [name, moment - spawned]))
  );
}
