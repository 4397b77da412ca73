import type { ServerTime } from '../network/server-clock';
import type { Database } from './database';

/**
 * Whether the history can rely on this computer's clock.
 *
 * - `confirmed`: a server sent a time close to it.
 * - `plausible`: no server has sent a time, and the clock continues the time in the file.
 * - `wrong`: a server sent a different time.
 * - `unconfirmed`: no server has sent a time, and the clock jumped against the time in the file.
 */
export type ClockCheck = 'confirmed' | 'plausible' | 'wrong' | 'unconfirmed';

const dayMs = 24 * 60 * 60 * 1_000;

/** More than a wrong time zone explains. */
const toleranceMs = dayMs;

/**
 * The longest time for which the app may have been closed before its clock counts as having jumped.
 * After a longer pause, the first response of a server confirms the clock.
 */
const longestPauseMs = 7 * dayMs;

/**
 * Checks this computer's clock. All times are in milliseconds since 1970.
 *
 * @param local the time of this computer's clock
 * @param told the time that a server sent last
 * @param lastSeen the time that the file knows to be past; null if the file is new
 */
export function checkClock(
  local: number,
  told: ServerTime | null,
  lastSeen: number | null,
): ClockCheck {
  // A clock that was set since then says nothing about what the server would send now.
  if (told !== null && continues(local, told.local))
    return Math.abs(told.server - told.local) <= toleranceMs ? 'confirmed' : 'wrong';
  return lastSeen === null || continues(local, lastSeen) ? 'plausible' : 'unconfirmed';
}

/** Whether data may expire by the time of this computer's clock. */
export const isReliable = (check: ClockCheck): check is 'confirmed' | 'plausible' =>
  check === 'confirmed' || check === 'plausible';

const continues = (time: number, earlier: number) =>
  time >= earlier - toleranceMs && time <= earlier + longestPauseMs;

/**
 * The time under which a lookup is stored. If the clock is doubtful, that is the latest of the
 * possible times, because data that expires too early is lost.
 */
export function recordedTime(
  local: number,
  told: ServerTime | null,
  lastSeen: number | null,
): number {
  const check = checkClock(local, told, lastSeen);
  if (check === 'wrong' && told !== null) return Math.max(local, local + told.server - told.local);
  return check === 'unconfirmed' && lastSeen !== null ? Math.max(local, lastSeen) : local;
}

/** The time that the file knows to be past, in milliseconds since 1970; null if it is new. */
export function lastSeenTime(database: Database): number | null {
  const [row] = database.all('SELECT last_seen_at FROM clock') as { last_seen_at: number }[];
  return row?.last_seen_at ?? null;
}

/** Stores the time of a clock on which the history can rely. */
export function noteClock(database: Database, local: number, check: ClockCheck): void {
  if (!isReliable(check)) return;
  // Only a server can turn the time in the file back.
  const time = check === 'confirmed' ? local : Math.max(local, lastSeenTime(database) ?? 0);
  if (database.run('UPDATE clock SET last_seen_at = ?', time) === 0)
    database.run('INSERT INTO clock VALUES (?)', time);
}

/**
 * Sets times in the future to the present, once the clock is confirmed. They come from lookups with
 * a clock that was ahead, and would keep their data for too long.
 */
export function correctFutureTimes(database: Database, now: number): void {
  const latest = now + toleranceMs;
  database.transaction(() => {
    for (const [table, time] of [
      ['person', 'looked_up_at'],
      ['person', 'found_at'],
      ['look_up', 'looked_up_at'],
      ['answer', 'first_seen_at'],
      ['answer', 'last_seen_at'],
    ])
      database.run(`UPDATE ${table} SET ${time} = ? WHERE ${time} > ?`, now, latest);
  });
}
