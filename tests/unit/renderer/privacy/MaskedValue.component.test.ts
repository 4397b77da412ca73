import { fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet, tick } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import MaskedValue from '../../../../renderer/privacy/MaskedValue.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const children = createRawSnippet(() => ({ render: () => '<span>mara@example.com</span>' }));
const show = (isMasked: boolean) =>
  render(MaskedValue, { isMasked, label: 'E-mail', owner: 'mara', children });

const value = () => screen.queryByText('mara@example.com');
const peek = () => screen.getByRole('button', { name: 'Show for a moment: E-mail' });

it('shows an unmasked value without a button', () => {
  show(false);
  expect(value()).not.toBeNull();
  expect(screen.queryByRole('button')).toBeNull();
});

it('keeps a masked value out of the document', () => {
  const { container } = show(true);
  expect(container.textContent).toContain('••••••');
  expect(container.innerHTML).not.toContain('mara');
});

it('reveals the value for some seconds and masks it again', async () => {
  show(true);
  await fireEvent.click(peek());
  expect(value()).not.toBeNull();
  expect(peek().getAttribute('aria-pressed')).toBe('true');
  await vi.advanceTimersByTimeAsync(4_900);
  expect(value()).not.toBeNull();
  await vi.advanceTimersByTimeAsync(200);
  expect(value()).toBeNull();
});

it('masks the value at the second click, and restarts the time at the next one', async () => {
  show(true);
  await fireEvent.click(peek());
  await vi.advanceTimersByTimeAsync(4_000);
  await fireEvent.click(peek());
  expect(value()).toBeNull();
  await fireEvent.click(peek());
  await vi.advanceTimersByTimeAsync(4_000);
  expect(value()).not.toBeNull();
});

it('masks the value of another person after the first person’s was revealed', async () => {
  const { rerender } = show(true);
  await fireEvent.click(peek());
  await rerender({ owner: 'jonas' });
  expect(value()).toBeNull();
  await rerender({ owner: 'mara' });
  expect(value()).toBeNull();
});

it('masks a revealed value after privacy mode was off', async () => {
  const { rerender } = show(true);
  await fireEvent.click(peek());
  await rerender({ isMasked: false });
  await tick();
  await rerender({ isMasked: true });
  expect(value()).toBeNull();
});
