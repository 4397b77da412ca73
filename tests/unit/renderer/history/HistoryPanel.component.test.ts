import { fireEvent, screen } from '@testing-library/svelte';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HistoryEntry, HistoryState } from '../../../../electron/contract/history';
import { ok } from '../../../../electron/contract/result';
import type { LoadedPolicy } from '../../../../electron/policy/policy-file';
import HistoryPanel from '../../../../renderer/history/HistoryPanel.svelte';
import { baseUrl, buildEntry, buildPolicy, noPolicy } from '../../builders';
import { buildState } from '../fake-bridge';
import { renderIn } from '../render-in';
import { giveListsAHeight } from '../visible-part';

beforeAll(giveListsAHeight);
beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-03-01T14:00:00Z') }));
afterEach(() => void vi.useRealTimers());

const entry = (id: string, changes: Partial<HistoryEntry> = {}) =>
  buildEntry({ id, name: `Name of ${id}`, lookedUpAt: '2026-03-01T12:05:00.000Z', ...changes });

async function show(
  entries: readonly HistoryEntry[] = [entry('usr_a'), entry('usr_b'), entry('usr_c')],
  {
    isPrivate = false,
    state,
    policy = noPolicy,
  }: { isPrivate?: boolean; state?: HistoryState; policy?: LoadedPolicy } = {},
) {
  const parts = buildState({ isPrivate }, null, policy);
  parts.bridge.history.list.mockResolvedValue(ok({ entries, next: null }));
  parts.bridge.history.count.mockResolvedValue(ok(entries.length));
  if (state !== undefined) parts.bridge.history.state.mockResolvedValue(ok(state));
  renderIn(parts.state, HistoryPanel);
  await parts.state.history.refresh();
  await vi.advanceTimersByTimeAsync(1_000);
  return parts;
}
const rows = () =>
  screen
    .queryAllByRole('listitem')
    .flatMap((row) => row.querySelector<HTMLElement>('.entry') ?? []);
const rowInFocus = () => rows().find((row) => row === document.activeElement);
const wordsOf = (row: HTMLElement | undefined) => row?.textContent.replace(/\s+/g, ' ').trim();

describe('the list', () => {
  it('says that it is empty', async () => {
    await show([]);
    expect(rows()).toEqual([]);
    expect(screen.getByText(/appear here/)).toBeTruthy();
  });

  it('shows one row per person below date headings, and the number of people', async () => {
    await show([
      entry('usr_a'),
      entry('usr_b', { lookedUpAt: '2026-02-28T12:05:00.000Z', isActive: false }),
      entry('usr_c', {
        lookedUpAt: '2025-12-24T12:05:00.000Z',
        name: null,
        email: 'c@example.com',
      }),
    ]);
    const days = screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent);
    // Only some versions of ICU put a comma after the weekday.
    expect(days.join(' | ')).toMatch(/^Today \| Yesterday \| Wednesday,? 24 December 2025$/);
    const [first, second, third] = rows().map(wordsOf);
    expect(first).toMatch(/Name of usr_a.*13:05.*usr_a/);
    expect(second).toMatch(/Name of usr_b.*switched off/);
    expect(third).toContain('c@example.com');
    expect(screen.getByText('3 people')).toBeTruthy();
  });

  it('shows the e-mail address and the status with the name', async () => {
    await show([
      entry('usr_a', { email: 'a@example.com' }),
      entry('usr_b', { isActive: null }),
      entry('usr_c', { outcome: 'time-out' }),
    ]);
    const [first, second, third] = rows().map(wordsOf);
    expect(first).toMatch(/Name of usr_a.*a@example\.com.*usr_a active$/);
    expect(second).toMatch(/usr_b$/);
    expect(third).toMatch(/usr_c \S.+/);
    expect(third).not.toContain('active');
  });

  it('shows the problem of a person who was never found', async () => {
    await show([entry('usr_a', { outcome: 'not-found', foundAt: null, name: null })]);
    expect(wordsOf(rows()[0])).toContain('There is no such account');
  });

  it('masks names, addresses and notes in privacy mode', async () => {
    await show([entry('usr_a', { email: 'a@example.com', note: 'calls on Mondays' })], {
      isPrivate: true,
    });
    expect(wordsOf(rows()[0])).toContain('usr_a');
    expect(document.body.innerHTML).not.toMatch(/Name of|a@example|Mondays/);
  });

  it('has one tab stop, and opens the people that the arrow keys move to', async () => {
    const { bridge } = await show();
    expect(rows().map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
    rows()[0]?.focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Home', 'End']) {
      await fireEvent.keyDown(document.activeElement ?? document.body, { key });
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(bridge.history.open.mock.calls.map(([{ id }]) => id)).toEqual([
      'usr_b',
      'usr_c',
      'usr_c',
      'usr_a',
      'usr_c',
    ]);
  });

  it('mounts only the visible rows and the row with the focus', async () => {
    const all = Array.from({ length: 2_000 }, (_, index) => entry(`usr_${index}`));
    await show(all);
    expect(rows().length).toBeGreaterThan(10);
    expect(rows().length).toBeLessThan(40);
    const first = screen.getAllByRole('listitem')[0];
    expect(first?.getAttribute('aria-posinset')).toBe('1');
    expect(first?.getAttribute('aria-setsize')).toBe('2000');

    rows()[0]?.focus();
    await fireEvent.keyDown(rows()[0] ?? document.body, { key: 'End' });
    await vi.advanceTimersByTimeAsync(0);
    expect(wordsOf(rowInFocus())).toContain('usr_1999');
    expect(rows().length).toBeLessThan(40);
  });

  it('keeps the focus on a row that moves, or focuses the row in its place', async () => {
    const { bridge, state } = await show();
    rows()[2]?.focus();
    const read = async (ids: readonly string[]) => {
      bridge.history.list.mockResolvedValue(
        ok({ entries: ids.map((id) => entry(id)), next: null }),
      );
      await state.history.refresh();
      await vi.advanceTimersByTimeAsync(0);
    };
    await read(['usr_c', 'usr_a', 'usr_b']);
    expect(wordsOf(rowInFocus())).toContain('usr_c');
    await read(['usr_a', 'usr_b']);
    expect(wordsOf(rowInFocus())).toContain('usr_a');
  });

  it('searches while the agent types', async () => {
    const { bridge } = await show();
    bridge.history.list.mockResolvedValue(ok({ entries: [entry('usr_b')], next: null }));
    await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'ab' } });
    await vi.advanceTimersByTimeAsync(200);
    expect(bridge.history.list).toHaveBeenLastCalledWith({
      text: 'ab',
      filter: 'all',
      before: null,
    });
    expect(rows().map(wordsOf)).toEqual([expect.stringContaining('usr_b')]);
  });
});

