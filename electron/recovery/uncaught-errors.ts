import { app, type BrowserWindow } from 'electron';
import type { Log } from '../diagnostics/log';
import type { Details } from '../diagnostics/redact';
import type { RecoveryDialogs } from './recovery-dialogs';

type UncaughtErrorsDeps = {
  readonly dialogs: RecoveryDialogs;
  readonly window: () => BrowserWindow | null;
  /** Writes pending settings synchronously. */
  readonly flushSettings: () => void;
  readonly log: Log;
};

/** Enough stack frames to lead from an event handler to the cause. */
const maxFrames = 8;

/**
 * Ends the app after an uncaught error or an unhandled rejection, as Node recommends: the state is
 * unknown, so it is not safe to go on
 * (https://nodejs.org/api/process.html#warning-using-uncaughtexception-correctly). Asks first
 * whether to restart or quit. Electron's default is to show the stack trace and to go on.
 */
export function exitOnUncaughtErrors({
  dialogs,
  window,
  flushSettings,
  log,
}: UncaughtErrorsDeps): void {
  let isDialogOpen = false;

  async function restartOrQuit(): Promise<void> {
    try {
      await app.whenReady();
      if ((await dialogs.restartOrQuit('app', window())) === 'restart') app.relaunch();
      flushSettings();
    } finally {
      app.exit(1);
    }
  }

  const onError = (error: unknown) => {
    log.error('main.failed', errorDetails(error));
    if (isDialogOpen) return;
    isDialogOpen = true;
    void restartOrQuit();
  };
  process.on('uncaughtException', onError);
  process.on('unhandledRejection', onError);
}

/**
 * An error's class, code and stack frames. No message: it may contain personal data that the
 * redaction misses.
 */
export function errorDetails(error: unknown): Details {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const stack = frames.slice(0, maxFrames).map((line) => line.trim());
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { error: error.constructor.name, ...code, stack: stack.join(' | ') };
}
