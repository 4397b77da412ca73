import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProfileFolder, usableTemporaryFolder } from '../../../electron/shell/profile-folder';

const isWindows = process.platform === 'win32';
const isRoot = process.getuid?.() === 0;
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'account-inspector-home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const create = (name: string, mode = 0o700) => {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, mode);
  return folder;
};
const find = (
  chosen: string | null,
  requested: string | null,
  {
    env = { HOME: home },
    uid = process.getuid?.(),
  }: { env?: NodeJS.ProcessEnv; uid?: number } = {},
) => findProfileFolder({ chosen, requested, platform: 'linux', env, uid });

describe.skipIf(isWindows)('the app uses', () => {
  it('the default folder', () => {
    const folder = create('.config/Account Inspector');
    expect(find(folder, null)).toEqual({ folder });
  });

  it('the folder that was asked for, also through a symbolic link', () => {
    const folder = create('profile');
    symlinkSync(folder, join(home, 'link'));
    expect(find(folder, folder)).toEqual({ folder });
    expect(find(folder, `${folder}/`)).toEqual({ folder });
    expect(find(folder, join(home, 'link'))).toEqual({ folder });
  });
});

describe.runIf(isRoot)('the app uses', () => {
  it('a folder that root created where all users can create one', () => {
    create('sticky', 0o1777);
    const folder = create('sticky/profile');
    expect(find(folder, folder, { uid: 12_345 })).toEqual({ folder });
  });
});

describe.skipIf(isWindows)('the app refuses', () => {
  it.each(['/proc/nothing', '', 'missing'])('the default folder instead of %j', (requested) => {
    const chosen = create('.config/Account Inspector');
    expect(find(chosen, requested)).toMatchObject({ obstacle: { kind: 'profile-unusable' } });
  });

  it('to go on without any folder', () => {
    expect(find(null, null)).toEqual({ obstacle: { kind: 'profile-unusable', folder: home } });
    expect(find(null, '/a')).toEqual({ obstacle: { kind: 'profile-unusable', folder: '/a' } });
  });

  it('a folder that all users can write, and one below it', () => {
    const exposed = { obstacle: { kind: 'profile-exposed' } };
    const open = create('open', 0o777);
    expect(find(open, open)).toMatchObject(exposed);
    const inner = create('open/a/profile');
    expect(find(inner, inner)).toMatchObject(exposed);
    expect(find(inner, null)).toMatchObject(exposed);
  });

  it('another user’s folder where all users can create one', () => {
    const sticky = create('sticky', 0o1777);
    const folder = create('sticky/profile');
    expect(find(folder, folder)).toEqual({ folder });
    if (isRoot) chownSync(folder, 54_321, 54_321);
    expect(find(folder, folder, { uid: 12_345 })).toMatchObject({
      obstacle: { kind: 'profile-exposed' },
    });
    // The agent did not choose it: Chromium did, for want of a home.
    expect(find(folder, null, { env: { HOME: sticky } })).toMatchObject({
      obstacle: { kind: 'profile-exposed' },
    });
  });
});

describe.skipIf(isWindows)('the folder for temporary files', () => {
  it('is the configured one if Chromium can create its socket there', () => {
    expect(usableTemporaryFolder(home)).toBe(home);
  });

  it('is another one if that is missing, a file, or its path is too long for a socket', () => {
    writeFileSync(join(home, 'file'), '');
    const unusable = [undefined, '', '/nothing/here', join(home, 'file'), create('a'.repeat(100))];
    for (const configured of unusable) expect(usableTemporaryFolder(configured)).toBe('/tmp');
  });
});
