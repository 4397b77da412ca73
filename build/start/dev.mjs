import { tools } from '../paths.mjs';
import { run } from '../run.mjs';
import { script } from '../script.mjs';
import { targetOf } from './build-app.mjs';
import { hasDisplay } from './display.mjs';
import { findElectron } from './electron-runtime.mjs';
import { sandboxSwitches } from './sandbox.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

/** `npm run dev` starts the app and reloads it when a source changes. */
await script(async () => {
  if (!hasDisplay())
    throw new Error('Hot reload needs a display: neither DISPLAY nor WAYLAND_DISPLAY is set.');
  const electron = await findElectron();
  await ensureSystemLibraries(electron.executable);
  const args = [
    ...['dev', '--watch', '--sourcemap', '--'],
    ...sandboxSwitches(),
    ...process.argv.slice(2),
  ];
  await run(process.execPath, [tools.electronVite, ...args], {
    env: { ELECTRON_EXEC_PATH: electron.executable, ...targetOf(electron) },
  });
});
