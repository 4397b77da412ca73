import { fireEvent, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { ok } from '../../../../electron/contract/result';
import type { UpdateState } from '../../../../electron/contract/update';
import UpdateDialog from '../../../../renderer/updates/UpdateDialog.svelte';
import { buildState } from '../fake-bridge';
import { renderIn } from '../render-in';

const available = {
  name: 'available',
  update: { version: '2.0.0', notes: '- Quicker <b>lookups</b>' },
  isDownloaded: false,
  problem: null,
} as const;

async function open(found: UpdateState) {
  const { bridge, state } = buildState();
  bridge.updates.check.mockResolvedValue(ok(found));
  const onclose = vi.fn();
  const { unmount } = renderIn(state, UpdateDialog, { onclose });
  await vi.waitFor(() => expect(state.updates.state).toEqual(found));
  return { bridge, state, onclose, unmount };
}

it('checks for updates when it opens, and shows the release notes as plain text', async () => {
  const { bridge } = await open(available);
  expect(bridge.updates.check).toHaveBeenCalledTimes(1);
  expect(screen.getByText('Version 2.0.0 is available. You have 1.2.3.')).toBeTruthy();
  expect(screen.getByText('- Quicker <b>lookups</b>')).toBeTruthy();
});

it('downloads and installs with one click', async () => {
  const { bridge } = await open(available);
  bridge.updates.download.mockResolvedValue(ok({ ...available, isDownloaded: true }));
  await fireEvent.click(screen.getByRole('button', { name: 'Install and restart' }));
  await vi.waitFor(() => expect(bridge.updates.install).toHaveBeenCalledTimes(1));
});

it('does not install if the dialog was closed during the download', async () => {
  const { bridge, unmount } = await open(available);
  let finishDownload: (state: UpdateState) => void = () => undefined;
  bridge.updates.download.mockReturnValue(
    new Promise((resolve) => {
      finishDownload = (state) => resolve(ok(state));
    }),
  );
  await fireEvent.click(screen.getByRole('button', { name: 'Install and restart' }));
  unmount();
  finishDownload({ ...available, isDownloaded: true });
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  expect(bridge.updates.install).not.toHaveBeenCalled();
});

it.each([
  [{ name: 'newest' }, 'You have the newest version, 1.2.3.'],
  [
    { name: 'not-known', problem: { kind: 'update-feed-unusable' } },
    'Nothing can be said about newer versions',
  ],
  [{ ...available, problem: { kind: 'update-damaged' } }, 'The new version did not arrive whole'],
] as const)('describes the state: %j', async (state, words) => {
  await open(state);
  expect(screen.getByText(words)).toBeTruthy();
});
