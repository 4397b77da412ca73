import { fileURLToPath } from 'node:url';
import { ensureSystemLibraries, pathOfCommand } from '../start/system-libraries.mjs';

/** The kinds of package that electron-builder can make with Debian's tools alone. */
export const debianTargets = ['deb', 'tar.gz'];

/**
 * Makes electron-builder use Debian's 7-Zip and dpkg-deb. It downloads its own 7-Zip and fpm from
 * GitHub otherwise.
 *
 * @param {import('../start/electron-runtime.mjs').Electron} electron
 */
export async function useDebianTools({ executable }) {
  if (process.platform !== 'linux') return;
  await ensureSystemLibraries(executable, ['7za']);
  process.env['ELECTRON_BUILDER_7ZIP_PATH'] ??= pathOfCommand('7za');
  process.env['CUSTOM_FPM_PATH'] ??= fileURLToPath(new URL('fpm-with-dpkg.mjs', import.meta.url));
}
