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

/** What was asked last. */
const asked = () => showMessageBox.mock.calls.at(-1)?.at(-1) as MessageBoxOptions;

it.each([
  ['en', 'The window does not react', ['Wait', 'Load again']],
  ['de', 'Das Fenster reagiert nicht', ['Warten', 'Neu laden']],
  ['fr', 'La fenêtre ne réagit pas', ['Attendre', 'Recharger']],
] as const)('are asked in %s', async (locale, message, buttons) => {
  showMessageBox.mockResolvedValue({ response: 1 });
  expect(await createRecoveryDialogs(() => locale).waitOrReload(window, never)).toBe('reload');
  expect(asked()).toMatchObject({ title: 'Account Inspector', message, buttons });
});

it('closing the box waits, or restarts', async () => {
  showMessageBox.mockImplementation((...args) =>
    Promise.resolve({ response: (args.at(-1) as MessageBoxOptions).cancelId }),
  );
  const questions = createRecoveryDialogs(() => 'en');
  expect(await questions.waitOrReload(window, never)).toBe('wait');
  expect(await questions.restartOrQuit('page', window)).toBe('restart');
  expect(await questions.restartOrQuit('app', window)).toBe('restart');
});

it('a window that is gone is no place for a box', async () => {
  showMessageBox.mockResolvedValue({ response: 1 });
  const questions = createRecoveryDialogs(() => 'en');
  for (const place of [null, buildWindow(true)]) {
    expect(await questions.restartOrQuit('app', place)).toBe('quit');
    expect(showMessageBox.mock.calls.at(-1)).toHaveLength(1);
  }
});
