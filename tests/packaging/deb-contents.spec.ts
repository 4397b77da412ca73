import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from './fixtures/test';

const execute = promisify(execFile);

test.describe.configure({ mode: 'serial' });

test('lintian reports nothing except what is overridden with a reason', async ({ packages }) => {
  const { stdout } = await execute('lintian', ['--allow-root', '--fail-on', 'none', packages.deb], {
    maxBuffer: Infinity,
  });
  expect(stdout).toBe('');
});

test('the package depends on every library that its binaries need', async ({
  packages,
  folder,
}) => {
  const tree = join(folder, 'tree');
  await execute('dpkg-deb', ['-x', packages.deb, tree]);
  const { stdout: depends } = await execute('dpkg-deb', ['--field', packages.deb, 'Depends']);
  const declared = depends.split(/[,|]/).map((name) => name.replace(/\(.*\)/, '').trim());

  const binaries = await binariesIn(join(tree, 'opt'));
  const names = binaries.map((file) => basename(file));
  expect(names).toEqual(expect.arrayContaining(['account-inspector', 'keytar.node', 'index.node']));
  const libraries = new Set((await Promise.all(binaries.map(neededBy))).flat());
  const foreign = [...libraries].filter((library) => !names.includes(library));
  const needed = new Set(await packagesOf(foreign));
  expect([...needed].filter((name) => !declared.includes(name))).toEqual([]);
});

test('the package names an HTTPS update feed and its own type, or neither', async ({ folder }) => {
  const resources = join(folder, 'tree/opt/Account Inspector/resources');
  const read = (name: string) => readFile(join(resources, name), 'utf8').catch(() => null);
  const [config, type] = await Promise.all([read('app-update.yml'), read('package-type')]);
  expect(type).toBe(config === null ? null : 'deb');
  if (config !== null) expect(config).toMatch(/^provider: generic\nurl: https:\/\/\S+$/m);
});

test('the desktop entry has the name, descriptions in three languages, the icon and the link scheme', async ({
  folder,
}) => {
  const entry = await readFile(
    join(folder, 'tree/usr/share/applications/account-inspector.desktop'),
    'utf8',
  );
  expect(entry.split('\n')).toEqual(
    expect.arrayContaining([
      'Name=Account Inspector',
      'Exec="/opt/Account Inspector/account-inspector" %U',
      'Icon=account-inspector',
      'StartupWMClass=Account Inspector',
      'MimeType=x-scheme-handler/account-inspector;',
      expect.stringMatching(/^Comment\[de\]=/),
      expect.stringMatching(/^Comment\[fr\]=/),
    ]),
  );
});

/** Finds programs and libraries by their first bytes. */
async function binariesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const { stdout } = await execute('grep', [
    '--files-with-matches',
    '--perl-regexp',
    '\\A\\x7fELF',
    ...files,
  ]);
  return stdout.trim().split('\n');
}

async function neededBy(file: string): Promise<string[]> {
  const { stdout } = await execute('readelf', ['--dynamic', file]);
  return [...stdout.matchAll(/\(NEEDED\).*\[(.+)\]/g)].map(([, name]) => String(name));
}

/** The installed packages that contain these libraries. */
async function packagesOf(libraries: string[]): Promise<string[]> {
  const { stdout: known } = await execute('/sbin/ldconfig', ['--print-cache']);
  const paths = libraries.map((library) => {
    const line = known.split('\n').find((each) => each.trim().startsWith(`${library} `));
    if (line === undefined) throw new Error(`${library} is not on this system.`);
    return line.replace(/^.* => /, '');
  });
  // If /lib is a link to /usr/lib, dpkg knows each file by only one of its two paths, and fails for
  // the other.
  const names = paths.flatMap((path) => [path, path.replace(/^\/usr/, ''), `/usr${path}`]);
  const search = execute('dpkg', ['--search', ...new Set(names)]);
  const { stdout } = await search.catch((failure: unknown) => failure as { stdout: string });
  const owners = new Map(
    [...stdout.matchAll(/^([^:\s]+)\S*: (?:\/usr)?(.+)$/gm)].map(([, name, path]) => [
      path,
      String(name),
    ]),
  );
  return paths.map((path) => {
    const owner = owners.get(path.replace(/^\/usr/, ''));
    if (owner === undefined) throw new Error(`No package has ${path}.`);
    return owner;
  });
}
