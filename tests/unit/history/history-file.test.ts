import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type HistoryState } from '../../../electron/contract/history';
import { failed, ok } from '../../../electron/contract/result';
import { openDatabaseFile } from '../../../electron/history/database';
import { createHistory, type History } from '../../../electron/history/history';
import { removeHistoryFile, sizeOf } from '../../../electron/history/history-file';
import { migrate, migrations } from '../../../electron/history/schema';
import { buildKeychain, buildLog, buildLookUp, deferred } from '../builders';
import {
  bytesIn,
  everyone,
  idsOf,
  makeFolder,
  openProfile,
  restart,
  type Profile,
} from './profile';

const onDisk: HistoryState = { kept: 'on-disk', replacedFile: null };
const inMemory = (because: string) => ({ kept: 'in-memory', because }) as HistoryState;

/** A profile at the start after a session with one lookup. */
async function usedProfile() {
  const profile = openProfile();
  profile.history.remember(buildLookUp({ id: 'usr_before' }));
  await profile.history.state();
  return restart(profile);
}

/** Expects that lookups are stored and listed, wherever the history is. */
async function expectToWork(profile: { history: History }) {
  profile.history.remember(buildLookUp({ id: 'usr_now' }));
  expect((await idsOf(profile))[0]).toBe('usr_now');
}

describe('the file', () => {
  it('is created at first use, readable for its owner only', async () => {
    const { history, folder, file } = openProfile();
    expect(readdirSync(folder)).toEqual([]);
    expect(sizeOf(file)).toBe(0);
    expect(await history.state()).toEqual(onDisk);
    expect(readdirSync(folder).sort()).toEqual(['history.db', 'history.db-wal']);
    if (process.platform === 'win32') return;
    for (const name of [file, `${file}-wal`]) expect(statSync(name).mode & 0o777).toBe(0o600);
  });

  it('and its log contain neither plain text nor the key', async () => {
    const profile = openProfile();
    for (let index = 0; index < 3; index += 1) {
      const id = `usr_Xyzzymarker${index}`;
      profile.history.remember(
        buildLookUp({ id, full_name: 'Xyzzymarker', email: 'Xyzzymarker@example.com' }),
      );
      await profile.history.setNote({ ...everyone, id }, 'Xyzzymarker');
    }
    const next = restart(profile);
    await next.history.clear('sample');
    const written = [bytesIn(profile.folder), bytesIn(next.folder)];
    for (const bytes of written) {
      expect(bytes.length).toBeGreaterThan(10_000);
      for (const plain of [
        'Xyzzymarker',
        'xyzzymarker',
        'example',
        'usr_',
        'SQLite format',
        'CREATE TABLE',
      ])
        expect(bytes).not.toContain(plain);
      expect(bytes).not.toContain(profile.keychain.secrets.get('history'));
    }
  });

  it('is opened at the next start with the key from the keychain', async () => {
    const next = await usedProfile();
    expect(await next.history.state()).toEqual(onDisk);
    expect(await idsOf(next)).toEqual(['usr_before']);
    expect([...next.keychain.secrets]).toEqual([
      ['history', expect.stringMatching(/^[0-9a-f]{64}$/)],
    ]);
  });
});

describe('lookups during the read of the keychain', () => {
  it('are stored as soon as the key is there', async () => {
    const profile = openProfile();
    const { get } = profile.keychain;
    const answer = deferred<Awaited<ReturnType<typeof get>>>();
    get.mockReturnValueOnce(answer.promise);
    expect(profile.history.remember(buildLookUp({ id: 'usr_a' }))).toBeNull();
    profile.history.rememberFailed({
      ...everyone,
      id: 'usr_b',
      lookedUpAt: '2026-03-01T12:00:00Z',
      problem: 'time-out',
    });
    expect(sizeOf(profile.file)).toBe(0);
    answer.resolve(ok(null));
    await profile.history.state();
    expect(await idsOf(restart(profile))).toEqual(['usr_b', 'usr_a']);
  });
});

