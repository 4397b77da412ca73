import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkClock, recordedTime } from '../../../electron/history/clock-check';
import { baseUrl, buildLookUp } from '../builders';
import { everyone, idsOf, openProfile, restart, type Profile } from './profile';

const hour = 3_600_000;
const day = 24 * hour;
const today = Date.parse('2026-03-01T12:00:00.000Z');
const key = (id: string) => ({ environment: baseUrl, id });

describe('the clock', () => {
  it.each([
    ['of a new file', 0, null, null, 'plausible'],
    ['an hour after the time in the file', hour, null, 0, 'plausible'],
    ['after a weekend', 3 * day, null, 0, 'plausible'],
    ['set back by an hour', -hour, null, 0, 'plausible'],
    ['ahead by a year', 365 * day, null, 0, 'unconfirmed'],
    ['ahead by a month', 31 * day, null, 0, 'unconfirmed'],
    ['behind by ten days', -10 * day, null, 0, 'unconfirmed'],
    ['that a server confirms after a long pause', 365 * day, 365 * day + hour, 0, 'confirmed'],
    ['that a server confirms although the file is ahead', 0, 0, 365 * day, 'confirmed'],
    ['that a server contradicts', 365 * day, 0, 365 * day, 'wrong'],
    ['that a server contradicts in the other direction', 0, 40 * day, null, 'wrong'],
  ] as const)('%s', (_, local, server, lastSeen, expected) => {
    const told = server === null ? null : { server, local };
    expect(checkClock(local, told, lastSeen)).toBe(expected);
  });

  it('that was set after the last response is compared with the file', () => {
    const told = { server: today, local: today };
    expect(checkClock(today + 365 * day, told, today)).toBe('unconfirmed');
    const toldWhileWrong = { server: today, local: today + 365 * day };
    expect(checkClock(today, toldWhileWrong, today)).toBe('plausible');
  });
});

it('a lookup is never stored under a time before that of a clock that may be right', () => {
  const time = fc.integer({ min: -1_000, max: 1_000 }).map((days) => days * day);
  fc.assert(
    fc.property(time, fc.option(time), fc.option(time), (local, server, lastSeen) => {
      const told = server === null ? null : { server, local };
      const recorded = recordedTime(local, told, lastSeen);
      expect(recorded).toBeGreaterThanOrEqual(local);
      if (server !== null) expect(recorded).toBeGreaterThanOrEqual(server - day);
      else if (lastSeen !== null) expect(recorded).toBeGreaterThanOrEqual(lastSeen - day);
    }),
  );
});

/** A history with a pin and a note, after a retention run on a clock that a server confirmed. */
async function usedProfile(): Promise<Profile> {
  const profile = openProfile();
  for (const id of ['usr_a', 'usr_b', 'usr_c']) profile.history.remember(buildLookUp({ id }));
  await profile.history.setPinned(key('usr_a'), true);
  await profile.history.setNote(key('usr_b'), 'called twice');
  await profile.history.expire();
  return profile;
}

/** The next start, with a clock that is off. No server has sent a time yet. */
function startOff(profile: Profile, offset: number): Profile {
  const next = restart(profile);
  next.clock.now = new Date(profile.clock.now.getTime() + offset);
  next.clock.serverTime = () => null;
  return next;
}

const all = ['usr_c', 'usr_b', 'usr_a'];

describe('retention', () => {
  it.each([365, 100, 5_000])('removes nothing for a clock %i days ahead', async (days) => {
    const next = startOff(await usedProfile(), days * day);
    await next.history.expire();
    expect(await idsOf(next)).toEqual(all);
    expect(await next.history.state()).toMatchObject({ kept: 'on-disk', clock: 'unconfirmed' });
    expect(next.log.warn).toHaveBeenCalledWith('history.expiry-held', {
      clock: 'unconfirmed',
      people: 3,
    });
    expect(next.onExpiry).toHaveBeenCalledTimes(1);
    // The time of the wrong clock does not get into the file.
    const corrected = startOff(next, -days * day);
    await corrected.history.expire();
    expect(await idsOf(corrected)).toEqual(all);
    expect(await corrected.history.state()).not.toHaveProperty('clock');
  });

  it('removes nothing while a server contradicts the clock', async () => {
    const next = startOff(await usedProfile(), 365 * day);
    next.clock.serverTime = () => ({ server: today, local: next.clock.now.getTime() });
    await next.history.expire();
    expect(await idsOf(next)).toEqual(all);
    expect(await next.history.state()).toMatchObject({ clock: 'wrong' });
  });

  it('says nothing about a doubtful clock if nothing would expire', async () => {
    const next = startOff(await usedProfile(), 20 * day);
    await next.history.expire();
    expect(await next.history.state()).not.toHaveProperty('clock');
    expect(next.onExpiry).not.toHaveBeenCalled();
  });

  it('continues after a long pause when a server confirms the clock', async () => {
    const next = startOff(await usedProfile(), 365 * day);
    await next.history.expire();
    const time = next.clock.now.getTime();
    next.clock.serverTime = () => ({ server: time, local: time });
    expect(await next.history.state()).not.toHaveProperty('clock');
    await next.history.expire();
    expect(await idsOf(next)).toEqual([]);
    expect(next.log.info).toHaveBeenCalledWith('history.expired', { rows: 3 });
    expect(next.onExpiry).toHaveBeenCalledTimes(2);
  });

  it('does not remove lookups that were made with a clock far behind', async () => {
    const used = await usedProfile();
    const behind = startOff(used, -400 * day);
    const fetchedAt = behind.clock.now.toISOString();
    // No server sends a time for this one.
    behind.history.rememberFailed({ ...key('usr_d'), lookedUpAt: fetchedAt, problem: 'time-out' });
    await behind.history.state();
    behind.clock.serverTime = () => ({ server: today, local: behind.clock.now.getTime() });
    behind.history.remember(buildLookUp({ id: 'usr_e' }, { fetchedAt }));
    await behind.history.expire();
    const next = restart(behind);
    await next.history.expire();
    expect(await idsOf(next)).toEqual(['usr_e', 'usr_d', ...all]);
  });

  it('does not keep lookups too long that were made with a clock ahead', async () => {
    const used = await usedProfile();
    const ahead = startOff(used, 365 * day);
    ahead.history.remember(
      buildLookUp({ id: 'usr_d' }, { fetchedAt: ahead.clock.now.toISOString() }),
    );
    await ahead.history.state();
    const next = restart(ahead);
    await next.history.expire();
    expect(await next.history.entry(key('usr_d'))).toMatchObject({
      lookedUpAt: new Date(today).toISOString(),
    });
    next.clock.now = new Date(today + 91 * day);
    await next.history.expire();
    expect(await next.history.count(everyone)).toBe(0);
  });
});
