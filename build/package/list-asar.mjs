import { open } from 'node:fs/promises';

/**
 * @typedef {{ files: Record<string, AsarEntry> }
 *   | { size: number, unpacked?: boolean }} AsarEntry
 */

/**
 * Lists the files in an ASAR archive (https://github.com/electron/asar#format). An unpacked file is
 * stored in the folder `<archive>.unpacked`.
 *
 * @param {string} archive
 * @returns {Promise<{ path: string, isUnpacked: boolean }[]>}
 */
export async function listAsar(archive) {
  const file = await open(archive);
  try {
    // Four 32-bit numbers of Chromium's pickle format precede the JSON header. The last one is its
    // length.
    const sizes = Buffer.alloc(16);
    await file.read(sizes, 0, sizes.length, 0);
    const header = Buffer.alloc(sizes.readUInt32LE(12));
    await file.read(header, 0, header.length, sizes.length);
    /** @type {unknown} */
    const tree = JSON.parse(header.toString('utf8'));
    return filesIn(/** @type {AsarEntry} */ (tree), '');
  } finally {
    await file.close();
  }
}

/**
 * @param {AsarEntry} entry
 * @param {string} path
 * @returns {{ path: string, isUnpacked: boolean }[]}
 */
function filesIn(entry, path) {
  if (!('files' in entry)) return [{ path, isUnpacked: entry.unpacked === true }];
  return Object.entries(entry.files).flatMap(([name, inner]) =>
    filesIn(inner, path === '' ? name : `${path}/${name}`),
  );
}
