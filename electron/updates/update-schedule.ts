import type { Updates } from './updates';

/** The delay leaves the network to the first lookup. */
const firstCheckAfterMs = 10_000;
const hourMs = 60 * 60 * 1_000;
const dayMs = 24 * hourMs;

/**
 * Checks for updates shortly after the start and then once a day.
 *
 * @param isEnabled whether the settings allow the check; called before each one
 */
export function checkDaily(updates: Pick<Updates, 'check'>, isEnabled: () => boolean): void {
  let lastCheck = -Infinity;
  const check = () => {
    if (!isEnabled() || Date.now() - lastCheck < dayMs) return;
    lastCheck = Date.now();
    void updates.check();
  };
  setTimeout(check, firstCheckAfterMs).unref();
  // Hourly instead of daily, because timers pause while the computer sleeps.
  setInterval(check, hourMs).unref();
}
