import { app, type BrowserWindow } from 'electron';
import type { Log } from '../diagnostics/log';
import type { RecoveryDialogs } from './recovery-dialogs';
import type { SessionRestore } from './session-restore';

type RendererCrashDeps = {
  readonly dialogs: RecoveryDialogs;
  readonly sessionRestore: Pick<SessionRestore, 'rendererCrashed'>;
  readonly log: Log;
};

const minuteMs = 60_000;

/** After this many crashes within a minute, another reload would most likely crash too. */
const crashLimit = 3;

/** Reloads a renderer whose process crashed or was killed. Asks the agent about one that hangs. */
export function recoverFromCrashes(
  window: BrowserWindow,
  { dialogs, sessionRestore, log }: RendererCrashDeps,
): void {
  const { webContents } = window;
  /** The times of the crashes within the last minute. */
  let crashes: number[] = [];
  let isDialogOpen = false;

  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error('page.lost', { reason, exitCode });
    const now = Date.now();
    crashes = [...crashes.filter((time) => now - time < minuteMs), now];
    // After a second crash the shown user may be the cause, so it is not opened again.
    sessionRestore.rendererCrashed(crashes.length === 1);
    if (crashes.length < crashLimit) webContents.reload();
    else void restartOrQuit();
  });

  async function restartOrQuit(): Promise<void> {
    if ((await dialogs.restartOrQuit('page', window)) === 'restart') app.relaunch();
    app.quit();
  }

  window.on('unresponsive', () => {
    if (!isDialogOpen) void askAboutHang();
  });

  async function askAboutHang(): Promise<void> {
    log.warn('page.hangs');
    isDialogOpen = true;
    const hangEnd = new AbortController();
    const closeDialog = () => hangEnd.abort();
    window.once('responsive', closeDialog);
    webContents.once('render-process-gone', closeDialog);
    const answer = await dialogs.waitOrReload(window, hangEnd.signal);
    isDialogOpen = false;
    window.off('responsive', closeDialog);
    webContents.off('render-process-gone', closeDialog);
    // A renderer in an endless loop can't reload. If main crashes its process instead, the handler of
    // `render-process-gone` reloads the page
    // (https://www.electronjs.org/docs/latest/api/web-contents#contentsforcefullycrashrenderer).
    if (answer === 'reload' && !hangEnd.signal.aborted && !window.isDestroyed()) {
      webContents.forcefullyCrashRenderer();
    }
  }
}
