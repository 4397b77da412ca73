import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const pollMs = 250;
/** So many readings in a row that differ by no more than this are stable. */
const calmReadings = 6;
const calmKilobytes = 1_024;
const mostReadings = 80;

/**
 * The memory of a process and its descendants once it has come to rest, in kilobytes. Shared pages count in parts
 * (PSS), so that the sum counts each page once.
 *
 * @param {number} pid
 */
export async function memoryAtRest(pid) {
  /** @type {number[]} */
  const readings = [];
  while (readings.length < mostReadings) {
    readings.push(memoryOf(pid));
    const latest = readings.slice(-calmReadings);
    const spread = Math.max(...latest) - Math.min(...latest);
    if (latest.length === calmReadings && spread <= calmKilobytes) break;
    await setTimeout(pollMs);
  }
  return Number(readings.at(-1));
}

/**
 * @param {number} root
 */
function memoryOf(root) {
  return descendants(root).reduce((sum, pid) => sum + proportionalSetSize(pid), 0);
}

/**
 * @param {number} root
 * @returns {number[]} with itself
 */
function descendants(root) {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(Number(name))]),
  );
  const found = [root];
  for (const parent of found) {
    for (const [pid, itsParent] of parents) if (itsParent === parent) found.push(pid);
  }
  return found;
}

/**
 * @param {number} pid
 */
function parentOf(pid) {
  // After the name, which stands in brackets and can hold anything, come the state and the parent: proc_pid_stat(5).
  return Number(read(pid, 'stat').split(') ').at(-1)?.split(' ')[1]);
}

/**
 * @param {number} pid
 */
function proportionalSetSize(pid) {
  return Number(/^Pss:\s+(\d+) kB$/m.exec(read(pid, 'smaps_rollup'))?.[1] ?? 0);
}

/**
 * @param {number} pid
 * @param {string} file
 */
function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // It has ended since it was listed.
    return '';
  }
}
