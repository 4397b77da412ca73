import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {import('./instrumented/main.cjs').Start} Start
 * @typedef {import('./instrumented/main.cjs').Requests} Requests
 */

/**
 * What is started.
 *
 * @typedef {object} Subject
 * @property {string} executable Electron's
 * @property {string[]} switches
 * @property {string | undefined} folder the app's; none for the bare window
 * @property {string} profile
 * @property {NodeJS.ProcessEnv} env what it gets besides this process's own
 */

/**
 * @typedef {object} Running
 * @property {number} pid
 * @property {number} spawned when it was started, in milliseconds since 1970
 * @property {Start} start
 * @property {<N extends keyof Requests>(
 *   name: N,
 *   ...args: Parameters<Requests[N]>
 * ) => ReturnType<Requests[N]>} ask
 * @property {() => Promise<void>} quit
 */

const instrumented = fileURLToPath(new URL('instrumented', import.meta.url));
const longestAnswerMs = 60_000;

/**
 * Starts the app or the bare window, and waits for its first paint.
 *
 * @param {Subject} subject
 * @returns {Promise<Running>}
 */
export async function launch({ executable, switches, folder, profile, env }) {
  const spawned = Date.now();
  const child = spawn(executable, [instrumented, ...switches, `--user-data-dir=${profile}`], {
    env: { ...process.env, ...env, ...(folder !== undefined && { BENCH_APP: folder }) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const stop = () => void child.kill('SIGKILL');
  process.once('exit', stop);
  const ended = once(child, 'exit').then(() => process.off('exit', stop));
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => (errors += String(text)));

  /** @returns {Promise<unknown>} */
  async function answer() {
    const signal = AbortSignal.timeout(longestAnswerMs);
    const first = await Promise.race([
      once(child, 'message', { signal }).catch(() => undefined),
      ended.then(() => undefined),
    ]);
    if (first === undefined) throw new Error(`Electron did not answer.\n${errors}`);
    return /** @type {{ answer: unknown }[]} */ (first)[0]?.answer;
  }

  return {
    pid: child.pid ?? 0,
    spawned,
    start: /** @type {Start} */ (await answer()),
    ask(name, ...args) {
      child.send({ name, argument: args[0] });
      return /** @type {ReturnType<Requests[typeof name]>} */ (answer());
    },
    async quit() {
      child.send({ name: 'quit' });
      await ended;
    },
  };
}