describe('the keychain', () => {
  it.each(['keychain-missing', 'keychain-locked', 'keychain-failed'] as const)(
    'with the problem %s leads to a history in memory and no file',
    async (kind) => {
      const profile = openProfile();
      profile.keychain.get.mockResolvedValue(failed({ kind }));
      expect(await profile.history.state()).toEqual(inMemory(kind));
      await expectToWork(profile);
      expect(readdirSync(profile.folder)).toEqual([]);
    },
  );

  it('that can’t store the key leads to a history in memory', async () => {
    const profile = openProfile();
    profile.keychain.set.mockResolvedValue(failed({ kind: 'keychain-locked' }));
    expect(await profile.history.state()).toEqual(inMemory('keychain-locked'));
    expect(readdirSync(profile.folder)).toEqual([]);
  });

  it('that loses the key leads to a history in memory', async () => {
    const profile = openProfile();
    profile.keychain.set.mockResolvedValue(ok(undefined));
    expect(await profile.history.state()).toEqual(inMemory('keychain-failed'));
    expect(readdirSync(profile.folder)).toEqual([]);
  });

  it('that is locked but looks empty changes neither the file nor the key', async () => {
    const profile = await usedProfile();
    const key = profile.keychain.secrets.get('history');
    profile.keychain.get.mockResolvedValue(ok(null));
    profile.keychain.set.mockResolvedValue(failed({ kind: 'keychain-locked' }));
    expect(await profile.history.state()).toEqual(inMemory('keychain-locked'));
    await expectToWork(profile);
    expect(profile.keychain.secrets.get('history')).toBe(key);
    expect(readdirSync(profile.folder).sort()).toEqual(['history.db', 'history.db-wal']);
  });

  it('that a write unlocks returns the old key', async () => {
    const profile = await usedProfile();
    profile.keychain.get.mockResolvedValueOnce(ok(null));
    expect(await profile.history.state()).toEqual(onDisk);
    expect(await idsOf(profile)).toEqual(['usr_before']);
    expect([...profile.keychain.secrets.keys()]).toEqual(['history']);
  });

  it.each([undefined, '', 'not a key'])(
    'that has %j instead of the key leads to a new file, and the old one is renamed',
    async (secret) => {
      const profile = await usedProfile();
      const old = readFileSync(profile.file);
      profile.keychain.secrets.clear();
      if (secret !== undefined) profile.keychain.secrets.set('history', secret);
      const oldFile = 'history-2026-03-01T120000Z.key-lost.db';
      expect(await profile.history.state()).toEqual({
        kept: 'on-disk',
        replacedFile: { because: 'key-lost', oldFile },
      });
      expect(readFileSync(join(profile.folder, oldFile)).equals(old)).toBe(true);
      expect(existsSync(join(profile.folder, `${oldFile}-wal`))).toBe(true);
      await expectToWork(profile);
      expect(await restart(profile).history.state()).toEqual(onDisk);
      expect(await idsOf(restart(profile))).toEqual(['usr_now']);
    },
  );
});

