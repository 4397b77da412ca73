import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { projectFolder } from './paths.mjs';

/**
 * Runs a program in the project's folder, with this terminal's input and output, until it ends.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, shell?: boolean }} [options] `env` adds
 *   variables to this process's environment
 */
export function run(command, args, { env = {}, shell = false } = {}) {
  return /** @type {Promise<void>} */ (
    new Promise((resolve, reject) => {
      const child = spawn(command, args, {
        cwd: projectFolder,
        env: { ...process.env, ...env },
        shell,
        stdio: 'inherit',
      });
      const release = endTogether(child);
      child.once('error', (error) => {
        release();
        reject(new Error(`${command} could not be started: ${error.message}`));
      });
      child.once('close', (code, signal) => {
        release();
        if (code === 0) resolve();
        else
          reject(
            new Error(
              `${nameOf(command, args)} ended with ${signal ?? `exit code ${code ?? '?'}`}`,
            ),
          );
      });
    })
  );
}

/**
 * Ends this process together with the program. Ctrl-C reaches both, so this process only waits.
 * SIGTERM reaches this process alone and is passed on.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
function endTogether(child) {
  /** @type {'SIGINT' | 'SIGTERM' | undefined} */
  let received;
  const onInterrupt = () => {
    received = 'SIGINT';
  };
  const onTerminate = () => {
    received = 'SIGTERM';
    child.kill('SIGTERM');
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  return () => {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onTerminate);
    if (received !== undefined) process.exit(128 + constants.signals[received]);
  };
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function nameOf(command, args) {
  const words = command === process.execPath ? args : [command, ...args];
  return words.map((word) => word.replace(projectFolder, '')).join(' ');
}
