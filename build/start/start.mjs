import { run } from '../run.mjs';
import { script } from '../script.mjs';
import { buildApp } from './build-app.mjs';
import { displayCommands, hasDisplay, openDisplay } from './display.mjs';
import { findElectron } from './electron-runtime.mjs';
import { runHeadlessDemo } from './headless-demo.mjs';
import { sandboxSwitches } from './sandbox.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

/**
 * `npm start` builds the app and opens it. Without a display it shows the app on a virtual one and
 * ends.
 */
await script(async () => {
  const electron = await findElectron();
  await ensureSystemLibraries(electron.executable, displayCommands);
  await buildApp(electron);
  const args = ['.', ...sandboxSwitches(), ...process.argv.slice(2)];
  if (hasDisplay()) await run(electron.executable, args);
  else await demoWithoutDisplay(electron.executable, args);
});

/**
 * @param {string} executable
 * @param {string[]} args
 */
async function demoWithoutDisplay(executable, args) {
  console.log('There is no display, so the app opens its sample data on a virtual one.');
  const display = await openDisplay();
  try {
    await runHeadlessDemo({ executable, args, env: display.env });
  } finally {
    display.stop();
  }
}
