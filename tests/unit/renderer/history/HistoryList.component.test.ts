import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../../electron/history/session-history';
import HistoryList from '../../../../renderer/history/HistoryList.svelte';
import { buildInspector } from '../fake-bridge';

const entry = (id: string, changes: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id,
  name: `Name of ${id}`,
  email: `${id}@example.com`,
  isActive: true,
  fetchedAt: '2026-03-01T12:05:00.000Z',
  ...changes,
});

function show(entries: readonly HistoryEntry[] = [entry('usr_a'), entry('usr_b'), entry('usr_c')]) {
  const parts = buildInspector();
  parts.inspector.history = entries;
  render(HistoryList, { inspector: parts.inspector });
  return parts;
}
const rows = () => screen.queryAllByRole<HTMLButtonElement>('button');
const wordsOf = (row: HTMLElement | undefined) => row?.textContent.replace(/\s+/g, ' ').trim();
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
const focused = () => rows().findIndex((row) => row === document.activeElement);

describe('the list', () => {
  it('says that it is empty', () => {
    show([]);
    expect(screen.getByText('Accounts that you look up appear here until you quit.')).toBeTruthy();
    expect(rows()).toEqual([]);
  });

  it('shows name, id and time of each lookup, in the order it is given', () => {
    show();
    expect(rows().map(wordsOf)).toEqual([
      'Name of usr_a usr_a 13:05',
      'Name of usr_b usr_b 13:05',
      'Name of usr_c usr_c 13:05',
    ]);
  });

  it('shows the e-mail address for a name that is not known, or says so', () => {
    show([entry('usr_a', { name: null }), entry('usr_b', { name: null, email: null })]);
    expect(rows().map(wordsOf)).toEqual(['usr_a@example.com usr_a 13:05', 'No name given usr_b 13:05']);
  });

  it('marks accounts that are switched off, and only those', () => {
    show([entry('usr_a', { isActive: false }), entry('usr_b', { isActive: null })]);
    expect(rows().map((row) => row.textContent.includes('switched off'))).toEqual([true, false]);
  });

  it('marks the one that is shown', async () => {
    const { inspector } = show();
    await inspector.openFromHistory('usr_b');
    await tick();
    expect(rows().map((row) => row.getAttribute('aria-current'))).toEqual(['false', 'true', 'false']);
  });
});

it('a click opens the lookup as it was', async () => {
  const { inspector, bridge } = show();
  await fireEvent.click(screen.getByRole('button', { name: /usr_b/ }));
  expect(bridge.openFromHistory).toHaveBeenCalledExactlyOnceWith({ id: 'usr_b' });
  expect(inspector.phase).toMatchObject({ name: 'found', isRemembered: true });
});

describe('by keyboard', () => {
  it('the list is one stop for the Tab key: the first row, or the one that is shown', async () => {
    const { inspector } = show();
    expect(rows().map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
    await inspector.openFromHistory('usr_c');
    await tick();
    expect(rows().map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, 0]);
  });

  it('the arrow keys go from row to row and stop at the ends', async () => {
    show();
    rows()[0]?.focus();
    const visited = [];
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowUp']) {
      await press(key);
      visited.push(focused());
    }
    expect(visited).toEqual([1, 2, 2, 1, 0, 0]);
  });

  it('what the arrow keys reach is opened at once', async () => {
    const { bridge } = show();
    rows()[0]?.focus();
    await press('ArrowDown');
    await press('End');
    expect(bridge.openFromHistory.mock.calls).toEqual([[{ id: 'usr_b' }], [{ id: 'usr_c' }]]);
  });

  it('Home and End go to the ends', async () => {
    show();
    rows()[1]?.focus();
    await press('End');
    expect(focused()).toBe(2);
    await press('Home');
    expect(focused()).toBe(0);
  });

  it('the keys that move do not scroll as well, and other keys do what they always do', () => {
    show();
    rows()[0]?.focus();
    const isDefault = (key: string) =>
      rows()[0]?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    expect(['ArrowDown', 'Home', 'a', 'Enter', 'Tab'].map(isDefault)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });
});
