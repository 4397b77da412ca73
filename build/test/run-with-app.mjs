import { run } from '../run.mjs';
import { buildApp } from '../start/build-app.mjs';
import { displayCommands, openDisplay } from '../start/display.mjs';
import { findElectron } from '../start/electron-runtime.mjs';
import { ensureSystemLibraries, testCommands } from '../start/system-libraries.mjs';

/**
 * Runs a Node program that drives the app. Provides an Electron, system libraries, a build and a
 * display.
 *
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function runWithApp(args, env = {}) {
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
