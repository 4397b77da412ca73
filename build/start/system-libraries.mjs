import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { keytarPrebuilds } from '../paths.mjs';

const execute = promisify(execFile);

/**
 * The packages with the libraries that Electron and keytar load. Debian 13 and Ubuntu 24.04 renamed
 * some of them (https://wiki.debian.org/ReleaseGoals/64bit-time); the newer name comes first. They
 * install a font as well, which the app needs.
 */
const libraryPackages = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libasound2t64', 'libasound2'],
  ['libnss3'],
  ['libgbm1'],
  ['libxss1'],
  ['libnotify4'],
  ['libxtst6'],
  ['libsecret-1-0'],
];

const commandPackages = /** @type {const} */ ({
  Xvfb: 'xvfb',
  'dbus-run-session': 'dbus',
  'gnome-keyring-daemon': 'gnome-keyring',
  '7za': 'p7zip-full',
  lintian: 'lintian',
  readelf: 'binutils',
  'gtk-launch': 'libgtk-3-bin',
  gio: 'libglib2.0-bin',
  // Registers which app opens which links.
  'update-desktop-database': 'desktop-file-utils',
  xdotool: 'xdotool',
  xprop: 'x11-utils',
  makensis: 'nsis',
  sudo: 'sudo',
  certutil: 'libnss3-tools',
});

/** @typedef {keyof typeof commandPackages} Command */

/**
 * Commands of the e2e tests, which give each test its own keychain and trusted certificates.
 *
 * @type {readonly Command[]}
 */
export const testCommands = ['dbus-run-session', 'gnome-keyring-daemon', 'certutil'];

/**
 * Further commands of the package tests, which check the deb and operate a desktop.
 *
 * @type {readonly Command[]}
 */
export const packagingCommands = [
  '7za',
  'lintian',
  'readelf',
  'gtk-launch',
  'gio',
  'update-desktop-database',
  'xdotool',
  'xprop',
  'makensis',
  'sudo',
];

/**
 * Makes sure that Electron can start on this Linux system. As root, installs missing packages with
 * apt-get. Otherwise throws with the command to run.
 *
 * @param {string} executable Electron's
 * @param {readonly Command[]} [commands] further commands that the caller needs
 */
export async function ensureSystemLibraries(executable, commands = []) {
  if (process.platform !== 'linux') return;
  const missing = await whatIsMissing(executable, commands);
  if (missing.length === 0) return;

  if (!hasCommand('apt-get'))
    throw new Error(`Missing on this system, please install: ${missing.join(', ')}`);
  const asRoot = process.getuid?.() === 0;
  if (asRoot) await updatePackageLists();
  const packages = await packagesFor(missing);
  if (!asRoot) {
    throw new Error(
      `Missing on this system: ${missing.join(', ')}. Please run:\n` +
        `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`,
    );
  }
  console.log(`Installing system packages with apt-get, once: ${packages.join(' ')}`);
  await install(packages);
  const still = await whatIsMissing(executable, commands);
  if (still.length > 0)
    throw new Error(`Still missing after the installation: ${still.join(', ')}`);
}

/**
 * @param {string} executable
 * @param {readonly Command[]} commands
 */
async function whatIsMissing(executable, commands) {
  const keytar = join(keytarPrebuilds, `linux-${process.arch}`, 'keytar.node');
  const libraries = await Promise.all([executable, keytar].map(missingLibraries));
  return [...new Set(libraries.flat()), ...commands.filter((command) => !hasCommand(command))];
}

/**
 * @param {string} file
 */
async function missingLibraries(file) {
  const { stdout } = await execute('ldd', [file]);
  return [...stdout.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => String(match[1]));
}

/**
 * @param {string} name
 */
function hasCommand(name) {
  return findCommand(name) !== undefined;
}

/**
 * @param {Command} name an installed command
 */
export function pathOfCommand(name) {
  const path = findCommand(name);
  if (path === undefined) throw new Error(`${name} is not installed on this system.`);
  return path;
}

/**
 * @param {string} name
 */
function findCommand(name) {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/**
 * @param {string} file
 */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string[]} missing
 */
async function packagesFor(missing) {
  const libraries = missing.some((name) => !(name in commandPackages)) ? libraryPackages : [];
  const commands = Object.entries(commandPackages).filter(([command]) => missing.includes(command));
  return [
    ...(await Promise.all(libraries.map(firstKnown))),
    ...commands.map(([, packageName]) => packageName),
  ];
}

/**
 * @param {string[]} names the names of one package in different releases
 */
async function firstKnown(names) {
  for (const name of names) {
    const known = await execute('apt-cache', ['show', name]).then(
      () => true,
      () => false,
    );
    if (known) return name;
  }
  return String(names.at(-1));
}

async function updatePackageLists() {
  // The lists may be recent enough without an update. If not, the installation fails.
  await aptGet('update').catch(() => undefined);
}

/**
 * @param {string[]} packages
 */
async function install(packages) {
  try {
    await aptGet('install', '-y', '--no-install-recommends', ...packages);
  } catch (error) {
    const { stderr } = /** @type {{ stderr: string }} */ (error);
    throw new Error(`The installation failed. ${stderr.trim()}`, { cause: error });
  }
}

/**
 * @param {string[]} args
 */
function aptGet(...args) {
  return execute('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: Infinity,
  });
}
