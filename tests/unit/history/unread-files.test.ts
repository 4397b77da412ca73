import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { failed } from '../../../electron/contract/result';
import { baseUrl, buildLookUp } from '../builders';
import { idsOf, openProfile, restart } from './profile';

/**
 * Three renamed history files: one with its log, one without, and one of which only the log is
 * left.
 */
const aside = [
  'history-2026-01-01T120000Z.damaged.db',
  'history-2026-01-01T120000Z.damaged.db-wal',
  'history-2026-01-01T120000Z-2.damaged.db',
  'history-2026-02-01T120000Z.key-lost.db-wal',
];
/** Other files in the folder, one with a similar name. */
const others = ['history-of-mine.db', 'settings.json'];

async function usedProfile() {
  const used = openProfile();
  used.history.remember(buildLookUp({ id: 'usr_before' }));
  await used.history.state();
  const profile = restart(used);
  for (const name of [...aside, ...others]) writeFileSync(join(profile.folder, name), 'unreadable');
  return profile;
}

it('there are no unread files if none was renamed and the current one is open', async () => {
  const { history } = openProfile();
  expect(await history.unreadFiles()).toEqual({ aside: 0, isCurrentUnread: false });
  expect(await history.deleteUnread()).toEqual({ deleted: 0, left: 0 });
});

it('renamed files are counted after removals, and deleted only on demand', async () => {
  const { history, folder } = await usedProfile();
  const unread = { aside: 3, isCurrentUnread: false };
  expect(await history.unreadFiles()).toEqual(unread);
  await history.forget('usr_before');
  await history.clear(baseUrl);
  await history.expire();
  expect(await history.unreadFiles()).toEqual(unread);
  expect(await history.deleteUnread()).toEqual({ deleted: 3, left: 0 });
  expect(readdirSync(folder).sort()).toEqual(['history.db', 'history.db-wal', ...others].sort());
  history.remember(buildLookUp({ id: 'usr_now' }));
  expect(await idsOf({ history })).toEqual(['usr_now']);
});

it('the current file counts as unread while the keychain is locked', async () => {
  const profile = await usedProfile();
  const { history, folder, keychain } = profile;
  keychain.get.mockResolvedValue(failed({ kind: 'keychain-locked' }));
  expect(await history.unreadFiles()).toEqual({ aside: 3, isCurrentUnread: true });
  expect(await history.deleteUnread()).toEqual({ deleted: 4, left: 0 });
  expect(readdirSync(folder).sort()).toEqual(others);
});

it('files that can’t be deleted are counted and logged', async () => {
  const { history, folder, log } = await usedProfile();
  const stubborn = join(folder, aside[2] ?? '');
  rmSync(stubborn);
  mkdirSync(stubborn);
  expect(await history.deleteUnread()).toEqual({ deleted: 2, left: 1 });
  expect(log.error).toHaveBeenCalledExactlyOnceWith('history.file-not-deleted', {
    failure: expect.any(String) as string,
  });
});
