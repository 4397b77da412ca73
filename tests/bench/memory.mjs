import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const pollMs = 250;
/**
 * The memory is stable after this many readings in a row that differ by no more than this amount.
 */
const calmReadings = 6;
const calmKilobytes = 1_024;
const mostReadings = 80;

/**
 * Measures the memory of a process and its descendants in kilobytes, once it is stable. It sums the
 * proportional set size (PSS), so that shared pages count once.
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
  // The state and the parent follow the name in brackets, which can contain any character:
  // proc_pid_stat(5).
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
    // The process has ended since it was listed.
    return '';
  }
}
