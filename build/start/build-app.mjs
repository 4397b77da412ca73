import { run } from '../run.mjs';

/**
 * Builds the app for the Electron that runs it. By default electron-vite targets the newest version
 * that it knows, whose syntax an older Electron may not support.
 *
 * @param {import('./electron-runtime.mjs').Electron} electron
 */
export async function buildApp(electron) {
  await run(process.execPath, ['build/start/build.mjs'], { env: targetOf(electron) });
}

/**
 * @param {import('./electron-runtime.mjs').Electron} electron
 * @returns {NodeJS.ProcessEnv}
 */
export function targetOf({ version }) {
  const major = Number.parseInt(version);
  return Number.isNaN(major) ? {} : { ELECTRON_MAJOR_VER: String(major) };
}
