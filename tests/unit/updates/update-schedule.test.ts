import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checkDaily } from '../../../electron/updates/update-schedule';

const hourMs = 60 * 60 * 1_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('asks soon after the start and then once a day', () => {
  const check = vi.fn();
  checkDaily({ check }, () => true);
  expect(check).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(check).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(23 * hourMs);
  expect(check).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(2 * hourMs);
  expect(check).toHaveBeenCalledTimes(2);
});

it('asks only as long as it is wanted', () => {
  const check = vi.fn();
  let isWanted = false;
  checkDaily({ check }, () => isWanted);
  vi.advanceTimersByTime(48 * hourMs);
  expect(check).not.toHaveBeenCalled();
  isWanted = true;
  vi.advanceTimersByTime(hourMs);
  expect(check).toHaveBeenCalledTimes(1);
});
