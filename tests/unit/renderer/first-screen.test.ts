import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { failed, ok } from '../../../electron/contract/result';
import { requestStart, waitForSize } from '../../../renderer/first-screen';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('waits for a size until the window is resized, but not for ever', async () => {
  const target = new EventTarget();
  const resized = vi.fn();
  void waitForSize(Object.assign(target, { innerWidth: 0 })).then(resized);
  await vi.advanceTimersByTimeAsync(500);
  expect(resized).not.toHaveBeenCalled();
  target.dispatchEvent(new Event('resize'));
  await vi.advanceTimersByTimeAsync(0);
  expect(resized).toHaveBeenCalled();

  const never = vi.fn();
  void waitForSize(Object.assign(new EventTarget(), { innerWidth: 0 })).then(never);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(never).toHaveBeenCalled();
});

it('asks again for the start if that is refused, but not without end', async () => {
  const refused = failed({ kind: 'refused', reason: 'sender' } as const);
  const ask = vi.fn(() => Promise.resolve(ask.mock.calls.length < 3 ? refused : ok('start')));
  const started = requestStart<string>(ask);
  await vi.advanceTimersByTimeAsync(400);
  expect(await started).toEqual(ok('start'));

  const never = vi.fn(() => Promise.resolve(refused));
  const given = requestStart(never);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await given).toBe(refused);
  expect(never).toHaveBeenCalledTimes(5);
});
