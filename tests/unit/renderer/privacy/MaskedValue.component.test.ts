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

it('shows the value, without a button, where nothing is masked', () => {
  show(false);
  expect(value()).not.toBeNull();
  expect(screen.queryByRole('button')).toBeNull();
});

it('keeps a masked value out of the document', () => {
  const { container } = show(true);
  expect(container.textContent).toContain('••••••');
  expect(container.innerHTML).not.toContain('mara');
});

it('shows it for some seconds, and masks it again by itself', async () => {
  show(true);
  await fireEvent.click(peek());
  expect(value()).not.toBeNull();
  expect(peek().getAttribute('aria-pressed')).toBe('true');
  await vi.advanceTimersByTimeAsync(4_900);
  expect(value()).not.toBeNull();
  await vi.advanceTimersByTimeAsync(200);
  expect(value()).toBeNull();
});

it('masks it at once when asked, and gives the next look its whole time', async () => {
  show(true);
  await fireEvent.click(peek());
  await vi.advanceTimersByTimeAsync(4_000);
  await fireEvent.click(peek());
  expect(value()).toBeNull();
  await fireEvent.click(peek());
  await vi.advanceTimersByTimeAsync(4_000);
  expect(value()).not.toBeNull();
});

it('masks the value of the next person, even while the last one’s was looked at', async () => {
  const { rerender } = show(true);
  await fireEvent.click(peek());
  await rerender({ owner: 'jonas' });
  expect(value()).toBeNull();
  await rerender({ owner: 'mara' });
  expect(value()).toBeNull();
});

it('is masked when privacy mode comes back', async () => {
  const { rerender } = show(true);
  await fireEvent.click(peek());
  await rerender({ isMasked: false });
  await tick();
  await rerender({ isMasked: true });
  expect(value()).toBeNull();
});
