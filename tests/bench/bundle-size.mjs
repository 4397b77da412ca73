import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

const entry = 'index.html';
const codeFile = /\.(html|css|js)$/;
/** Matches what a page or a module loads before it runs, but not dynamic imports. */
const references = new Map([
  ['.html', /(?:src|href)="([^"]+)"/g],
  ['.js', /(?:from|import)\s*["'](\.[^"']+)["']/g],
]);

/**
 * Measures the page's code, and the part of it that loads before the first paint, in bytes after
 * gzip.
 *
 * @param {string} folder the built page
 */
export function bundleSize(folder) {
  const all = readdirSync(folder, { recursive: true }).map(String);
  return {
    beforePaint: sizeOf(folder, loadedFirst(folder)),
    all: sizeOf(folder, all),
  };
}

/**
 * @param {string} folder
 */
function loadedFirst(folder) {
  const found = new Set([entry]);
  for (const name of found) {
    const pattern = references.get(posix.extname(name));
    if (pattern === undefined) continue;
    for (const [, reference] of readFileSync(join(folder, name), 'utf8').matchAll(pattern))
      found.add(posix.join(posix.dirname(name), String(reference)));
  }
  return [...found];
}

/**
 * @param {string} folder
 * @param {string[]} names
 */
function sizeOf(folder, names) {
  return names
    .filter((name) => codeFile.test(name))
    .reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0);
}
