import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Whether windows can open on this machine. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

/** The commands that `openDisplay` needs: see build/start/system-libraries.mjs. */
export const displayCommands = hasDisplay() ? [] : /** @type {const} */ (['Xvfb']);

/**
 * Uses the display of this session, or starts a virtual one if there is none.
 *
 * @returns {Promise<{ env: NodeJS.ProcessEnv, stop: () => void }>} the variables for programs on it
 */
export async function openDisplay() {
  return hasDisplay() ? { env: {}, stop: () => undefined } : startVirtualDisplay();
}

/**
 * Starts a virtual display. `-noreset` keeps it running after its last window closes: by default
 * Xvfb restarts then, and an app that starts at that moment fails.
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
 * Xvfb picks a free number and prints it as soon as it accepts connections.
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
