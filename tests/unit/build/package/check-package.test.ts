import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkPackage, prebuildsFor } from '../../../../build/package/check-package.mjs';
import { officialVersion } from '../../../../build/start/electron-official.mjs';
import { fakeElectronProgram, writeAsar } from './packaged-app';

const rightFiles = [
  'package.json',
  'out/licenses.json',
  'out/main/main.cjs',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
  'out/renderer/assets/index-1a2B.js',
  'node_modules/keytar/lib/keytar.js',
  'node_modules/libsql/index.js',
];
const prebuilds = [
  'node_modules/keytar/prebuilds/linux-x64/keytar.node',
  'node_modules/@libsql/linux-x64-gnu/index.node',
];
/**
 * The fuses of the Linux package, in the order of
 * https://www.electronjs.org/docs/latest/tutorial/fuses.
 */
const rightFuses = '010001001';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packaged-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes an app as electron-builder does. */
function packaged({
  files = rightFiles,
  unpacked = prebuilds,
  beside = prebuilds,
  fuses = rightFuses,
  languages = ['de', 'en-US', 'fr'],
} = {}) {
  const put = (path: string, content: string | Buffer = '') => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  put('account-inspector', fakeElectronProgram(fuses));
  put('resources/app.asar', writeAsar(files, unpacked));
  for (const path of beside) put(`resources/app.asar.unpacked/${path}`);
  for (const language of languages) put(`locales/${language}.pak`);
  return {
    executable: join(folder, 'account-inspector'),
    resources: join(folder, 'resources'),
    platform: 'linux',
    arch: 'x64',
  };
}

describe('a packaged app', () => {
  it('passes as it is shipped', async () => {
    await expect(checkPackage(packaged())).resolves.toBeUndefined();
  });

  it.each([
    'out/main/main.cjs.map',
    'tests/unit/menu.test.ts',
    'electron/main.ts',
    'node_modules/keytar/src/main.cc',
    'node_modules/ky/index.js',
    'README.md',
  ])('must not contain %s', async (file) => {
    await expect(checkPackage(packaged({ files: [...rightFiles, file] }))).rejects.toThrow(file);
  });

  it('must not contain prebuilds for another system', async () => {
    const foreign = 'node_modules/keytar/prebuilds/win32-x64/keytar.node';
    await expect(checkPackage(packaged({ unpacked: [...prebuilds, foreign] }))).rejects.toThrow(
      foreign,
    );
    const musl = 'node_modules/@libsql/linux-x64-musl/index.node';
    await expect(checkPackage(packaged({ unpacked: [...prebuilds, musl] }))).rejects.toThrow(musl);
  });

  it('must have the prebuilds for its own system outside the archive', async () => {
    const [keytar] = prebuilds;
    await expect(checkPackage(packaged({ beside: prebuilds.slice(1) }))).rejects.toThrow(keytar);
    const inside = packaged({ files: [...rightFiles, ...prebuilds], unpacked: [] });
    await expect(checkPackage(inside)).rejects.toThrow('wrong side');
  });

  it.each(Array.from(rightFuses, (_, index) => index))(
    'must have fuse %i in its shipped state',
    async (index) => {
      const flipped = Array.from(rightFuses);
      flipped[index] = flipped[index] === '1' ? '0' : '1';
      await expect(checkPackage(packaged({ fuses: flipped.join('') }))).rejects.toThrow(
        'The fuse ',
      );
    },
  );

  it('must have every fuse, except the newest one in an older Electron for tests', async () => {
    const older = packaged({ fuses: rightFuses.slice(0, -1) });
    await expect(checkPackage(older)).resolves.toBeUndefined();
    await expect(checkPackage({ ...older, electronVersion: '33.2.1' })).resolves.toBeUndefined();
    await expect(checkPackage({ ...older, electronVersion: officialVersion })).rejects.toThrow(
      'The fuse WasmTrapHandlers',
    );
    await expect(checkPackage(packaged({ fuses: rightFuses.slice(0, -2) }))).rejects.toThrow(
      'The fuse GrantFileProtocolExtraPrivileges',
    );
  });

  it('must have exactly the languages of the app', async () => {
    await expect(checkPackage(packaged({ languages: ['de', 'en-US'] }))).rejects.toThrow(
      'Languages',
    );
    await expect(
      checkPackage(packaged({ languages: ['de', 'en-US', 'fr', 'it'] })),
    ).rejects.toThrow('it.pak');
  });
});

it('libsql has no prebuild for Windows on ARM', () => {
  expect(prebuildsFor('win32', 'arm64')).toEqual([
    'node_modules/keytar/prebuilds/win32-arm64/keytar.node',
  ]);
  expect(prebuildsFor('win32', 'x64')).toHaveLength(2);
  expect(prebuildsFor('darwin', 'arm64')).toEqual([
    'node_modules/keytar/prebuilds/darwin-arm64/keytar.node',
    'node_modules/@libsql/darwin-arm64/index.node',
  ]);
});
