import { app, Menu, session, type BrowserWindow } from 'electron';
import type { Log } from './diagnostics/log';
import { noticeChannel, type Notice } from './ipc/command';
import type { Channel, Handlers } from './ipc/contract';
import { handle } from './ipc/handle';
import { linkAmong } from './links/user-link';
import type { Photos } from './photo/photos';
import { bringPageBack } from './recovery/lost-page';
import { endOnUncaughtErrors } from './recovery/main-errors';
import type { Questions } from './recovery/questions';
import type { WhatWasOpen } from './recovery/what-was-open';
import { declareAppScheme, serveApp } from './security/app-protocol';
import { cutOffNetwork, denyPermissions, fetchNoDictionaries } from './security/restrictions';
import { isPageOf, openWindow } from './window';
import { readPlace, rememberPlace } from './window-place';

type Prepared = {
  readonly handlers: Handlers;
  /** Is given each link that the system hands to the app. */
  readonly openLink: (link: string) => void;
  /** What the page shows besides its own files. */
  readonly photos: Photos;
  /** What is asked when something went wrong that the page can't tell. */
  readonly questions: Questions;
  readonly whatWasOpen: WhatWasOpen;
  /** What the window gets when it is on the screen. */
  readonly equip: (window: BrowserWindow) => void;
  /** What has to be done before the app ends; can't wait for anything. */
  readonly finish: () => void;
};

type Parts = {
  readonly log: Log;
  /** The folder of the built page. */
  readonly page: string;
  /** The file that remembers where the window was. */
  readonly placeFile: string;
  /** What has to be known before the window opens; is given a way to tell the page something. */
  readonly prepare: (send: (notice: Notice) => void) => Prepared;
};

/** The order of start-up: what has to come before `ready`, what the first paint needs, and nothing more. */
export function startApp({ log, page, placeFile, prepare }: Parts): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  // As root on Linux, Chromium runs without its sandbox or not at all, and refuses both switches together
  // (https://crbug.com/638180). The page keeps its sandboxed preload either way: see window.ts.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  declareAppScheme();
  // Without this Electron builds a menu of its own, in English and before the first paint.
  Menu.setApplicationMenu(null);

  // Servers could have Chromium report addresses of requests, ids and all, to hosts of their choice
  // (https://www.w3.org/TR/network-error-logging/).
  app.commandLine.appendSwitch('disable-features', 'NetworkErrorLogging,Reporting');

  app.on('session-created', fetchNoDictionaries);

  let window: BrowserWindow | null = null;
  const open = () => {
    const opened = openWindow(readPlace(placeFile));
    bringPageBack(opened, { questions, whatWasOpen, log });
    opened.once('ready-to-show', () => {
      equip(opened);
      void rememberPlace(opened, placeFile);
    });
    opened.once('closed', () => (window = null));
    window = opened;
  };
  const show = () => {
    if (window === null) open();
    if (window?.isMinimized()) window.restore();
    window?.show();
    window?.focus();
  };

  const { handlers, photos, openLink, questions, whatWasOpen, equip, finish } = prepare((notice) =>
    window?.webContents.send(noticeChannel, notice),
  );
  const openLinkAmong = (args: readonly string[]) => {
    const link = linkAmong(args);
    if (link !== null) openLink(link);
  };
  openLinkAmong(process.argv);
  // macOS hands links over apart from the arguments, also before the app is ready.
  app.on('open-url', (event, link) => {
    event.preventDefault();
    openLink(link);
    if (app.isReady()) show();
  });

  endOnUncaughtErrors({ questions, window: () => window, finish, log });
  // Chromium starts them anew by itself.
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') log.warn('process.gone', { type, reason, exitCode });
  });
  void app.whenReady().then(() => {
    denyPermissions(session.defaultSession);
    // While developing, the page comes from Vite's server. The window need not wait: its page is not there as quickly.
    if (!import.meta.env.DEV)
      cutOffNetwork(session.defaultSession).catch(() => log.error('network.not-cut-off'));
    serveApp(page, photos);
    for (const channel of Object.keys(handlers) as Channel[]) {
      handle(channel, handlers[channel], (frame) => isPageOf(window, frame), log);
    }
    open();
    app.on('second-instance', (_event, args) => {
      openLinkAmong(args);
      show();
    });
    app.on('activate', show);
  });

  app.on('will-quit', finish);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
}
