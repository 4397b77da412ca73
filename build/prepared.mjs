import { buildApp } from './build-app.mjs';
import { displayCommands, openDisplay } from './display.mjs';
import { findElectron } from './electron-runtime.mjs';
import { run } from './run.mjs';
import { ensureSystemLibraries, testCommands } from './system-libraries.mjs';

/**
 * Runs a Node program that drives the app, with all that it needs there: an Electron, a keyring, a display, a build.
 *
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function runPrepared(args, env = {}) {
  const electron = await findElectron();
  await ensureSystemLibraries(electron.executable, [...displayCommands, ...testCommands]);
  await buildApp(electron);
  const display = await openDisplay();
  try {
    await run(process.execPath, args, {
      env: { ...display.env, ...env, ELECTRON_EXECUTABLE: electron.executable },
    });
  } finally {
    display.stop();
  }
}