describe('an unreadable file', () => {
  const damages: readonly [string, (profile: Profile) => void][] = [
    [
      'is encrypted with another key',
      ({ keychain }) => keychain.secrets.set('history', 'f'.repeat(64)),
    ],
    ['is not a database', ({ file }) => writeFileSync(file, 'no database '.repeat(1_000))],
    ['is truncated', ({ file }) => writeFileSync(file, readFileSync(file).subarray(0, 5_000))],
    [
      'has an overwritten first page',
      ({ file }) =>
        writeFileSync(
          file,
          Buffer.concat([Buffer.alloc(4_096, 7), readFileSync(file).subarray(4_096)]),
        ),
    ],
  ];

  it.each(damages)('that %s is renamed, and a new one is created', async (_, damage) => {
    const profile = await checkpointed(await usedProfile());
    damage(profile);
    const damaged = readFileSync(profile.file);
    const oldFile = 'history-2026-03-01T120000Z.damaged.db';
    expect(await profile.history.state()).toEqual({
      kept: 'on-disk',
      replacedFile: { because: 'damaged', oldFile },
    });
    expect(readFileSync(join(profile.folder, oldFile)).equals(damaged)).toBe(true);
    await expectToWork(profile);
    expect(await idsOf(restart(profile))).toEqual(['usr_now']);
  });

  it('does not overwrite a file that was renamed in the same second', async () => {
    const profile = await usedProfile();
    writeFileSync(join(profile.folder, 'history-2026-03-01T120000Z.damaged.db'), 'earlier');
    profile.keychain.secrets.set('history', 'f'.repeat(64));
    expect(await profile.history.state()).toMatchObject({
      replacedFile: { oldFile: 'history-2026-03-01T120000Z-2.damaged.db' },
    });
    expect(
      readFileSync(join(profile.folder, 'history-2026-03-01T120000Z.damaged.db'), 'utf8'),
    ).toBe('earlier');
  });

  it('with a damaged page is replaced as soon as a lookup hits the page, and stores that lookup', async () => {
    const profile = await halfDamagedProfile();
    profile.history.remember(buildLookUp({ id: 'usr_now' }));
    expect(await idsOf(profile)).toEqual(['usr_now']);
    expect(await profile.history.state()).toMatchObject({
      kept: 'on-disk',
      replacedFile: { because: 'damaged' },
    });
    expect(await idsOf(restart(profile))).toEqual(['usr_now']);
  });

  /** A profile with many people, whose database is damaged from page 40 on. */
  async function halfDamagedProfile() {
    const used = openProfile();
    await used.history.state();
    for (let index = 0; index < 300; index += 1)
      used.history.remember(buildLookUp({ id: `usr_${index}` }));
    const profile = await checkpointed(restart(used));
    const bytes = readFileSync(profile.file);
    bytes.fill(7, 40 * 4_096);
    writeFileSync(profile.file, bytes);
    expect(await profile.history.state()).toEqual(onDisk);
    return profile;
  }

  it('is renamed once, even if several calls fail at the same time', async () => {
    const profile = await halfDamagedProfile();
    const { history } = profile;
    history.remember(buildLookUp({ id: 'usr_now' }));
    await Promise.all(['usr_1', 'usr_2'].map((id) => history.setNote({ ...everyone, id }, 'x')));
    expect(await idsOf(profile)).toEqual(['usr_now']);
    expect((await history.unreadFiles()).aside).toBe(1);
  });

  it.runIf(process.platform === 'linux')('is closed before it is renamed', async () => {
    const profile = await halfDamagedProfile();
    profile.history.remember(buildLookUp({ id: 'usr_now' }));
    expect(await profile.history.state()).toMatchObject({ replacedFile: { because: 'damaged' } });
    const open = readdirSync('/proc/self/fd').flatMap((fd) => {
      const link = `/proc/self/fd/${fd}`;
      return existsSync(link) ? [readlinkSync(link)] : [];
    });
    const ours = open
      .filter((file) => file.startsWith(profile.folder))
      .map((file) => basename(file));
    expect(ours.sort()).toEqual(['history.db', 'history.db-wal']);
  });

  /** Moves the content of the write-ahead log into the database file. */
  async function checkpointed(profile: Profile): Promise<Profile> {
    const database = await openDatabaseFile(
      profile.file,
      profile.keychain.secrets.get('history') ?? '',
    );
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return restart(profile);
  }
});

/** A profile that a newer version of the app has used. */
async function newerProfile(): Promise<Profile> {
  const folder = makeFolder();
  const keychain = buildKeychain(new Map([['history', 'a'.repeat(64)]]));
  const database = await openDatabaseFile(join(folder, 'history.db'), 'a'.repeat(64));
  migrate(database, [...migrations, 'CREATE TABLE newer (a)']);
  return restart({ folder, keychain, retention: openProfile().retention } as Profile);
}

describe('a file of a newer version', () => {
  it('stays unchanged, and the history is in memory', async () => {
    const profile = await newerProfile();
    const before = bytesIn(profile.folder);
    expect(await profile.history.state()).toEqual(inMemory('newer-version'));
    await expectToWork(profile);
    expect(bytesIn(profile.folder)).toBe(before);
  });
});

it('a file that another process uses leads to a history in memory, and that process is not disturbed', async () => {
  const profile = openProfile();
  await profile.history.state();
  const { file, keychain, retention } = profile;
  const second = {
    history: createHistory({
      file,
      keychain,
      retention: () => retention,
      removesExpired: true,
      log: buildLog(),
      now: () => new Date(),
      serverTime: () => null,
      onExpiry: () => undefined,
    }),
  };
  expect(await second.history.state()).toEqual(inMemory('in-use'));
  await expectToWork(second);
  await expectToWork(profile);
});

