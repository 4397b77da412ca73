import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { awakeDeadline } from '../../../electron/network/awake-deadline';

let asleep = 0;
beforeEach(() => {
  asleep = 0;
  vi.useFakeTimers();
  const awake = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => awake() + asleep);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Makes the next timer fire late, as on waking. */
function sleep(milliseconds: number) {
  asleep += milliseconds;
  vi.advanceTimersToNextTimer();
}

it.each([20, 250, 1_000, 15_000])('passes after %i ms awake', (milliseconds) => {
  const { signal } = awakeDeadline(milliseconds);
  vi.advanceTimersByTime(milliseconds - 1);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

it('never passes while asleep, however often and long', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 2_000, max: 1e9 }), { maxLength: 20 }),
      fc.nat(900),
      (sleeps, awake) => {
        const { signal, stop } = awakeDeadline(1_000);
        vi.advanceTimersByTime(awake);
        for (const length of sleeps) sleep(length);
        expect(signal.aborted).toBe(false);
        vi.advanceTimersByTime(1_000);
        expect(signal.aborted).toBe(true);
        stop();
      },
    ),
  );
});

it('does not pass after it is stopped', () => {
  const { signal, stop } = awakeDeadline(1_000);
  stop();
  vi.advanceTimersByTime(5_000);
  expect(signal.aborted).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});
