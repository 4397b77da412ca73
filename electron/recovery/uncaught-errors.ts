import { app, type BrowserWindow } from 'electron';
import type { Log } from '../diagnostics/log';
import type { Details } from '../diagnostics/redact';
import type { RecoveryDialogs } from './recovery-dialogs';

type UncaughtErrorsDeps = {
  readonly dialogs: RecoveryDialogs;
  readonly window: () => BrowserWindow | null;
  /** What has to be done before the app ends; can't wait for anything. */
  readonly finish: () => void;
  readonly log: Log;
};

/** As many of a stack's lines as lead from a handler to the mistake. */
const mostFrames = 8;

/**
 * Ends the app after an error that nobody caught, as Node advises: what is half done then stays so, and to go on
 * would be a guess (https://nodejs.org/api/process.html#warning-using-uncaughtexception-correctly). A promise's error
 * counts as much as any other, as in Node itself. Electron would show the stack, and go on.
 */
export function endOnUncaughtErrors({ dialogs, window, finish, log }: UncaughtErrorsDeps): void {
  let isSaid = false;

  async function restartOrQuit(): Promise<void> {
    try {
      await app.whenReady();
      if ((await dialogs.restartOrQuit('app', window())) === 'restart') app.relaunch();
      finish();
    } finally {
      app.exit(1);
    }
  }

  const onError = (error: unknown) => {
    log.error('main.failed', detailsOf(error));
    if (isSaid) return;
    isSaid = true;
    void restartOrQuit();
  };
  process.on('uncaughtException', onError);
  process.on('unhandledRejection', onError);
}

/** Where it happened; not the message, which may hold a name that no redactor knows. */
export function detailsOf(error: unknown): Details {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const stack = frames.slice(0, mostFrames).map((line) => line.trim());
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { error: error.constructor.name, ...code, stack: stack.join(' | ') };
}
