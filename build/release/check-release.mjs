import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { projectFolder } from '../paths.mjs';
import { readJson } from '../read-json.mjs';

/**
 * What electron-builder reads from the environment to sign (https://www.electron.build/docs/code-signing) and to have
 * Apple look at the app (https://www.electron.build/docs/configuration/mac#notarize).
 *
 * @type {Partial<Record<NodeJS.Platform, string[]>>}
 */
const neededToSign = {
  win32: ['WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD'],
  darwin: ['CSC_LINK', 'CSC_KEY_PASSWORD', 'APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'],
};

/**
 * Throws where what came out could not be shipped.
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
  if (source !== 'official')
    flaws.push(`It would run in Electron ${version}, which is not the official one.`);
  if (missing.length > 0) flaws.push(`It would not be signed. Please set ${missing.join(', ')}.`);
  // The top-level domain that stands for no real one: https://www.rfc-editor.org/rfc/rfc2606
  const feed = env['UPDATE_FEED_URL'];
  if (feed && !/^https:\/\/[^/]+(?<!\.example)(\/|$)/.test(feed)) {
    flaws.push(
      'It would look for newer versions in no safe place. Please set UPDATE_FEED_URL to an https address.',
    );
  }
  if (new URL(homepage).hostname.endsWith('.example')) {
    flaws.push(
      'It would lead nowhere. Please set homepage in package.json and maintainer in electron-builder.yml.',
    );
  }
  if (flaws.length > 0) throw new Error(`This can be no release:\n${flaws.join('\n')}`);
}

function homepageOfProject() {
  return /** @type {{ homepage: string }} */ (readJson(join(projectFolder, 'package.json')))
    .homepage;
}

/**
 * Fails where electron-builder would go on without a signature.
 *
 * @type {import('electron-builder').Configuration}
 */
export const releaseConfig = { forceCodeSigning: true };

/**
 * Throws where an app that updates itself would take an installer that anybody signed: electron-updater checks the
 * signature on Windows only where electron-builder has written down whose it has to be.
 *
 * @param {string} output the folder with what was made
 */
export async function checkUpdateConfig(output) {
  for (const folder of ['win-unpacked', 'win-arm64-unpacked']) {
    const file = join(output, folder, 'resources/app-update.yml');
    if (!existsSync(file)) continue;
    const config = /** @type {{ publisherName?: unknown }} */ (load(await readFile(file, 'utf8')));
    if (!config.publisherName)
      throw new Error(`This can be no release: ${file} names no publisher.`);
  }
}

/**
 * A signature that is for nobody but this Mac names no team, without which the hardened runtime loads no library.
 *
 * @returns {import('electron-builder').Configuration}
 */
export function testConfig(platform = process.platform) {
  return platform === 'darwin' ? { mac: { identity: '-', hardenedRuntime: false } } : {};
}
