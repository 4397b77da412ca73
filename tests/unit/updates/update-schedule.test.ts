import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checkDaily } from '../../../electron/updates/update-schedule';

const hourMs = 60 * 60 * 1_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('checks shortly after the start and then once a day', () => {
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

it('checks only while the setting is on', () => {
  const check = vi.fn();
  let isEnabled = false;
  checkDaily({ check }, () => isEnabled);
  vi.advanceTimersByTime(48 * hourMs);
  expect(check).not.toHaveBeenCalled();
  isEnabled = true;
  vi.advanceTimersByTime(hourMs);
  expect(check).toHaveBeenCalledTimes(1);
});
