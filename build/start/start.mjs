import { run } from '../run.mjs';
import { script } from '../script.mjs';
import { buildApp } from './build-app.mjs';
import { displayCommands, hasDisplay, openDisplay } from './display.mjs';
import { findElectron } from './electron-runtime.mjs';
import { runHeadlessDemo } from './headless-demo.mjs';
import { sandboxSwitches } from './sandbox.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

await script(async () => {
  const electron = await findElectron();
  await ensureSystemLibraries(electron.executable, displayCommands);
  await buildApp(electron);
  const args = ['.', ...sandboxSwitches(), ...process.argv.slice(2)];
  if (hasDisplay()) await run(electron.executable, args);
  else await lookWithoutDisplay(electron.executable, args);
});

/**
 * @param {string} executable
 * @param {string[]} args
 */
async function lookWithoutDisplay(executable, args) {
  console.log(
    'There is no display here, so the app opens on a virtual one, for a first look at its sample data.',
  );
  const display = await openDisplay();
  try {
    await runHeadlessDemo({ executable, args, env: display.env });
  } finally {
    display.stop();
  }
}
