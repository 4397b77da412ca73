import type { Updates } from './updates';

/** Not at once: the first lookup is not to wait for it. */
const firstAfterMs = 10_000;
const hourMs = 60 * 60 * 1_000;
const dayMs = 24 * hourMs;

/**
 * Asks for newer versions soon after the start and then once a day.
 *
 * @param isWanted what the settings say, each time
 */
export function checkDaily(updates: Pick<Updates, 'check'>, isWanted: () => boolean): void {
  let last = -Infinity;
  const check = () => {
    if (!isWanted() || Date.now() - last < dayMs) return;
    last = Date.now();
    void updates.check();
  };
  setTimeout(check, firstAfterMs).unref();
  // Computers sleep at night.
  setInterval(check, hourMs).unref();
}
