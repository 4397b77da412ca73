import { archFromString, build, Platform } from 'electron-builder';
import { projectFolder } from './paths.mjs';
import { ensureSystemLibraries, pathOfCommand } from './system-libraries.mjs';
import { fileURLToPath } from 'node:url';

/** Those for which electron-builder needs nothing but what Debian has. */
const debianTargets = ['deb', 'tar.gz'];

const fpmWithDpkg = fileURLToPath(new URL('linux/fpm-with-dpkg.mjs', import.meta.url));

/**
 * Packs the app that is built in out/, for the system and the processor that this runs on.
 *
 * @param {import('./electron-runtime.mjs').Electron} electron
 * @param {object} [options]
 * @param {string[]} [options.targets] all that electron-builder.yml names and that can be made here, where not given
 * @param {import('electron-builder').Configuration} [options.config] what differs from electron-builder.yml
 * @param {string} [options.project] the folder of the app
 * @returns {Promise<string[]>} the files that were made
 */
export async function makePackages(electron, { targets, config, project = projectFolder } = {}) {
  const chosen = targets ?? (electron.source === 'official' ? [] : debianTargets);
  if (electron.source !== 'official') await useDebiansTools(electron);
  return build({
    projectDir: project,
    targets: Platform.current().createTarget(chosen, archFromString(process.arch)),
    publish: 'never',
    config: { electronDist: electron.dist, electronVersion: electron.version, ...config },
  });
}

/**
 * electron-builder fetches 7-Zip and fpm from where Electron is; whoever can't reach the one doesn't reach the others.
 *
 * @param {import('./electron-runtime.mjs').Electron} electron
 */
async function useDebiansTools({ executable }) {
  if (process.platform !== 'linux') return;
  await ensureSystemLibraries(executable, ['7za']);
  process.env['ELECTRON_BUILDER_7ZIP_PATH'] ??= pathOfCommand('7za');
  process.env['CUSTOM_FPM_PATH'] ??= fpmWithDpkg;
}
