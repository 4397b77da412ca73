import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { projectFolder } from '../paths.mjs';
import { readJson } from '../read-json.mjs';
import { script } from '../script.mjs';

/**
 * The name under which electron-updater requests each feed, and the files that the feed lists. Only
 * packages that can replace an installed app are listed. electron-builder.yml names the files.
 *
 * @type {readonly (readonly [string, RegExp])[]}
 */
const feeds = [
  ['latest.yml', /-win-(x64|arm64)-setup\.exe$/],
  ['latest-mac.yml', /-mac-(x64|arm64)\.zip$/],
  ['latest-linux.yml', /-linux-(x86_64|amd64)\.(AppImage|deb|rpm)$/],
  ['latest-linux-arm64.yml', /-linux-(arm64|aarch64)\.(AppImage|deb|rpm)$/],
];

/**
 * Writes the update feeds for the packages in a folder, with their checksums and the release notes.
 * Upload the folder to the address that the build was given as UPDATE_FEED_URL. electron-builder's
 * own feeds can't be used: each job would overwrite the feed of the job before.
 *
 * @param {string} folder
 * @param {object} release
 * @param {string} release.version
 * @param {string} release.notes
 * @param {Date} [release.date]
 * @returns {Promise<string[]>} the names of the feeds
 */
export async function writeUpdateFeeds(folder, { version, notes, date = new Date() }) {
  const names = (await readdir(folder)).sort();
  const written = [];
  for (const [feed, pattern] of feeds) {
    const files = await Promise.all(
      names.filter((name) => pattern.test(name)).map((name) => describe(folder, name)),
    );
    if (files.length === 0) continue;
    const content = { version, files, releaseNotes: notes, releaseDate: date.toISOString() };
    // JSON is valid YAML.
    await writeFile(join(folder, feed), `${JSON.stringify(content, null, 2)}\n`);
    written.push(feed);
  }
  return written;
}

/**
 * @param {string} folder
 * @param {string} name
 */
async function describe(folder, name) {
  const file = join(folder, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return { url: name, sha512: hash.digest('base64'), size: (await stat(file)).size };
}

/**
 * The changelog's section on a version, as plain text. Empty if there is none.
 *
 * @param {string} changelog in the form of https://keepachangelog.com
 * @param {string} version
 */
export function notesOf(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => /^\[?([\w.-]+)/.exec(text)?.[1] === version) ?? '\n';
  return section
    .slice(section.indexOf('\n'))
    .replaceAll(/^### /gm, '')
    .replaceAll(/\n {2}(?=\S)/g, ' ')
    .replaceAll(/[`*]/g, '')
    .trim();
}

/** The version in package.json and its release notes. */
export async function thisRelease() {
  const { version } = /** @type {{ version: string }} */ (
    readJson(join(projectFolder, 'package.json'))
  );
  return {
    version,
    notes: notesOf(await readFile(join(projectFolder, 'CHANGELOG.md'), 'utf8'), version),
  };
}

/** `node build/release/update-feed.mjs FOLDER` */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await script(async () => {
    const [folder] = process.argv.slice(2);
    if (folder === undefined) throw new Error('Please name the folder with the packages.');
    console.log((await writeUpdateFeeds(folder, await thisRelease())).join('\n'));
  });
}
