import { readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { m } from '../../renderer/messages/compiled/messages.js';
import type { Locale } from '../contract/locale';
import { print } from './print';

/** Why the app can't start. */
export type StartObstacle =
  /** The folder can't be created or written, or its disk has no symbolic links. */
  | { readonly kind: 'profile-unusable'; readonly folder: string }
  /** Other users of this computer could replace the folder. */
  | { readonly kind: 'profile-exposed'; readonly folder: string }
  | { readonly kind: 'no-temporary-folder' };

/** EX_CANTCREAT of sysexits.h. */
const exitCode = 73;

/** If Electron isn't ready by then, the process ends without a dialog. */
const readyLimitMs = 20_000;
const connectLimitMs = 2_000;

/**
 * Whether an instance of the app that uses this profile runs, for a start that got no lock.
 * Electron refuses the lock in this case, but also if it can't create the lock's files: see
 * Chromium's chrome/browser/process_singleton_posix.cc and process_singleton_win.cc. Only a running
 * instance listens on the socket. Windows has no socket: there, a folder that can be written must
 * be in use.
 */
export async function isAnotherInstanceRunning(folder: string): Promise<boolean> {
  return process.platform === 'win32' ? canWriteTo(folder) : isListening(folder);
}

function canWriteTo(folder: string): boolean {
  const probe = join(folder, `write-probe-${process.pid}`);
  try {
    writeFileSync(probe, '');
    rmSync(probe);
    return true;
  } catch {
    return false;
  }
}

function isListening(folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketOf(folder));
    const settle = (isRunning: boolean) => {
      socket.destroy();
      resolve(isRunning);
    };
    socket.setTimeout(connectLimitMs, () => settle(true));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}

/** The profile holds a link to the socket, because a socket's path must be short. */
function socketOf(folder: string): string {
  const link = join(folder, 'SingletonSocket');
  try {
    return readlinkSync(link);
  } catch {
    return link;
  }
}

function obstacleText(obstacle: StartObstacle, locale: Locale): string {
  const options = { locale };
  const inApp = { app: app.name };
  switch (obstacle.kind) {
    case 'profile-unusable':
      return m.start_profile_unusable({ ...inApp, folder: obstacle.folder }, options);
    case 'profile-exposed':
      return m.start_profile_exposed({ ...inApp, folder: obstacle.folder }, options);
    case 'no-temporary-folder':
      return m.start_no_temporary_folder(inApp, options);
  }
}

/** Prints the reason to the standard error output, then ends the process. */
export function endWithObstacle(obstacle: StartObstacle, locale: Locale): never {
  print(process.stderr.fd, obstacleText(obstacle, locale));
  process.exit(exitCode);
}

/** Prints the reason to the standard error output, shows it in a dialog and ends the process. */
export async function showObstacle(obstacle: StartObstacle, locale: Locale): Promise<void> {
  const text = obstacleText(obstacle, locale);
  print(process.stderr.fd, text);
  const limit = setTimeout(() => app.exit(exitCode), readyLimitMs);
  await app.whenReady();
  clearTimeout(limit);
  await dialog.showMessageBox({
    type: 'error',
    title: app.name,
    message: m.start_failed_title({ app: app.name }, { locale }),
    detail: text,
    buttons: [m.crash_quit({}, { locale })],
  });
  app.exit(exitCode);
}
