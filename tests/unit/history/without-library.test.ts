import { readdirSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { baseUrl, buildLookUp } from '../builders';
import { everyone, openProfile } from './profile';

vi.mock('libsql', () => {
  throw new Error('Cannot load the native module');
});

it('without the database library nothing is stored, the state says so, and no call fails', async () => {
  const { history, folder, log } = openProfile();
  const key = { environment: baseUrl, id: 'usr_a' };
  expect(history.remember(buildLookUp({ id: 'usr_a' }))).toBeNull();
  history.rememberFailed({ ...key, lookedUpAt: '2026-03-01T12:00:00Z', problem: 'not-found' });
  expect(await history.state()).toEqual({ kept: 'nowhere' });
  expect(await history.list(everyone, null, 50)).toEqual({ entries: [], next: null });
  expect(await history.count(everyone)).toBe(0);
  expect(await history.entry(key)).toBeNull();
  expect(await history.open(key)).toBeNull();
  expect(await history.timeline(key)).toEqual([]);
  expect(await history.setPinned(key, true)).toBe('not-in-history');
  expect(await history.setNote(key, 'called')).toBe('not-in-history');
  const nothing = { people: 0, lookUps: 0, answers: 0, notes: 0 };
  expect(await history.remove([key])).toEqual(nothing);
  expect(await history.clear(baseUrl)).toEqual(nothing);
  expect(await history.forget('usr_a')).toEqual(nothing);
  await history.expire();
  for await (const entry of history.entries(everyone)) expect.unreachable(entry.id);
  expect(await history.unreadFiles()).toEqual({ aside: 0, isCurrentUnread: false });
  expect(log.error).toHaveBeenCalledExactlyOnceWith('history.failed', { failure: 'failed' });
  expect(readdirSync(folder)).toEqual([]);
});
