import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectFolder } from '../../../build/paths.mjs';

const read = (name: string) => readFileSync(join(projectFolder, name), 'utf8');

const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;
const all = { ...dependencies, ...devDependencies };

it('SECURITY.md explains every dependency and nothing else', () => {
  const [, section = ''] = read('SECURITY.md').split('\n## Dependencies\n');
  const rows = [...section.matchAll(/^\| (.+?) +\| (.+?) +\|$/gm)].slice(2);
  const explained = rows.flatMap(([, names = '']) => names.replaceAll(/\(.*?\)/g, '').split(','));
  expect(explained.map((name) => name.trim()).toSorted()).toEqual(Object.keys(all).toSorted());
});

it('each dependency has an exact version', () => {
  const loose = Object.entries(all).filter(
    ([, version]) => !/^(npm:@?[\w/-]+@)?\d+\.\d+\.\d+$/.test(version),
  );
  expect(loose).toEqual([]);
});

it('npm runs no install scripts, saves exact versions and writes no download addresses', () => {
  const settings = read('.npmrc').split('\n');
  expect(settings).toEqual(
    expect.arrayContaining([
      'save-exact=true',
      'ignore-scripts=true',
      'omit-lockfile-registry-resolved=true',
    ]),
  );
  expect(read('package-lock.json')).not.toContain('"resolved": "http');
});
