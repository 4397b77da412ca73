import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';

const fileType = 0o170000;
const regularFile = 0o100000;
const permissions = 0o777;

/**
 * Unpacks one folder of a zip file and keeps the permissions of the files.
 *
 * @param {string} zip
 * @param {string} prefix the folder inside the zip, with a slash at its end
 * @param {string} target
 * @param {(name: string) => boolean} wanted takes the path relative to the prefix
 */
export async function unzip(zip, prefix, target, wanted) {
  const archive = await yauzl.openPromise(zip);
  for await (const entry of archive.eachEntry()) {
    const name = entry.fileName.slice(prefix.length);
    if (!entry.fileName.startsWith(prefix) || name.endsWith('/') || name === '' || !wanted(name))
      continue;
    const mode = entry.externalFileAttributes >>> 16;
    if ((mode & fileType) !== regularFile)
      throw new Error(`${entry.fileName} in ${zip} is not a regular file.`);
    const path = pathBelow(target, name);
    await mkdir(dirname(path), { recursive: true });
    await pipeline(
      await archive.openReadStreamPromise(entry),
      createWriteStream(path, { flags: 'wx', mode: mode & permissions }),
    );
  }
}

/**
 * @param {string} folder
 * @param {string} name
 */
function pathBelow(folder, name) {
  const path = resolve(folder, name);
  if (!path.startsWith(resolve(folder) + sep))
    throw new Error(`${name} would be unpacked outside its folder.`);
  return path;
}
