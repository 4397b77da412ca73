import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../../../build/paths.mjs';

const sourceFolders = ['.ci', '.github', 'build', 'docs', 'electron', 'renderer', 'tests'];

const filesIn = (folder: string) =>
  readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
    join(folder, file).replaceAll('\\', '/'),
  );
const topLevel = readdirSync(projectFolder);
const files = [
  ...topLevel,
  ...sourceFolders.filter((name) => topLevel.includes(name)).flatMap(filesIn),
];
const fileNames = new Set(files.map((file) => basename(file)));
/** Paraglide writes a document beside the messages that it compiles. */
const isGenerated = (file: string) => file.includes('/compiled/');
const documents = files.filter((file) => file.endsWith('.md') && !isGenerated(file));

const read = (file: string) => readFileSync(join(projectFolder, file), 'utf8');
/** Code blocks contain commands and examples. */
const proseOf = (file: string) => read(file).replaceAll(/^ *```[\s\S]*?^ *```/gm, '');

/** A heading's anchor as GitHub and editors form it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
const anchorsIn = (file: string) =>
  [...proseOf(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** The targets of links that lead to a place in this repository. */
const linksIn = (file: string) =>
  [...proseOf(file).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));

function isReachable(file: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const linked =
    path === '' ? file : relative(projectFolder, join(projectFolder, dirname(file), path));
  if (!existsSync(join(projectFolder, linked))) return false;
  return anchor === undefined || anchorsIn(linked).includes(anchor);
}

/** Paths and names of source files in backticks, apart from those with a placeholder. */
const sourcesIn = (file: string) =>
  [...proseOf(file).matchAll(/`([\w.-][\w./-]*)`/g)]
    .map(([, name = '']) => name)
    .filter(
      (name) =>
        sourceFolders.some((folder) => name.startsWith(`${folder}/`)) ||
        /^[\w-]+(\.[\w-]+)*\.(ts|mjs|cjs|svelte)$/.test(name),
    );

const exists = (name: string) =>
  name.includes('/') ? existsSync(join(projectFolder, name)) : fileNames.has(name);

describe.each(documents)('%s', (file) => {
  it('links to what exists', () => {
    expect(linksIn(file).filter((target) => !isReachable(file, target))).toEqual([]);
  });

  it('names files that exist', () => {
    expect(sourcesIn(file).filter((name) => !exists(name))).toEqual([]);
  });
});
