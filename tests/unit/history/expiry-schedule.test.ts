import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { expireHourly } from '../../../electron/history/expiry-schedule';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const minute = 60_000;

it('expires the history within a minute after the start, and then every hour', () => {
  const expire = vi.fn(() => Promise.resolve());
  expireHourly({ expire });
  vi.advanceTimersByTime(5_000);
  expect(expire).not.toHaveBeenCalled();
  vi.advanceTimersByTime(minute);
  expect(expire).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(24 * 60 * minute);
  expect(expire).toHaveBeenCalledTimes(25);
});
