import { chmod, chown, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  isWritableByRootOnly,
  policyFilePath,
  readPolicy,
} from '../../../electron/policy/policy-file';

const isRoot = process.getuid?.() === 0;

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'account-inspector-policy-'));
  await chmod(folder, 0o755);
  file = join(folder, 'policy.json');
});
afterEach(() => rm(folder, { recursive: true }));

const good = '{"managedBy":"IT"}';
const read = (isTrusted: typeof isWritableByRootOnly | (() => boolean) = () => true) =>
  readPolicy(file, isTrusted);
const flawed = (reason: string) => ({ file, policy: null, flaw: { reason } });
const valid = { file: expect.any(String) as string, policy: { managedBy: 'IT' }, flaw: null };
const none = () => ({ file, policy: null, flaw: null });

it.each([
  ['linux', {}, '/etc/account-inspector/policy.json'],
  ['darwin', {}, '/Library/Application Support/Account Inspector/policy.json'],
  ['win32', { ProgramData: 'D:\\ProgramData' }, 'D:\\ProgramData\\Account Inspector\\policy.json'],
  ['win32', {}, 'C:\\ProgramData\\Account Inspector\\policy.json'],
] as const)('the policy file is in the usual folder of %s', (platform, env, path) => {
  expect(policyFilePath(platform, env)).toBe(path);
});

describe('a policy file', () => {
  it('that is missing yields neither policy nor flaw', async () => {
    expect(read()).toEqual(none());
    await rm(folder, { recursive: true });
    expect(read(() => false)).toEqual(none());
    await writeFile(folder, '');
    expect(read()).toEqual(none());
    await rm(folder);
    await mkdir(folder);
  });

  it.each([
    ['plain', Buffer.from(good)],
    ['with a byte order mark', Buffer.from(`\uFEFF${good}`)],
    ['in UTF-16, as old versions of PowerShell write it', Buffer.from(`\uFEFF${good}`, 'utf16le')],
  ])('is read: %s', async (_, bytes) => {
    await writeFile(file, bytes);
    expect(read()).toEqual(valid);
  });

  it('that is empty is invalid JSON', async () => {
    await writeFile(file, '');
    expect(read()).toEqual({ file, policy: null, flaw: { reason: 'not-json', at: null } });
  });

  it('with a mistyped name yields the path of the name', async () => {
    await writeFile(file, '{"managedBy":"IT","locked":{"exprot":false}}');
    const flaw = { reason: 'not-fitting', places: ['locked.exprot'] };
    expect(read()).toEqual({ file, policy: null, flaw });
  });

  it('in another encoding is rejected', async () => {
    await writeFile(file, Buffer.from('{"managedBy":"Büro"}', 'latin1'));
    expect(read()).toEqual(flawed('not-utf8'));
  });

  it('of more than 1 MiB is rejected', async () => {
    await writeFile(file, good.padEnd(1024 * 1024 + 1));
    expect(read()).toEqual(flawed('too-large'));
    await writeFile(file, good.padEnd(1024 * 1024));
    expect(read()).toEqual(valid);
  });

  it('that is a folder can’t be read', async () => {
    await mkdir(file);
    expect(read()).toEqual(flawed('unreadable'));
  });

  it.skipIf(process.platform === 'win32')('that is a circular link can’t be read', async () => {
    await symlink(file, file);
    expect(read()).toEqual(flawed('unreadable'));
  });

  it.skipIf(process.platform === 'win32' || isRoot)(
    'without read permission can’t be read',
    async () => {
      await writeFile(file, good, { mode: 0 });
      expect(read()).toEqual(flawed('unreadable'));
    },
  );
});

describe('a policy is trusted only if root alone can write it', () => {
  it.each([
    [0, 0o100644, true],
    [0, 0o100600, true],
    [0, 0o100664, false],
    [0, 0o100646, false],
    [0, 0o40755, true],
    [0, 0o41777, false],
    [501, 0o100644, false],
  ])('owner %i with mode %o is trusted: %s', (uid, mode, trusted) => {
    expect(isWritableByRootOnly({ uid, mode })).toBe(trusted);
  });

  it.skipIf(!isRoot)('the file and its folder are checked', async () => {
    await writeFile(file, good, { mode: 0o644 });
    expect(read(isWritableByRootOnly)).toEqual(valid);
    await chmod(file, 0o666);
    expect(read(isWritableByRootOnly)).toEqual(flawed('not-trusted'));
    await chmod(file, 0o644);
    await chmod(folder, 0o777);
    expect(read(isWritableByRootOnly)).toEqual(flawed('not-trusted'));
    await chmod(folder, 0o755);
    await chown(file, 1, 1);
    expect(read(isWritableByRootOnly)).toEqual(flawed('not-trusted'));
  });

  it.skipIf(process.platform === 'win32' || isRoot)(
    'a file of the current user is rejected',
    async () => {
      await writeFile(file, good, { mode: 0o644 });
      expect(read(isWritableByRootOnly)).toEqual(flawed('not-trusted'));
    },
  );
});
