import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { wrongFuses } from './fuses.mjs';
import { listAsar } from './list-asar.mjs';

/**
 * @typedef {object} PackagedApp
 * @property {string} executable
 * @property {string} resources the folder that holds app.asar
 * @property {string} platform
 * @property {string} arch
 * @property {string} [electronVersion] if known
 */

/**
 * The paths of an app that electron-builder assembled but did not pack.
 *
 * @param {string} output
 * @param {string} platform
 * @param {string} arch
 * @returns {PackagedApp}
 */
export function unpackedApp(output, platform, arch) {
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  if (platform === 'darwin') {
    const executable = join(output, `mac${suffix}`, 'Account Inspector.app');
    return { executable, resources: join(executable, 'Contents/Resources'), platform, arch };
  }
  const [system, name] =
    platform === 'win32' ? ['win', 'Account Inspector.exe'] : ['linux', 'account-inspector'];
  const folder = join(output, `${system}${suffix}-unpacked`);
  return { executable: join(folder, name), resources: join(folder, 'resources'), platform, arch };
}

/** The files in app.asar besides native modules. Any other is a mistake in electron-builder.yml. */
const ownFiles = [
  /^package\.json$/,
  /^out\/licenses\.json$/,
  /^out\/main\/([\w-]+\.cjs|chunks\/[\w-]+\.png)$/,
  /^out\/preload\/preload\.cjs$/,
  /^out\/renderer\/index\.html$/,
  /^out\/renderer\/assets\/[\w.-]+\.(js|css|svg)$/,
  /^node_modules\/keytar\/(package\.json|LICENSE\.md|lib\/keytar\.js)$/,
  /^node_modules\/libsql\/(package\.json|LICENSE|[\w-]+\.js)$/,
  /^node_modules\/@libsql\/[\w-]+\/package\.json$/,
  /^node_modules\/(libsql\/node_modules\/)?detect-libc\/(package\.json|LICENSE|lib\/[\w-]+\.js)$/,
  /^node_modules\/@neon-rs\/load\/(package\.json|LICENSE|dist\/index\.js)$/,
];

/** libsql has no native module for Windows on ARM. The app keeps no history there. */
const libsqlTargets = [
  'linux-x64-gnu',
  'linux-arm64-gnu',
  'darwin-x64',
  'darwin-arm64',
  'win32-x64-msvc',
];

const languages = ['de', 'en-US', 'fr'];

/**
 * Throws if a packaged app has wrong fuses, files or languages.
 *
 * @param {PackagedApp} app
 */
export async function checkPackage(app) {
  const flaws = [
    ...(await wrongFuses(app.executable, app.platform, app.electronVersion)),
    ...(await wrongFiles(app)),
    ...(await wrongLanguages(app)),
  ];
  if (flaws.length > 0) throw new Error(`The packaged app is wrong:\n${flaws.join('\n')}`);
}

/**
 * @param {PackagedApp} app
 */
async function wrongFiles({ resources, platform, arch }) {
  const files = await listAsar(join(resources, 'app.asar'));
  const isPrebuild = (/** @type {string} */ path) => path.endsWith('.node');
  const prebuilds = files.filter(({ path }) => isPrebuild(path));
  const expected = prebuildsFor(platform, arch);
  return [
    ...files
      .filter(({ path }) => !isPrebuild(path) && !ownFiles.some((pattern) => pattern.test(path)))
      .map(({ path }) => `Unexpected in app.asar: ${path}`),
    ...files
      .filter(({ path, isUnpacked }) => isUnpacked !== isPrebuild(path))
      .map(
        ({ path }) =>
          `On the wrong side of app.asar, which holds all files but native modules: ${path}`,
      ),
    ...prebuilds
      .filter(({ path }) => !expected.includes(path))
      .map(({ path }) => `A native module for another system: ${path}`),
    ...expected
      .filter((path) => !existsSync(join(resources, 'app.asar.unpacked', path)))
      .map((path) => `No native module for ${platform}-${arch}: ${path}`),
    ...['app', 'default_app.asar']
      .filter((name) => existsSync(join(resources, name)))
      .map((name) => `Electron would start this instead of app.asar: ${name}`),
  ];
}

/**
 * The native modules that an app for a system needs.
 *
 * @param {string} platform
 * @param {string} arch
 */
export function prebuildsFor(platform, arch) {
  const target = `${platform}-${arch}`;
  const libsql = libsqlTargets.filter((name) => name === target || name.startsWith(`${target}-`));
  return [
    `node_modules/keytar/prebuilds/${target}/keytar.node`,
    ...libsql.map((name) => `node_modules/@libsql/${name}/index.node`),
  ];
}

/**
 * @param {PackagedApp} app
 */
async function wrongLanguages({ resources, platform }) {
  if (platform === 'darwin') return [];
  const found = await readdir(join(resources, '../locales'));
  const expected = languages.map((language) => `${language}.pak`);
  return found.sort().join() === expected.join() ? [] : [`Languages: ${found.join(', ')}`];
}
