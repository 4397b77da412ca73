import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { archFromString, build, Platform } from 'electron-builder';
import { load } from 'js-yaml';
import { debianTargets, useDebianTools } from '../offline/debian-tools.mjs';
import { projectFolder } from '../paths.mjs';

/** What electron-builder puts beside the app for one kind of package, above all how it is updated. */
const ofOneKind = ['app-update.yml', 'package-type', 'apparmor-profile'];

/** @typedef {import('electron-builder').Configuration} Configuration */

/**
 * Packs the app that is built in out/, for the system and the processor that this runs on.
 *
 * @param {import('../start/electron-runtime.mjs').Electron} electron
 * @param {object} [options]
 * @param {string[]} [options.targets] all that the configuration names and that can be made here, where not given
 * @param {Configuration} [options.config] what differs from electron-builder.yml
 * @param {string} [options.project] the folder of the app
 * @param {string | undefined} [options.feed] the address of the folder where newer versions are announced; none: the app never
 *   asks for any
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
        // build/release/update-feed.mjs announces what was made, for all systems at once.
        publish: feed ? { provider: 'generic', url: feed, publishAutoUpdate: false } : null,
        ...config,
      },
    });
  if (process.platform !== 'linux' || chosen.includes('dir')) return make(chosen);

  // electron-builder makes all kinds at once from one folder, into which each kind writes how it is updated: an archive
  // would say that it is a deb. So each one is made alone, from a folder where none of that is left.
  await make(['dir']);
  const output = resolve(project, config?.directories?.output ?? 'dist');
  const unpacked = join(
    output,
    process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`,
  );
  const files = [];
  for (const target of chosen.length > 0 ? chosen : await linuxTargets(config)) {
    for (const file of ofOneKind) await rm(join(unpacked, 'resources', file), { force: true });
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
