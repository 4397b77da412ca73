import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { electronPackage } from '../paths.mjs';
import { readJson } from '../read-json.mjs';

const longestDownload = 10 * 60_000;
const silentFor = 3_000;

const packageFile = /** @type {{ version: string }} */ (
  readJson(join(electronPackage, 'package.json'))
);

/** The version that the project pins and ships. */
export const officialVersion = packageFile.version;

/** The folder with the unpacked official Electron. */
export const officialDist = join(electronPackage, 'dist');

/**
 * @param {string} dist a folder that holds an unpacked Electron
 */
export function executableIn(dist) {
  if (process.platform === 'darwin') return join(dist, 'Electron.app/Contents/MacOS/Electron');
  return join(dist, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

/**
 * @param {string} dist
 */
export function versionIn(dist) {
  const file = join(dist, 'version');
  return existsSync(file)
    ? readFileSync(file, 'utf8').trim().replace(/^v/, '')
    : 'of an unknown version';
}

export function isOfficialUnpacked() {
  return existsSync(executableIn(officialDist)) && versionIn(officialDist) === officialVersion;
}

/**
 * Downloads and unpacks the official Electron with its npm package's own script, which verifies the
 * checksum.
 *
 * @returns {Promise<string | undefined>} why it failed; undefined if it did not
 */
export async function fetchOfficial() {
  const notice = setTimeout(
    () => console.log(`Downloading Electron ${officialVersion} …`),
    silentFor,
  );
  try {
    await promisify(execFile)(process.execPath, [join(electronPackage, 'install.js')], {
      // Without this the script ignores HTTPS_PROXY: https://github.com/electron/get#proxies
      env: { ELECTRON_GET_USE_PROXY: '1', ...process.env },
      timeout: longestDownload,
    });
    return isOfficialUnpacked() ? undefined : 'its files are not complete';
  } catch (error) {
    return reasonIn(/** @type {{ killed?: boolean, stderr?: string }} */ (error));
  } finally {
    clearTimeout(notice);
  }
}

/**
 * @param {{ killed?: boolean, stderr?: string }} failure
 */
function reasonIn({ killed, stderr = '' }) {
  if (killed) return `it took longer than ${longestDownload / 60_000} minutes`;
  return /^\w*Error: (.+)$/m.exec(stderr)?.[1] ?? 'its install script failed';
}
