import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import RetryCountdown from '../../../../renderer/problems/RetryCountdown.svelte';
import { buildState } from '../fake-bridge';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0);
  buildState();
});
afterEach(() => void vi.useRealTimers());

function count(seconds: number) {
  const onend = vi.fn(() => Promise.resolve());
  const onstop = vi.fn();
  const { unmount } = render(RetryCountdown, { seconds, onend, onstop });
  const left = () => Number(/\d+/.exec(screen.getByRole('timer').textContent)?.[0]);
  return { onend, onstop, unmount, left };
}

it('counts down in whole seconds', async () => {
  const { left } = count(3);
  const seen = [left()];
  for (let second = 0; second < 3; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    seen.push(left());
  }
  expect(seen).toEqual([3, 2, 1, 0]);
});

it('ends once and then stops its timer', async () => {
  const { onend } = count(2);
  await vi.advanceTimersByTimeAsync(1_999);
  expect(onend).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(onend).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
});

it.each([
  [3, 4],
  [100, 110],
])('waits and shows %d to %d seconds at random', async (seconds, most) => {
  vi.mocked(Math.random).mockReturnValue(0.999_999);
  const { onend, left } = count(seconds);
  expect(left()).toBe(most);
  await vi.advanceTimersByTimeAsync((most - 1) * 1_000);
  expect(onend).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(onend).toHaveBeenCalledOnce();
});

it('retries at once if the computer slept past the end', async () => {
  const { onend } = count(3_600);
  vi.setSystemTime(Date.now() + 2 * 3_600_000);
  await vi.advanceTimersByTimeAsync(250);
  expect(onend).toHaveBeenCalledOnce();
});

it('is not read out every second', () => {
  count(3);
  expect(screen.getByRole('timer').getAttribute('aria-live')).toBe('off');
});

it('stops when the button is pressed', async () => {
  const { onstop } = count(3);
  await fireEvent.click(screen.getByRole('button', { name: "Don't try again" }));
  expect(onstop).toHaveBeenCalledOnce();
});

it('stops when it is unmounted', async () => {
  const { onend, unmount } = count(3);
  unmount();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(onend).not.toHaveBeenCalled();
});
