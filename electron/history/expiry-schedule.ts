import type { History } from './history';

/** Not at once: the first lookup of the day is not to wait for it. */
const firstAfterMs = 20_000;
const hourMs = 60 * 60 * 1_000;

/** Removes what the retention no longer allows soon after the start, and then every hour, as computers sleep at night. */
export function expireHourly(history: Pick<History, 'expire'>): void {
  const expire = () => void history.expire();
  setTimeout(expire, firstAfterMs).unref();
  setInterval(expire, hourMs).unref();
}