describe('the note about a history that is not stored', () => {
  it.each<[HistoryState, RegExp]>([
    [{ kept: 'in-memory', because: 'off' }, /^Your settings keep no history/],
    [
      { kept: 'in-memory', because: 'keychain-missing' },
      /until you quit: this computer has no keychain/,
    ],
    [{ kept: 'in-memory', because: 'keychain-locked' }, /until you quit: the keychain is locked/],
    [
      { kept: 'in-memory', because: 'keychain-failed' },
      /until you quit: the keychain doesn't answer/,
    ],
    [{ kept: 'in-memory', because: 'newer-version' }, /until you quit: those .* newer version/],
    [{ kept: 'in-memory', because: 'damaged' }, /until you quit: their file is damaged/],
    [{ kept: 'in-memory', because: 'disk-full' }, /until you quit: the disk is full/],
    [{ kept: 'in-memory', because: 'read-only' }, /until you quit: their folder can't be written/],
    [{ kept: 'in-memory', because: 'in-use' }, /until you quit: another program/],
    [{ kept: 'in-memory', because: 'failed' }, /until you quit: their file can't be opened/],
    [
      { kept: 'old-only', because: 'disk-full' },
      /not being kept, earlier ones are: the disk is full/,
    ],
    [{ kept: 'nowhere' }, /^No history is kept/],
    [
      { kept: 'on-disk', replacedFile: { because: 'damaged', oldFile: 'history-1.damaged.db' } },
      /was damaged.* history-1\.damaged\.db/,
    ],
    [
      { kept: 'on-disk', replacedFile: { because: 'key-lost', oldFile: 'history-1.key-lost.db' } },
      /no longer holds the key.* history-1\.key-lost\.db/,
    ],
    [
      { kept: 'on-disk', replacedFile: null, clock: 'wrong' },
      /^The clock of this computer is wrong/,
    ],
    [{ kept: 'on-disk', replacedFile: null, clock: 'unconfirmed' }, /clock has jumped/],
  ])('gives the reason: %j', async (state, words) => {
    await show([], { state });
    expect(screen.getByRole('note').textContent).toMatch(words);
  });

  it('is absent if the history is stored', async () => {
    await show();
    expect(screen.queryByRole('note')).toBeNull();
  });
});

describe('a policy', () => {
  const itemsOf = async () => {
    await fireEvent.click(screen.getByRole('button', { name: 'Actions for recent lookups' }));
    await vi.advanceTimersByTimeAsync(100);
    return screen.getAllByRole('menuitem').map((item) => item.textContent.trim());
  };

  it('can remove the export from the list and from a selection', async () => {
    await show(undefined, { policy: buildPolicy({ locked: { export: false } }) });
    expect(await itemsOf()).toEqual(['Select several', 'Clear all …']);
    await fireEvent.keyDown(screen.getByRole('menu'), { key: 'Escape' });
    await vi.advanceTimersByTimeAsync(100);
    await fireEvent.contextMenu(rows()[0] ?? document.body);
    await vi.advanceTimersByTimeAsync(100);
    await fireEvent.click(screen.getByRole('menuitem', { name: 'Select several' }));
    await vi.advanceTimersByTimeAsync(100);
    const group = screen.getByRole('group', { name: 'Select several' });
    expect(group.textContent).toContain('Remove 1');
    expect(group.textContent).not.toContain('Export');
  });

  it('names the environment', async () => {
    const environments = [{ name: 'Production', baseUrl }];
    await show(undefined, { policy: buildPolicy({ defaults: { environments } }) });
    expect(screen.getByText('Production')).toBeTruthy();
    expect(screen.queryByText('api.example.com')).toBeNull();
  });
});
