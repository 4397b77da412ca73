import type { History } from './history';

/** Delayed, so that it does not slow down the start and the first lookup. */
const firstAfterMs = 20_000;
const hourMs = 60 * 60 * 1_000;

/**
 * Applies the retention shortly after the start and then every hour. A daily timer would not be
 * reliable, because computers sleep at night.
 */
export function expireHourly(history: Pick<History, 'expire'>): void {
  const expire = () => void history.expire();
  setTimeout(expire, firstAfterMs).unref();
  setInterval(expire, hourMs).unref();
}
