import { fireEvent, screen } from '@testing-library/svelte';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { failed, ok } from '../../../../electron/contract/result';
import { defaultRetention, type Retention } from '../../../../electron/contract/retention';
import { partialRetentionSchema } from '../../../../electron/contract/retention';
import HistorySettings from '../../../../renderer/settings/HistorySettings.svelte';
import { toast } from '../../../../renderer/ui/announcer.svelte';
import { buildState } from '../fake-bridge';
import { renderIn } from '../render-in';

const removedCounts = { people: 3, lookUps: 12, answers: 0, notes: 1 };

function show(removed = ok({ people: 0, lookUps: 0, answers: 0, notes: 0 })) {
  const parts = buildState();
  parts.bridge.history.countExpired.mockResolvedValue(removed);
  renderIn(parts.state, HistorySettings);
  return parts;
}

const days = 'Keep lookups for how many days';
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const type = (label: string, value: string) =>
  fireEvent.change(field(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('changing the retention', () => {
  it.each<[string, Partial<Retention>]>([
    ['Keep answers for how many days', { answerDays: 7 }],
    [days, { entryDays: 7 }],
    ['Keep at most this many lookups', { mostEntries: 7 }],
  ])('takes effect at once if it removes nothing: %s', async (label, changes) => {
    const { bridge } = show();
    await type(label, '7');
    await vi.waitFor(() =>
      expect(bridge.settings.change).toHaveBeenCalledExactlyOnceWith({ retention: changes }),
    );
    const retention = { ...defaultRetention, ...changes };
    expect(bridge.history.countExpired).toHaveBeenCalledExactlyOnceWith({ retention });
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await vi.waitFor(() => expect(field(label).value).toBe('7'));
  });

  it('takes effect at once for pinned people, too', async () => {
    const { bridge } = show();
    await fireEvent.click(screen.getByLabelText('Keep pinned people until I remove them'));
    const retention = { keepsPinned: true };
    await vi.waitFor(() =>
      expect(bridge.settings.change).toHaveBeenCalledExactlyOnceWith({ retention }),
    );
  });

  it('asks first if it removes something, and says how much', async () => {
    const { bridge } = show(ok(removedCounts));
    await type(days, '9');
    const dialog = await screen.findByRole('alertdialog', { name: 'Keep less from now on?' });
    expect(dialog.textContent).toContain(
      'This removes 3 people, 12 lookups and 1 note, for all servers.',
    );
    expect(bridge.settings.change).not.toHaveBeenCalled();
    await press('Keep less');
    await vi.waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(toast()).toBe('That is kept no longer, and being removed.');
    expect(field(days).value).toBe('9');
  });

  it('leaves the retention as it is if the question is cancelled', async () => {
    const { bridge } = show(ok(removedCounts));
    await type(days, '9');
    await screen.findByRole('alertdialog');
    await press('Cancel');
    await vi.waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(bridge.settings.change).not.toHaveBeenCalled();
    expect(field(days).value).toBe('90');
  });

  it('asks first if counting fails', async () => {
    const { bridge } = show();
    bridge.history.countExpired.mockResolvedValue(failed({ kind: 'internal' }));
    await type(days, '9');
    expect((await screen.findByRole('alertdialog')).textContent).toContain('could not be counted');
  });

  it('says that nothing was removed if saving fails', async () => {
    const { bridge } = show(ok(removedCounts));
    bridge.settings.change.mockResolvedValue(failed({ kind: 'internal' }));
    await type(days, '9');
    await screen.findByRole('alertdialog');
    await press('Keep less');
    await vi.waitFor(() => expect(toast()).toContain('could not be removed'));
    expect(field(days).value).toBe('90');
  });

  it('to keep nothing warns about unreadable files', async () => {
    const { bridge } = show();
    bridge.history.unreadFiles.mockResolvedValue(ok({ aside: 2, isCurrentUnread: false }));
    await type(days, '0');
    await screen.findByRole('alertdialog', { name: 'Keep nothing from now on?' });
    expect(await screen.findByRole('checkbox', { name: /^Delete these 2 files too/ })).toBeTruthy();
    await press('Keep less');
    await vi.waitFor(() =>
      expect(toast()).toBe(
        "Nothing is kept any more. 2 files of lookups that can't be read are still on this computer.",
      ),
    );
  });
});

it('the maximum of each field is the maximum of the schema', () => {
  show();
  const most = (label: string) => Number(field(label).max);
  const retention = {
    answerDays: most('Keep answers for how many days'),
    entryDays: most(days),
    mostEntries: most('Keep at most this many lookups'),
    keepsPinned: true,
  };
  expect(v.is(partialRetentionSchema, retention)).toBe(true);
  for (const limit of ['answerDays', 'entryDays', 'mostEntries'] as const)
    expect(v.is(partialRetentionSchema, { ...retention, [limit]: retention[limit] + 1 })).toBe(
      false,
    );
});
