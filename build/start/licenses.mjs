import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { projectFolder } from '../paths.mjs';
import { readJson } from '../read-json.mjs';

/** @typedef {{ name: string, version: string, identifier: string | null, text: string }} License */

const out = join(projectFolder, 'out');
/**
 * Vite's lists of the packages that it bundled: https://vite.dev/config/build-options#build-license
 */
const bundled = ['main', 'renderer'].map((part) => join(out, part, 'licenses.json'));

/** Licenses that allow distribution on the one condition that a copy of them is included. */
const allowed = /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|CC0-1\.0|BlueOak-1\.0\.0)$/;

/**
 * Writes the licenses of all shipped packages but Electron to out/licenses.json, which the app
 * shows.
 */
export async function gatherLicenses() {
  const licenses = [...bundled.flatMap(readLicenses), ...shippedAsPackages()].map(identified);
  const refused = licenses.filter(
    ({ identifier, text }) => !allowed.test(identifier ?? '') || text === '',
  );
  if (refused.length > 0)
    throw new Error(
      `The license does not allow shipping: ${refused.map(({ name, identifier }) => `${name} (${identifier})`).join(', ')}`,
    );
  const once = new Map(licenses.map((license) => [`${license.name} ${license.version}`, license]));
  const sorted = [...once.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, license]) => license);
  await writeFile(join(out, 'licenses.json'), JSON.stringify(sorted));
  await Promise.all(bundled.map((file) => rm(file)));
}

/**
 * @param {string} file
 * @returns {License[]}
 */
function readLicenses(file) {
  return /** @type {License[]} */ (readJson(file));
}

/** Recognizes the MIT license by its text, for packages whose package.json names none. */
function identified(/** @type {License} */ license) {
  const isMit = !license.identifier && /^\s*(The )?MIT License/i.test(license.text);
  return isMit ? { ...license, identifier: 'MIT' } : license;
}

/**
 * The packages with native modules, and the packages that they load. The native module for each
 * system has the license of its package.
 */
function shippedAsPackages() {
  const { dependencies } = /** @type {{ dependencies: Record<string, string> }} */ (
    readJson(join(projectFolder, 'package.json'))
  );
  return Object.keys(dependencies).flatMap((name) =>
    withDependencies(name, join(projectFolder, 'package.json')),
  );
}

/**
 * @param {string} name
 * @param {string} from the package.json of the package that loads it
 * @returns {License[]}
 */
function withDependencies(name, from) {
  const folder = folderOf(name, from);
  const file = join(folder, 'package.json');
  const {
    version,
    license,
    dependencies = {},
  } = /** @type {{ version: string, license?: string, dependencies?: Record<string, string> }} */ (
    readJson(file)
  );
  const own = { name, version, identifier: license ?? null, text: textIn(folder) };
  // node-addon-api is needed only for compiling and is not packaged.
  const loaded = Object.keys(dependencies).filter((dependency) => dependency !== 'node-addon-api');
  return [own, ...loaded.flatMap((dependency) => withDependencies(dependency, file))];
}

/**
 * Searches the folders that Node searches. `require.resolve` can't be used: a package's `exports`
 * may hide its package.json.
 *
 * @param {string} name
 * @param {string} from
 */
function folderOf(name, from) {
  const places = createRequire(from).resolve.paths(name) ?? [];
  const found = places
    .map((place) => join(place, name))
    .find((folder) => existsSync(join(folder, 'package.json')));
  if (found === undefined)
    throw new Error(`${name} is not installed, but ${dirname(from)} needs it.`);
  return found;
}

/**
 * @param {string} folder
 */
function textIn(folder) {
  const name = readdirSync(folder).find((file) => /^(license|licence)/i.test(file));
  return name === undefined ? '' : readFileSync(join(folder, name), 'utf8');
}
