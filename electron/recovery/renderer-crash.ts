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

/** A page that is lost that often in a minute would be lost for ever. */
const mostInAMinute = 3;

/** Brings a page back whose process crashed or was killed, and asks about one that hangs. */
export function recoverFromCrashes(
  window: BrowserWindow,
  { dialogs, sessionRestore, log }: RendererCrashDeps,
): void {
  const { webContents } = window;
  let losses: number[] = [];
  let isAsked = false;

  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error('page.lost', { reason, exitCode });
    const now = Date.now();
    losses = [...losses.filter((at) => now - at < minuteMs), now];
    sessionRestore.rendererCrashed(losses.length === 1);
    if (losses.length < mostInAMinute) webContents.reload();
    else void restartOrQuit();
  });

  async function restartOrQuit(): Promise<void> {
    if ((await dialogs.restartOrQuit('page', window)) === 'restart') app.relaunch();
    app.quit();
  }

  window.on('unresponsive', () => {
    if (!isAsked) void askAboutHang();
  });

  async function askAboutHang(): Promise<void> {
    log.warn('page.hangs');
    isAsked = true;
    const hang = new AbortController();
    const end = () => hang.abort();
    window.once('responsive', end);
    webContents.once('render-process-gone', end);
    const answer = await dialogs.waitOrReload(window, hang.signal);
    isAsked = false;
    window.off('responsive', end);
    webContents.off('render-process-gone', end);
    // A page in an endless loop takes no reload; the one that comes after its process does
    // (https://www.electronjs.org/docs/latest/api/web-contents#contentsforcefullycrashrenderer).
    if (answer === 'reload' && !hang.signal.aborted && !window.isDestroyed()) {
      webContents.forcefullyCrashRenderer();
    }
  }
}
