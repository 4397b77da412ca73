#!/usr/bin/env node
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, cp, lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs, promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { withScratchFolder } from '../scratch-folder.mjs';
import { script } from '../script.mjs';

/**
 * Replaces fpm (https://fpm.readthedocs.io/en/latest/cli-reference.html), which can't be downloaded
 * here. Takes the arguments that electron-builder passes for a deb, and no others, and makes the
 * same package with dpkg-deb.
 */
const options = /** @type {const} */ ({
  'input-type': { type: 'string', short: 's' },
  'output-type': { type: 'string', short: 't' },
  force: { type: 'boolean' },
  depends: { type: 'string', short: 'd', multiple: true },
  'deb-recommends': { type: 'string', multiple: true },
  'deb-compression': { type: 'string' },
  'deb-priority': { type: 'string' },
  'deb-upstream-changelog': { type: 'string' },
  architecture: { type: 'string' },
  'after-install': { type: 'string' },
  'after-remove': { type: 'string' },
  description: { type: 'string' },
  version: { type: 'string' },
  package: { type: 'string' },
  name: { type: 'string' },
  maintainer: { type: 'string' },
  vendor: { type: 'string' },
  url: { type: 'string' },
  category: { type: 'string' },
  license: { type: 'string' },
});

const { values, positionals } = parseArgs({ options, allowPositionals: true, strict: true });

/** @typedef {typeof values} Values */

await script(() =>
  withScratchFolder(tmpdir(), async (tree) => {
    await chmod(tree, 0o755);
    for (const input of positionals) await place(input, tree);
    await addChangelog(values, tree);
    const files = await filesBelow(tree);
    await mkdir(join(tree, 'DEBIAN'));
    await writeFile(join(tree, 'DEBIAN/control'), control(values, await kilobytes(files)));
    await writeFile(join(tree, 'DEBIAN/md5sums'), await checksums(files, tree));
    await addScript(values['after-install'], join(tree, 'DEBIAN/postinst'));
    await addScript(values['after-remove'], join(tree, 'DEBIAN/postrm'));
    await pack(values, tree);
  }),
);

/**
 * @param {string} input `source=target`; with a slash at its end, the source's contents are copied
 * @param {string} tree
 */
async function place(input, tree) {
  const [source, target, ...more] = input.split('=');
  if (source === undefined || target === undefined || more.length > 0) {
    throw new Error(`Not of the form source=target: ${input}`);
  }
  const path = join(tree, target);
  await mkdir(dirname(path), { recursive: true });
  // Symbolic links keep their target unchanged, because they point to the installed system.
  await cp(source, path, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
}

/**
 * @param {Values} values
 * @param {string} tree
 */
async function addChangelog({ name, 'deb-upstream-changelog': changelog }, tree) {
  if (changelog === undefined) return;
  const folder = join(tree, 'usr/share/doc', String(name));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'changelog.gz'), gzipSync(await readFile(changelog), { level: 9 }));
}

/**
 * @param {string} tree
 */
async function filesBelow(tree) {
  const entries = await readdir(tree, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * @param {string[]} files
 */
async function kilobytes(files) {
  const sizes = await Promise.all(files.map(async (file) => (await lstat(file)).size));
  return Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1024);
}

/**
 * https://manpages.debian.org/bookworm/dpkg-dev/deb-md5sums.5.en.html
 *
 * @param {string[]} files
 * @param {string} tree
 */
async function checksums(files, tree) {
  const lines = [];
  for (const file of files) {
    const hash = createHash('md5');
    await pipeline(createReadStream(file), hash);
    lines.push(`${hash.digest('hex')}  ${relative(tree, file)}\n`);
  }
  return lines.join('');
}

/**
 * https://www.debian.org/doc/debian-policy/ch-controlfields.html
 *
 * @param {Values} values
 * @param {number} installedSize
 */
function control(values, installedSize) {
  const fields = {
    Package: values.name,
    Version: values.version,
    License: values.license,
    Vendor: values.vendor,
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    'Installed-Size': installedSize,
    Depends: values.depends?.join(', '),
    Recommends: values['deb-recommends']?.join(', '),
    Section: values.category,
    Priority: values['deb-priority'],
    Homepage: values.url,
    Description: String(values.description).split('\n').join('\n '),
  };
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}: ${String(value)}\n`)
    .join('');
}

/**
 * @param {string | undefined} source
 * @param {string} target
 */
async function addScript(source, target) {
  if (source === undefined) return;
  await copyFile(source, target);
  await chmod(target, 0o755);
}

/**
 * @param {Values} values
 * @param {string} tree
 */
async function pack({ 'output-type': type, 'deb-compression': compression, package: file }, tree) {
  if (type !== 'deb')
    throw new Error(`Only a deb can be made here, not ${type ?? 'a package without a type'}.`);
  const level = process.env['ELECTRON_BUILDER_COMPRESSION_LEVEL'];
  const arguments_ = [
    '--root-owner-group',
    `-Z${compression === 'gz' ? 'gzip' : String(compression)}`,
  ];
  if (level !== undefined) arguments_.push(`-z${level}`);
  await promisify(execFile)('dpkg-deb', [...arguments_, '--build', tree, String(file)]);
}
