import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const electron = vi.hoisted(() => ({
  app: { name: 'Account Inspector', whenReady: () => Promise.resolve(), exit: vi.fn() },
  dialog: { showMessageBox: vi.fn(() => Promise.resolve()) },
}));
vi.mock('electron', () => electron);
const print = vi.hoisted(() => vi.fn());
vi.mock('../../../electron/shell/print', () => ({ print }));

const { isAnotherInstanceRunning, showObstacle } =
  await import('../../../electron/shell/start-obstacle');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'account-inspector-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.skipIf(process.platform === 'win32')(
  'another instance runs only if it listens on the profile’s socket',
  async () => {
    expect(await isAnotherInstanceRunning(folder)).toBe(false);
    const socket = join(folder, 'socket');
    symlinkSync(socket, join(folder, 'SingletonSocket'));
    // What a crash leaves behind: a link to a socket that is gone.
    expect(await isAnotherInstanceRunning(folder)).toBe(false);
    const server = createServer().listen(socket);
    await once(server, 'listening');
    expect(await isAnotherInstanceRunning(folder)).toBe(true);
    server.close();
  },
);

it.each([
  [{ kind: 'profile-unusable', folder: '/srv/p' }, 'can’t use its folder /srv/p'],
  [{ kind: 'profile-exposed', folder: '/tmp/p' }, 'could replace the folder /tmp/p'],
  [{ kind: 'no-temporary-folder' }, 'TMPDIR'],
] as const)(
  '%j is shown in a box and on the terminal, with an exit code',
  async (obstacle, text) => {
    await showObstacle(obstacle, 'en');
    const detail = expect.stringContaining(text.replace('’', "'")) as string;
    expect(print).toHaveBeenLastCalledWith(process.stderr.fd, detail);
    expect(electron.dialog.showMessageBox).toHaveBeenLastCalledWith(
      expect.objectContaining({ message: "Account Inspector can't start", detail }),
    );
    expect(electron.app.exit).toHaveBeenLastCalledWith(73);
  },
);
