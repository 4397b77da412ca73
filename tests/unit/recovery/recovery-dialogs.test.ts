import type { BrowserWindow, MessageBoxOptions } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';

const showMessageBox = vi.hoisted(() => vi.fn());
vi.mock('electron', () => ({ app: { name: 'Account Inspector' }, dialog: { showMessageBox } }));

const { createRecoveryDialogs } = await import('../../../electron/recovery/recovery-dialogs');

const buildWindow = (isDestroyed: boolean) =>
  Object.assign(Object.create(null) as BrowserWindow, { isDestroyed: () => isDestroyed });
const window = buildWindow(false);
const never = new AbortController().signal;
beforeEach(() => void showMessageBox.mockReset());

const lastOptions = () => showMessageBox.mock.calls.at(-1)?.at(-1) as MessageBoxOptions;

it.each([
  ['en', 'The window does not react', ['Wait', 'Load again']],
  ['de', 'Das Fenster reagiert nicht', ['Warten', 'Neu laden']],
  ['fr', 'La fenêtre ne réagit pas', ['Attendre', 'Recharger']],
] as const)('the dialogs are in the app’s language: %s', async (locale, message, buttons) => {
  showMessageBox.mockResolvedValue({ response: 1 });
  expect(await createRecoveryDialogs(() => locale).waitOrReload(window, never)).toBe('reload');
  expect(lastOptions()).toMatchObject({ title: 'Account Inspector', message, buttons });
});

it('closing a dialog means to wait, or to restart', async () => {
  showMessageBox.mockImplementation((...args) =>
    Promise.resolve({ response: (args.at(-1) as MessageBoxOptions).cancelId }),
  );
  const dialogs = createRecoveryDialogs(() => 'en');
  expect(await dialogs.waitOrReload(window, never)).toBe('wait');
  expect(await dialogs.restartOrQuit('page', window)).toBe('restart');
  expect(await dialogs.restartOrQuit('app', window)).toBe('restart');
});

it('without a window, the dialog has no parent', async () => {
  showMessageBox.mockResolvedValue({ response: 1 });
  const dialogs = createRecoveryDialogs(() => 'en');
  for (const parent of [null, buildWindow(true)]) {
    expect(await dialogs.restartOrQuit('app', parent)).toBe('quit');
    expect(showMessageBox.mock.calls.at(-1)).toHaveLength(1);
  }
});
