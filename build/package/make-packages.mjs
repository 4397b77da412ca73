import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { archFromString, build, Platform } from 'electron-builder';
import { load } from 'js-yaml';
import { debianTargets, useDebianTools } from '../offline/debian-tools.mjs';
import { projectFolder } from '../paths.mjs';

/** Files that electron-builder adds for one kind of package, such as how that kind is updated. */
const filesOfOneKind = ['app-update.yml', 'package-type', 'apparmor-profile'];

/** @typedef {import('electron-builder').Configuration} Configuration */

/**
 * Packs the app in out/ for this system and processor.
 *
 * @param {import('../start/electron-runtime.mjs').Electron} electron
 * @param {object} [options]
 * @param {string[]} [options.targets] the kinds of package; by default all that can be made here
 * @param {Configuration} [options.config] overrides electron-builder.yml
 * @param {string} [options.project] the folder of the app
 * @param {string | undefined} [options.feed] the address of the update feeds; without one, the app
 *   never checks for updates
 * @returns {Promise<string[]>} the files that were made
 */
export async function makePackages(
  electron,
  { targets, config, project = projectFolder, feed } = {},
) {
  const chosen = targets ?? (electron.source === 'official' ? [] : debianTargets);
  if (electron.source !== 'official') await useDebianTools(electron);
  /** @param {string[]} names */
  const make = (names, prepackaged = /** @type {string | null} */ (null)) =>
    build({
      projectDir: project,
      targets: Platform.current().createTarget(names, archFromString(process.arch)),
      publish: 'never',
      prepackaged,
      config: {
        electronDist: electron.dist,
        electronVersion: electron.version,
        // build/release/update-feed.mjs writes the feeds, for all systems at once.
        publish: feed ? { provider: 'generic', url: feed, publishAutoUpdate: false } : null,
        ...config,
      },
    });
  if (process.platform !== 'linux' || chosen.includes('dir')) return make(chosen);

  // electron-builder makes all kinds of package from one folder and leaves each kind's update
  // settings there. The archive would then claim to be a deb. So each kind is made alone, from a
  // clean folder.
  await make(['dir']);
  const output = resolve(project, config?.directories?.output ?? 'dist');
  const unpacked = join(
    output,
    process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`,
  );
  const files = [];
  for (const target of chosen.length > 0 ? chosen : await linuxTargets(config)) {
    for (const file of filesOfOneKind) await rm(join(unpacked, 'resources', file), { force: true });
    files.push(...(await make([target], unpacked)));
  }
  return files;
}

/**
 * @param {Configuration | undefined} config
 * @returns {Promise<string[]>}
 */
async function linuxTargets(config) {
  const own = /** @type {Configuration} */ (
    load(await readFile(join(projectFolder, 'electron-builder.yml'), 'utf8'))
  );
  return /** @type {string[]} */ ((config ?? own).linux?.target ?? own.linux?.target);
}
