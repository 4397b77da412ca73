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
  everybody,
  idsOf,
  makeFolder,
  openProfile,
  restart,
  type Profile,
} from './profile';

const onDisk: HistoryState = { kept: 'on-disk', replacedFile: null };
const inMemory = (because: string) => ({ kept: 'in-memory', because }) as HistoryState;

/** A profile after a session in which one person was looked up. */
async function usedProfile() {
  const profile = openProfile();
  profile.history.remember(buildLookUp({ id: 'usr_before' }));
  await profile.history.state();
  return restart(profile);
}

/** Lookups go on and are listed, wherever the history is. */
async function expectToWork(profile: { history: History }) {
  profile.history.remember(buildLookUp({ id: 'usr_now' }));
  expect((await idsOf(profile))[0]).toBe('usr_now');
}

describe('the file', () => {
  it('is made when the history is first used, for the eyes of its owner only', async () => {
    const { history, folder, file } = openProfile();
    expect(readdirSync(folder)).toEqual([]);
    expect(sizeOf(file)).toBe(0);
    expect(await history.state()).toEqual(onDisk);
    expect(readdirSync(folder).sort()).toEqual(['history.db', 'history.db-wal']);
    if (process.platform === 'win32') return;
    for (const name of [file, `${file}-wal`]) expect(statSync(name).mode & 0o777).toBe(0o600);
  });

  it('and its log hold nothing that can be read, and neither holds the key', async () => {
    const profile = openProfile();
    for (let index = 0; index < 3; index += 1) {
      const id = `usr_Xyzzymarker${index}`;
      profile.history.remember(
        buildLookUp({ id, full_name: 'Xyzzymarker', email: 'Xyzzymarker@example.com' }),
      );
      await profile.history.setNote({ ...everybody, id }, 'Xyzzymarker');
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

  it('is opened again with the key that the keychain holds', async () => {
    const next = await usedProfile();
    expect(await next.history.state()).toEqual(onDisk);
    expect(await idsOf(next)).toEqual(['usr_before']);
    expect([...next.keychain.secrets]).toEqual([
      ['history', expect.stringMatching(/^[0-9a-f]{64}$/)],
    ]);
  });
});

describe('lookups made while the keychain is asked', () => {
  it('are kept as soon as it has answered', async () => {
    const profile = openProfile();
    const { get } = profile.keychain;
    const answer = deferred<Awaited<ReturnType<typeof get>>>();
    get.mockReturnValueOnce(answer.promise);
    expect(profile.history.remember(buildLookUp({ id: 'usr_a' }))).toBeNull();
    profile.history.rememberFailed({
      ...everybody,
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
    'that answers %s leads to a history in memory, and no file',
    async (kind) => {
      const profile = openProfile();
      profile.keychain.get.mockResolvedValue(failed({ kind }));
      expect(await profile.history.state()).toEqual(inMemory(kind));
      await expectToWork(profile);
      expect(readdirSync(profile.folder)).toEqual([]);
    },
  );

  it('that takes no key leads to a history in memory', async () => {
    const profile = openProfile();
    profile.keychain.set.mockResolvedValue(failed({ kind: 'keychain-locked' }));
    expect(await profile.history.state()).toEqual(inMemory('keychain-locked'));
    expect(readdirSync(profile.folder)).toEqual([]);
  });

  it('that forgets what it is given leads to a history in memory', async () => {
    const profile = openProfile();
    profile.keychain.set.mockResolvedValue(ok(undefined));
    expect(await profile.history.state()).toEqual(inMemory('keychain-failed'));
    expect(readdirSync(profile.folder)).toEqual([]);
  });

  it('that is locked, and says so only when it is written to, changes nothing about file and key', async () => {
    const profile = await usedProfile();
    const key = profile.keychain.secrets.get('history');
    profile.keychain.get.mockResolvedValue(ok(null));
    profile.keychain.set.mockResolvedValue(failed({ kind: 'keychain-locked' }));
    expect(await profile.history.state()).toEqual(inMemory('keychain-locked'));
    await expectToWork(profile);
    expect(profile.keychain.secrets.get('history')).toBe(key);
    expect(readdirSync(profile.folder).sort()).toEqual(['history.db', 'history.db-wal']);
  });

  it('that is unlocked by being written to gives the old key', async () => {
    const profile = await usedProfile();
    profile.keychain.get.mockResolvedValueOnce(ok(null));
    expect(await profile.history.state()).toEqual(onDisk);
    expect(await idsOf(profile)).toEqual(['usr_before']);
    expect([...profile.keychain.secrets.keys()]).toEqual(['history']);
  });

  it.each([undefined, '', 'not a key'])(
    'that has lost the key, or holds %j in its place, leads to a new file; the old one lies beside it',
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

describe('a file that can’t be read', () => {
  const damages: readonly [string, (profile: Profile) => void][] = [
    ['has another key', ({ keychain }) => keychain.secrets.set('history', 'f'.repeat(64))],
    ['is no database', ({ file }) => writeFileSync(file, 'no database '.repeat(1_000))],
    ['was cut off', ({ file }) => writeFileSync(file, readFileSync(file).subarray(0, 5_000))],
    [
      'was overwritten at its beginning',
      ({ file }) =>
        writeFileSync(
          file,
          Buffer.concat([Buffer.alloc(4_096, 7), readFileSync(file).subarray(4_096)]),
        ),
    ],
  ];

  it.each(damages)('because it %s is moved aside, and a new one begun', async (_, damage) => {
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

  it('is not put in the place of one that was moved aside in the same second', async () => {
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

  it('because of a page in its middle is noticed in use: a new one is begun, and the lookup is in it', async () => {
    const profile = await halfDamagedProfile();
    profile.history.remember(buildLookUp({ id: 'usr_now' }));
    expect(await idsOf(profile)).toEqual(['usr_now']);
    expect(await profile.history.state()).toMatchObject({
      kept: 'on-disk',
      replacedFile: { because: 'damaged' },
    });
    expect(await idsOf(restart(profile))).toEqual(['usr_now']);
  });

  /** A profile with many people, of which only the pages of the tables' beginnings can be read. */
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

  it('is moved aside once, by however many it is noticed at the same time', async () => {
    const profile = await halfDamagedProfile();
    const { history } = profile;
    history.remember(buildLookUp({ id: 'usr_now' }));
    await Promise.all(['usr_1', 'usr_2'].map((id) => history.setNote({ ...everybody, id }, 'x')));
    expect(await idsOf(profile)).toEqual(['usr_now']);
    expect((await history.unreadFiles()).aside).toBe(1);
  });

  it.runIf(process.platform === 'linux')('is let go of before it is moved', async () => {
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

  /** The same profile with everything in the database itself. */
  async function checkpointed(profile: Profile): Promise<Profile> {
    const database = await openDatabaseFile(
      profile.file,
      profile.keychain.secrets.get('history') ?? '',
    );
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return restart(profile);
  }
});

/** A profile that an app after this one was used on. */
async function newerProfile(): Promise<Profile> {
  const folder = makeFolder();
  const keychain = buildKeychain(new Map([['history', 'a'.repeat(64)]]));
  const database = await openDatabaseFile(join(folder, 'history.db'), 'a'.repeat(64));
  migrate(database, [...migrations, 'CREATE TABLE newer (a)']);
  return restart({ folder, keychain, retention: openProfile().retention } as Profile);
}

describe('a file of a newer version', () => {
  it('is left as it is, and the history is in memory', async () => {
    const profile = await newerProfile();
    const before = bytesIn(profile.folder);
    expect(await profile.history.state()).toEqual(inMemory('newer-version'));
    await expectToWork(profile);
    expect(bytesIn(profile.folder)).toBe(before);
  });
});

it('a file that another process has open stays with it', async () => {
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
    }),
  };
  expect(await second.history.state()).toEqual(inMemory('in-use'));
  await expectToWork(second);
  await expectToWork(profile);
});

describe('a folder that can’t be written', () => {
  it('leads to a history in memory', async () => {
    const { folder, keychain, retention } = openProfile();
    // Root is stopped by a file in the place of a folder too.
    writeFileSync(join(folder, 'profile'), '');
    const history = createHistory({
      file: join(folder, 'profile', 'history.db'),
      keychain,
      retention: () => retention,
      removesExpired: true,
      log: buildLog(),
      now: () => new Date(),
    });
    expect(await history.state()).toEqual(inMemory('read-only'));
    await expectToWork({ history });
  });
});

/** Only root can mount a small disk, and not in every container. */
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
  /** Puts the profile onto a small disk. */
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

  it('that is full takes no more lookups, says so, and takes them again when there is room', async () => {
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

  it.each(['is there', 'is not there'])(
    'that is full leads to one in memory where the file %s',
    async (which) => {
      const profile = await profileOnDisk();
      if (which === 'is not there') removeHistoryFile(profile.file);
      expect(() => writeFileSync(join(profile.folder, 'other'), Buffer.alloc(2_000_000))).toThrow(
        'ENOSPC',
      );
      expect(await profile.history.state()).toEqual(inMemory('disk-full'));
      await expectToWork(profile);
    },
  );

  it('that is full keeps no pin and no note, says why, and what has expired goes another time', async () => {
    const profile = await profileOnDisk();
    const { history } = profile;
    const key = { ...everybody, id: 'usr_before' };
    expect(await history.setPinned(key, true)).toBe('kept');
    const filler = join(profile.folder, 'other');
    expect(() => writeFileSync(filler, Buffer.alloc(2_000_000))).toThrow('ENOSPC');
    expect(await history.setNote(key, 'n'.repeat(100_000))).toBe('disk-full');
    expect(await history.entry(key)).toMatchObject({ isPinned: true, note: '' });
    history.remember(buildLookUp({ id: 'usr_unkept', gender: 'n'.repeat(100_000) }));
    expect(await history.setPinned({ ...everybody, id: 'usr_unkept' }, true)).toBe('disk-full');
    rmSync(filler);
    expect(await history.setNote(key, 'called')).toBe('kept');
  });

  it('that is full when the key is lost: the next start tells', async () => {
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

  it('that is read-only when the key is lost: the file is not taken for damaged later', async () => {
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

describe('a history that is to keep nothing', () => {
  it('is in memory, and no file is made', async () => {
    const profile = openProfile({ entryDays: 0 });
    expect(await profile.history.state()).toEqual(inMemory('off'));
    await expectToWork(profile);
    expect(readdirSync(profile.folder)).toEqual([]);
    expect(profile.keychain.get).not.toHaveBeenCalled();
  });

  it('removes the file of earlier sessions', async () => {
    const profile = await usedProfile();
    profile.retention.mostEntries = 0;
    await profile.history.expire();
    expect(readdirSync(profile.folder)).toEqual([]);
  });

  it.each([true, false])(
    'leaves one that can’t be opened until somebody says that it is to go; was it needed before: %s',
    async (wasNeeded) => {
      const profile = await usedProfile();
      profile.keychain.get.mockResolvedValue(failed({ kind: 'keychain-locked' }));
      if (wasNeeded) await expectToWork(profile);
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

  it('leaves one of a newer version as it is', async () => {
    const profile = await newerProfile();
    const before = bytesIn(profile.folder);
    profile.retention.entryDays = 0;
    await profile.history.expire();
    expect(bytesIn(profile.folder)).toBe(before);
  });

  it('keeps no lookup that waited for the keychain meanwhile', async () => {
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

  it('empties what is open, and can be wanted again in the same session', async () => {
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

it('what goes wrong is logged as a code, without a name or an address', async () => {
  const profile = await usedProfile();
  profile.keychain.secrets.set('history', 'f'.repeat(64));
  await profile.history.state();
  expect(profile.log.warn).toHaveBeenCalledExactlyOnceWith('history.not-opened', {
    failure: 'unreadable',
  });
});
