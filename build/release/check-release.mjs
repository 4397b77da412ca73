import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { projectFolder } from '../paths.mjs';
import { readJson } from '../read-json.mjs';

/**
 * The environment variables that electron-builder needs to sign the app
 * (https://www.electron.build/docs/code-signing) and to have Apple notarize it
 * (https://www.electron.build/docs/configuration/mac#notarize).
 *
 * @type {Partial<Record<NodeJS.Platform, string[]>>}
 */
const neededToSign = {
  win32: ['WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD'],
  darwin: ['CSC_LINK', 'CSC_KEY_PASSWORD', 'APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'],
};

/**
 * Throws if packages that are made now could not be shipped.
 *
 * @param {import('../start/electron-runtime.mjs').Electron} electron
 * @param {object} [where]
 * @param {NodeJS.Platform} [where.platform]
 * @param {NodeJS.ProcessEnv} [where.env]
 * @param {string} [where.homepage]
 */
export function checkRelease(
  { source, version },
  { platform = process.platform, env = process.env, homepage = homepageOfProject() } = {},
) {
  const missing = (neededToSign[platform] ?? []).filter((name) => !env[name]);
  const flaws = [];
  if (source !== 'official') flaws.push(`Electron ${version} is not the official one.`);
  if (missing.length > 0)
    flaws.push(`The packages would not be signed. Please set ${missing.join(', ')}.`);
  // `.example` is reserved and never resolves: https://www.rfc-editor.org/rfc/rfc2606
  const feed = env['UPDATE_FEED_URL'];
  if (feed && !/^https:\/\/[^/]+(?<!\.example)(\/|$)/.test(feed)) {
    flaws.push(
      'The address for updates is not safe. Please set UPDATE_FEED_URL to an https address.',
    );
  }
  if (new URL(homepage).hostname.endsWith('.example')) {
    flaws.push(
      'The homepage is a placeholder. Please set homepage in package.json and maintainer in electron-builder.yml.',
    );
  }
  if (flaws.length > 0) throw new Error(`This cannot be released:\n${flaws.join('\n')}`);
}

function homepageOfProject() {
  return /** @type {{ homepage: string }} */ (readJson(join(projectFolder, 'package.json')))
    .homepage;
}

/**
 * Makes electron-builder fail if it cannot sign. By default it continues without a signature.
 *
 * @type {import('electron-builder').Configuration}
 */
export const releaseConfig = { forceCodeSigning: true };

/**
 * Throws if the app for Windows would accept an update with any signature. electron-updater
 * compares the signature only if electron-builder wrote the publisher's name into `app-update.yml`.
 *
 * @param {string} output the folder with the packages
 */
export async function checkUpdateConfig(output) {
  for (const folder of ['win-unpacked', 'win-arm64-unpacked']) {
    const file = join(output, folder, 'resources/app-update.yml');
    if (!existsSync(file)) continue;
    const config = /** @type {{ publisherName?: unknown }} */ (load(await readFile(file, 'utf8')));
    if (!config.publisherName)
      throw new Error(`This cannot be released: ${file} names no publisher.`);
  }
}

/**
 * For a test on a Mac, the app gets an ad hoc signature. That names no team, and the hardened
 * runtime then refuses to load the app's own libraries, so it is off.
 *
 * @returns {import('electron-builder').Configuration}
 */
export function testConfig(platform = process.platform) {
  return platform === 'darwin' ? { mac: { identity: '-', hardenedRuntime: false } } : {};
}
