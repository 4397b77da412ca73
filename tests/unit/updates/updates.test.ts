import { expect, it, vi } from 'vitest';
import { failed, ok } from '../../../electron/contract/result';
import type { Updater } from '../../../electron/updates/updater';
import { createUpdates } from '../../../electron/updates/updates';

const update = { version: '2.0.0', notes: 'Quicker.' };
const available = { name: 'available', update, isDownloaded: false, problem: null };
const noConnection = { kind: 'no-connection', detail: 'ERR_FAILED' } as const;

function setUp(changes: Partial<Updater> = {}) {
  const { findUpdate, download, install } = changes;
  const updater = {
    findUpdate: vi.fn<Updater['findUpdate']>(findUpdate ?? (() => Promise.resolve(ok(update)))),
    download: vi.fn<Updater['download']>(download ?? (() => Promise.resolve(ok(undefined)))),
    install: vi.fn<Updater['install']>(install ?? (() => ok(undefined))),
  };
  const openUpdater = vi.fn(() => Promise.resolve<Updater | null>(updater));
  const onChange = vi.fn();
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  return {
    updater,
    openUpdater,
    onChange,
    log,
    updates: createUpdates({ openUpdater, onChange, log }),
  };
}

it('does not open the updater before the first check', () => {
  const { updates, openUpdater } = setUp();
  expect(updates.state()).toEqual({ name: 'not-asked' });
  expect(openUpdater).not.toHaveBeenCalled();
});

it('reports each state from the check to the finished download', async () => {
  const states: unknown[] = [];
  const { updates, onChange } = setUp({
    download: (onPercent) => {
      onPercent(40);
      return Promise.resolve(ok(undefined));
    },
  });
  onChange.mockImplementation(() => states.push(updates.state()));
  await updates.check();
  await updates.download();
  expect(states).toEqual([
    { name: 'asking' },
    available,
    { name: 'downloading', update, percent: 0 },
    { name: 'downloading', update, percent: 40 },
    { ...available, isDownloaded: true },
  ]);
});

it('reports that this is the newest version, or that the check failed', async () => {
  await expect(
    setUp({ findUpdate: () => Promise.resolve(ok(null)) }).updates.check(),
  ).resolves.toEqual({
    name: 'newest',
  });
  const { updates, log } = setUp({ findUpdate: () => Promise.resolve(failed(noConnection)) });
  await expect(updates.check()).resolves.toEqual({ name: 'not-known', problem: noConnection });
  expect(log.warn).toHaveBeenCalledWith('update.failed', { problem: 'no-connection' });
});

it('checks nothing if the app can’t update this installation', async () => {
  const { updates, openUpdater } = setUp();
  openUpdater.mockResolvedValue(null);
  await expect(updates.check()).resolves.toEqual({ name: 'not-by-the-app' });
  await expect(updates.download()).resolves.toEqual({ name: 'not-by-the-app' });
});

it('keeps a found update if a later check fails', async () => {
  const { updates, updater } = setUp();
  await updates.check();
  updater.findUpdate.mockResolvedValue(failed(noConnection));
  await expect(updates.check()).resolves.toEqual(available);
  updater.findUpdate.mockResolvedValue(ok({ ...update, version: '2.1.0' }));
  await expect(updates.check()).resolves.toMatchObject({ update: { version: '2.1.0' } });
  updater.findUpdate.mockResolvedValue(ok(null));
  await expect(updates.check()).resolves.toEqual({ name: 'newest' });
});

it('does not download the same version twice', async () => {
  const { updates, updater } = setUp();
  await updates.check();
  await updates.download();
  await updates.check();
  await updates.download();
  expect(updater.download).toHaveBeenCalledTimes(1);
});

it('installs nothing before the download', async () => {
  const { updates, updater } = setUp();
  await updates.install();
  await updates.check();
  await updates.install();
  expect(updater.install).not.toHaveBeenCalled();
});

it('reports why a download failed, and allows another attempt', async () => {
  const { updates, updater } = setUp();
  updater.download.mockResolvedValueOnce(failed({ kind: 'update-damaged' }));
  await updates.check();
  await expect(updates.download()).resolves.toEqual({
    ...available,
    problem: { kind: 'update-damaged' },
  });
  // A new check clears the problem.
  await expect(updates.check()).resolves.toEqual(available);
  await expect(updates.download()).resolves.toEqual({ ...available, isDownloaded: true });
});

it('returns to the previous state when the download is cancelled', async () => {
  const { updates } = setUp({
    download: (_, signal) =>
      new Promise((resolve) =>
        signal.addEventListener('abort', () => resolve(failed({ kind: 'cancelled' })), {
          once: true,
        }),
      ),
  });
  await updates.check();
  const downloading = updates.download();
  await vi.waitFor(() => expect(updates.state().name).toBe('downloading'));
  await expect(updates.check()).resolves.toMatchObject({ name: 'downloading' });
  updates.cancelDownload();
  await expect(downloading).resolves.toEqual(available);
});

it('keeps the downloaded update if its installation fails', async () => {
  const { updates, updater } = setUp();
  updater.install.mockReturnValueOnce(failed({ kind: 'update-not-installed' }));
  await updates.check();
  await updates.download();
  await expect(updates.install()).resolves.toEqual({
    ...available,
    isDownloaded: true,
    problem: { kind: 'update-not-installed' },
  });
  await updates.install();
  expect(updater.install).toHaveBeenCalledTimes(2);
});
