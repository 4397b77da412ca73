import { spawn } from 'node:child_process';
import { once } from 'node:events';

export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

/** What a display of our own needs on the system: see build/start/system-libraries.mjs. */
export const displayCommands = hasDisplay() ? [] : /** @type {const} */ (['Xvfb']);

/**
 * The display of this session, or a virtual one where there is none.
 *
 * @returns {Promise<{ env: NodeJS.ProcessEnv, stop: () => void }>} what its users get in their environment
 */
export async function openDisplay() {
  return hasDisplay() ? { env: {}, stop: () => undefined } : startVirtualDisplay();
}

/**
 * A display that nobody else uses. It outlives its last window: while it began anew, an app could not start.
 *
 * @returns {Promise<{ env: { DISPLAY: string }, stop: () => void }>}
 */
export async function startVirtualDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-noreset', '-screen', '0', '1600x1200x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const stop = () => void server.kill();
  process.once('exit', stop);
  return { env: { DISPLAY: `:${await displayNumber(server)}` }, stop };
}

/**
 * Xvfb takes a free number by itself, and says which as soon as it listens.
 *
 * @param {import('node:child_process').ChildProcess} server
 */
async function displayNumber(server) {
  const numbers = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
  const first = await Promise.race([once(numbers, 'data'), once(server, 'exit')]);
  const number = /^\d+/.exec(String(first[0]))?.[0];
  if (number === undefined || server.exitCode !== null)
    throw new Error('The virtual display (Xvfb) did not start.');
  return number;
}
