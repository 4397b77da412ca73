import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fallbackVersion, fetchFallback, hasFallback } from '../offline/electron-fallback.mjs';
import {
  executableIn,
  fetchOfficial,
  isOfficialUnpacked,
  officialDist,
  officialVersion,
  versionIn,
} from './electron-official.mjs';

/**
 * @typedef {object} Electron
 * @property {string} executable
 * @property {string} dist the folder it is unpacked in
 * @property {string} version
 * @property {'official' | 'override' | 'fallback'} source
 * @property {string} explanation one line that says which one it is, and why
 */

/**
 * Finds an Electron to run and prints which one. The order is:
 *
 * 1. the official Electron, if it is unpacked in `node_modules/electron`
 * 2. the folder that ELECTRON_OVERRIDE_DIST_PATH names
 * 3. the official Electron, downloaded
 * 4. an older Electron from the npm registry: see build/offline/README.md
 *
 * With REQUIRE_OFFICIAL_ELECTRON set, 2 and 4 are errors. The GitHub workflows set it, so that they
 * never pass on an Electron that is not shipped.
 *
 * @returns {Promise<Electron>}
 */
export async function findElectron() {
  const electron = await choose();
  console.log(electron.explanation);
  return electron;
}

/**
 * @returns {Promise<Electron>}
 */
async function choose() {
  if (isOfficialUnpacked()) return official();
  const mustBeOfficial = Boolean(process.env['REQUIRE_OFFICIAL_ELECTRON']);
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override && mustBeOfficial) {
    throw new Error(
      'REQUIRE_OFFICIAL_ELECTRON and ELECTRON_OVERRIDE_DIST_PATH are both set. Please unset one.',
    );
  }
  if (override) return overridden(resolve(override));
  const obstacle = await fetchOfficial();
  if (obstacle === undefined) return official();
  if (mustBeOfficial) {
    throw new Error(
      `REQUIRE_OFFICIAL_ELECTRON is set, but Electron ${officialVersion} could not be downloaded (${obstacle}).`,
    );
  }
  return fallback(obstacle);
}

/**
 * @returns {Electron}
 */
function official() {
  return {
    executable: executableIn(officialDist),
    dist: officialDist,
    version: officialVersion,
    source: 'official',
    explanation: `Electron ${officialVersion}, the official one.`,
  };
}

/**
 * @param {string} dist
 * @returns {Electron}
 */
function overridden(dist) {
  const executable = executableIn(dist);
  if (!existsSync(executable)) {
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${dist}, but ${executable} does not exist.`);
  }
  const version = versionIn(dist);
  return {
    executable,
    dist,
    version,
    source: 'override',
    explanation: `Electron ${version} from ${dist}, because ELECTRON_OVERRIDE_DIST_PATH names it.`,
  };
}

/**
 * @param {string} obstacle why there is no official one
 * @returns {Promise<Electron>}
 */
async function fallback(obstacle) {
  const missing = `the official ${officialVersion} could not be downloaded (${obstacle})`;
  const wayOut =
    'Allow the download, or name a folder with an unpacked Electron in ELECTRON_OVERRIDE_DIST_PATH.';
  if (!hasFallback) throw new Error(`There is no Electron to run: ${missing}. ${wayOut}`);

  const dist = await fetchFallback().catch((/** @type {unknown} */ error) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `There is no Electron to run: ${missing}, nor ${fallbackVersion} from the npm registry:\n${reason}\n${wayOut}`,
    );
  });
  return {
    executable: executableIn(dist),
    dist,
    version: fallbackVersion,
    source: 'fallback',
    explanation: `Electron ${fallbackVersion} from the npm registry, for running and testing only: ${missing}.`,
  };
}
