import { app, type BrowserWindow } from 'electron';
import type { Log } from '../diagnostics/log';
import type { Questions } from './questions';
import type { WhatWasOpen } from './what-was-open';

type Parts = {
  readonly questions: Questions;
  readonly whatWasOpen: Pick<WhatWasOpen, 'pageIsLost'>;
  readonly log: Log;
};

const minuteMs = 60_000;

/** A page that is lost that often in a minute would be lost for ever. */
const mostInAMinute = 3;

/** Brings a page back whose process crashed or was killed, and asks about one that hangs. */
export function bringPageBack(window: BrowserWindow, { questions, whatWasOpen, log }: Parts): void {
  const { webContents } = window;
  let losses: number[] = [];
  let isAsked = false;

  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error('page.lost', { reason, exitCode });
    const now = Date.now();
    losses = [...losses.filter((at) => now - at < minuteMs), now];
    whatWasOpen.pageIsLost(losses.length === 1);
    if (losses.length < mostInAMinute) webContents.reload();
    else void restartOrQuit();
  });

  async function restartOrQuit(): Promise<void> {
    if ((await questions.restartOrQuit('page', window)) === 'restart') app.relaunch();
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
    const answer = await questions.waitOrReload(window, hang.signal);
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