describe('a read-only folder', () => {
  it('leads to a history in memory', async () => {
    const { folder, keychain, retention } = openProfile();
    // A file in place of the folder, because root can write to any folder.
    writeFileSync(join(folder, 'profile'), '');
    const history = createHistory({
      file: join(folder, 'profile', 'history.db'),
      keychain,
      retention: () => retention,
      removesExpired: true,
      log: buildLog(),
      now: () => new Date(),
      serverTime: () => null,
      onExpiry: () => undefined,
    });
    expect(await history.state()).toEqual(inMemory('read-only'));
    await expectToWork({ history });
  });
});

/** Whether this process may mount a file system: only as root, and not in every container. */
function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'account-inspector-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', ['-l', folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(!canMount())('a disk', () => {
  /** A used profile on a file system of 1 MiB. */
  async function profileOnDisk() {
    const used = await usedProfile();
    const { folder } = used;
    const files = readdirSync(folder).map(
      (name) => [name, readFileSync(join(folder, name))] as const,
    );
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
    onTestFinished(() => void execFileSync('umount', ['-l', folder]));
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
    return used;
  }

  it('that gets full is reported, and lookups are stored again when there is space', async () => {
    const profile = await profileOnDisk();
    const { history } = profile;
    expect(await history.state()).toEqual(onDisk);
    let count = 0;
    const notes = 'n'.repeat(10_000);
    while ((await history.state()).kept === 'on-disk' && count < 500) {
      count += 1;
      history.remember(buildLookUp({ id: `usr_${count}`, gender: notes }));
    }
    expect(await history.state()).toEqual({ kept: 'old-only', because: 'disk-full' });
    expect(await idsOf(profile)).toHaveLength(count);
    execFileSync('mount', ['-o', 'remount,size=9m', profile.folder]);
    await expectToWork(profile);
    expect(await history.state()).toEqual(onDisk);
    expect((await idsOf(restart(profile)))[0]).toBe('usr_now');
  });

  it.each(['exists', 'does not exist'])(
    'that is full leads to a history in memory if the file %s',
    async (which) => {
      const profile = await profileOnDisk();
      if (which === 'does not exist') removeHistoryFile(profile.file);
      expect(() => writeFileSync(join(profile.folder, 'other'), Buffer.alloc(2_000_000))).toThrow(
        'ENOSPC',
      );
      expect(await profile.history.state()).toEqual(inMemory('disk-full'));
      await expectToWork(profile);
    },
  );

  it('that is full makes a pin or a note fail with that reason', async () => {
    const profile = await profileOnDisk();
    const { history } = profile;
    const key = { ...everyone, id: 'usr_before' };
    expect(await history.setPinned(key, true)).toBe('kept');
    const filler = join(profile.folder, 'other');
    expect(() => writeFileSync(filler, Buffer.alloc(2_000_000))).toThrow('ENOSPC');
    expect(await history.setNote(key, 'n'.repeat(100_000))).toBe('disk-full');
    expect(await history.entry(key)).toMatchObject({ isPinned: true, note: '' });
    history.remember(buildLookUp({ id: 'usr_unkept', gender: 'n'.repeat(100_000) }));
    expect(await history.setPinned({ ...everyone, id: 'usr_unkept' }, true)).toBe('disk-full');
    rmSync(filler);
    expect(await history.setNote(key, 'called')).toBe('kept');
  });

  it('that is full when the key is lost is reported by the next start', async () => {
    const profile = await profileOnDisk();
    profile.keychain.secrets.clear();
    const filler = join(profile.folder, 'other');
    expect(() => writeFileSync(filler, Buffer.alloc(2_000_000))).toThrow('ENOSPC');
    expect(await profile.history.state()).toEqual(inMemory('disk-full'));
    rmSync(filler);
    const replacedFile = { because: 'key-lost', oldFile: 'history-2026-03-01T120000Z.key-lost.db' };
    const next = restart(profile);
    expect(await next.history.state()).toEqual({ kept: 'on-disk', replacedFile });
    expect(await restart(next).history.state()).toEqual(onDisk);
  });

  it('that is read-only when the key is lost does not make the file look damaged later', async () => {
    const profile = await profileOnDisk();
    profile.keychain.secrets.clear();
    execFileSync('mount', ['-o', 'remount,ro', profile.folder]);
    expect(await profile.history.state()).toEqual(inMemory('read-only'));
    expect([...profile.keychain.secrets]).toEqual([]);
    expect(await restart(profile).history.state()).toMatchObject({
      replacedFile: { because: 'key-lost' },
    });
  });

  it('that is read-only leads to a history in memory, and the file stays', async () => {
    const profile = await profileOnDisk();
    execFileSync('mount', ['-o', 'remount,ro', profile.folder]);
    expect(await profile.history.state()).toEqual(inMemory('read-only'));
    await expectToWork(profile);
    expect(existsSync(profile.file)).toBe(true);
  });
});

describe('a history that is switched off', () => {
  it('is in memory and creates no file', async () => {
    const profile = openProfile({ entryDays: 0 });
    expect(await profile.history.state()).toEqual(inMemory('off'));
    await expectToWork(profile);
    expect(readdirSync(profile.folder)).toEqual([]);
    expect(profile.keychain.get).not.toHaveBeenCalled();
  });

  it('deletes the file of earlier sessions', async () => {
    const profile = await usedProfile();
    profile.retention.mostEntries = 0;
    await profile.history.expire();
    expect(readdirSync(profile.folder)).toEqual([]);
  });

  it.each([true, false])(
    'keeps a file that can’t be opened until the person deletes it (used before: %s)',
    async (wasUsed) => {
      const profile = await usedProfile();
      profile.keychain.get.mockResolvedValue(failed({ kind: 'keychain-locked' }));
      if (wasUsed) await expectToWork(profile);
      profile.retention.entryDays = 0;
      await profile.history.expire();
      expect(await profile.history.unreadFiles()).toEqual({ aside: 0, isCurrentUnread: true });
      expect(existsSync(profile.file)).toBe(true);
      expect(await profile.history.deleteUnread()).toEqual({ deleted: 1, left: 0 });
      expect(readdirSync(profile.folder)).toEqual([]);
      profile.retention.entryDays = 90;
      expect(await idsOf(profile)).toEqual([]);
    },
  );

  it('does not change a file of a newer version', async () => {
    const profile = await newerProfile();
    const before = bytesIn(profile.folder);
    profile.retention.entryDays = 0;
    await profile.history.expire();
    expect(bytesIn(profile.folder)).toBe(before);
  });

  it('drops a lookup that still waits for the keychain', async () => {
    const profile = await usedProfile();
    const answer = deferred<Awaited<ReturnType<typeof profile.keychain.get>>>();
    profile.keychain.get.mockReturnValueOnce(answer.promise);
    profile.history.remember(buildLookUp({ id: 'usr_waiting' }));
    profile.retention.entryDays = 0;
    const expired = profile.history.expire();
    answer.resolve(ok(profile.keychain.secrets.get('history') ?? null));
    await expired;
    profile.retention.entryDays = 90;
    expect(await idsOf(restart(profile))).toEqual([]);
  });

  it('deletes the open file, and can be switched on again in the same session', async () => {
    const profile = await usedProfile();
    expect(await idsOf(profile)).toEqual(['usr_before']);
    profile.retention.entryDays = 0;
    await profile.history.expire();
    await expectToWork(profile);
    expect(await idsOf(restart(profile))).toEqual([]);
    profile.retention.entryDays = 90;
    expect(await idsOf(profile)).toEqual([]);
    await expectToWork(profile);
    expect(await idsOf(restart(profile))).toEqual(['usr_now']);
  });
});

it('failures are logged as a code, without personal data', async () => {
  const profile = await usedProfile();
  profile.keychain.secrets.set('history', 'f'.repeat(64));
  await profile.history.state();
  expect(profile.log.warn).toHaveBeenCalledExactlyOnceWith('history.not-opened', {
    failure: 'unreadable',
  });
});
