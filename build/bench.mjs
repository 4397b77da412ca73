import { buildApp } from './build-app.mjs';
import { displayCommands, openDisplay } from './display.mjs';
import { findElectron } from './electron-runtime.mjs';
import { run } from './run.mjs';
import { script } from './script.mjs';
import { ensureSystemLibraries, keychainCommands } from './system-libraries.mjs';

await script(async () => {
  const electron = await findElectron();
  await ensureSystemLibraries(electron.executable, [...displayCommands, ...keychainCommands]);
  await buildApp(electron);
  const display = await openDisplay();
  try {
    await run(process.execPath, ['tests/bench/bench.mjs', ...process.argv.slice(2)], {
      env: { ...display.env, ELECTRON_EXECUTABLE: electron.executable },
    });
  } finally {
    display.stop();
  }
});
