import { fireEvent, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { failed, ok } from '../../../../electron/contract/result';
import ClearDialog from '../../../../renderer/history/ClearDialog.svelte';
import ForgetDialog from '../../../../renderer/history/ForgetDialog.svelte';
import { toast } from '../../../../renderer/ui/announcer.svelte';
import { buildState } from '../fake-bridge';
import { renderIn } from '../render-in';

const removed = ok({ people: 1, lookUps: 2, answers: 1, notes: 0 });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

function askToForget() {
  const parts = buildState();
  const onclose = vi.fn<() => void>();
  parts.bridge.history.forget.mockResolvedValue(removed);
  return {
    ...parts,
    onclose,
    show: () => {
      renderIn(parts.state, ForgetDialog, { id: 'usr_a', onclose });
      return screen.findByRole('alertdialog');
    },
  };
}

it('asks before it forgets a person; screen readers read out the consequences', async () => {
  const { show, bridge, onclose } = askToForget();
  const dialog = await show();
  const description = document.getElementById(dialog.getAttribute('aria-describedby') ?? '');
  expect(description?.textContent).toContain('Every trace of usr_a');
  expect(document.activeElement?.textContent).toBe('Cancel');
  expect(screen.queryByRole('checkbox')).toBeNull();
  await press('Forget');
  await vi.waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(toast()).toBe('Removed: 1 person, 2 lookups and 1 answer.');
  expect(bridge.history.deleteUnreadFiles).not.toHaveBeenCalled();
});

it('warns about unreadable files, and again afterwards if they remain', async () => {
  const { show, bridge, onclose } = askToForget();
  bridge.history.unreadFiles.mockResolvedValue(ok({ aside: 2, isCurrentUnread: true }));
  const dialog = await show();
  expect(await screen.findByRole('checkbox', { name: /^Delete these 3 files too/ })).toHaveProperty(
    'checked',
    false,
  );
  expect(dialog.textContent).toMatch(/2 older files.*can't be opened right now/);
  await press('Forget');
  await vi.waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(toast()).toMatch(
    /^Removed: .* 3 files of lookups that can't be read are still on this computer\.$/,
  );
  expect(bridge.history.deleteUnreadFiles).not.toHaveBeenCalled();
});

it('deletes unreadable files if the checkbox is set, and says how many remain', async () => {
  const { show, bridge, onclose } = askToForget();
  bridge.history.unreadFiles.mockResolvedValue(ok({ aside: 3, isCurrentUnread: false }));
  bridge.history.deleteUnreadFiles.mockResolvedValue(ok({ deleted: 2, left: 1 }));
  await show();
  await fireEvent.click(await screen.findByRole('checkbox'));
  await press('Forget');
  await vi.waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(toast()).toMatch(
    /2 files that can't be read are deleted too\. One file .* still on this computer\.$/,
  );
});

it('keeps the unreadable files if forgetting fails', async () => {
  const { show, bridge, onclose } = askToForget();
  bridge.history.unreadFiles.mockResolvedValue(ok({ aside: 1, isCurrentUnread: false }));
  bridge.history.forget.mockResolvedValue(failed({ kind: 'internal' }));
  await show();
  await fireEvent.click(await screen.findByRole('checkbox'));
  await press('Forget');
  await vi.waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(toast()).toContain('could not be removed');
  expect(bridge.history.deleteUnreadFiles).not.toHaveBeenCalled();
});

it.each([
  [ok(1_234), '1,234 people'],
  [failed({ kind: 'internal' } as const), 'could not be counted'],
])('says how many people a clearing removes, or that counting failed: %j', async (count, words) => {
  const { bridge, state } = buildState();
  bridge.history.count.mockResolvedValue(count);
  renderIn(state, ClearDialog, { onclose: () => undefined });
  const dialog = await screen.findByRole('alertdialog');
  await vi.waitFor(() => expect(dialog.textContent).toContain(words));
});

it('opens before people and unreadable files are counted', async () => {
  const { show, bridge, state } = askToForget();
  bridge.history.unreadFiles.mockReturnValue(new Promise(() => undefined));
  bridge.history.count.mockReturnValue(new Promise(() => undefined));
  await show();
  expect(screen.getByRole('button', { name: 'Forget' })).toBeTruthy();
  renderIn(state, ClearDialog, { onclose: () => undefined });
  await vi.waitFor(() => expect(document.body.textContent).toContain('is being counted'));
});

it('removes once if the button is pressed twice', async () => {
  const { show, bridge } = askToForget();
  bridge.history.forget.mockReturnValue(new Promise(() => undefined));
  await show();
  await press('Forget');
  await press('Forget');
  expect(bridge.history.forget).toHaveBeenCalledOnce();
  expect(screen.getByRole('status').textContent).toContain('One moment');
});
