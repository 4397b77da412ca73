import { app, Menu, session, type BrowserWindow } from 'electron';
import type { Handlers } from '../contract/channels';
import type { Locale } from '../contract/locale';
import { noticeChannel, type Notice } from '../contract/notices';
import type { Log } from '../diagnostics/log';
import { handleAll } from '../ipc/handle';
import { findLink } from '../links/user-link';
import type { PhotoCache } from '../photo/photo-cache';
import type { RecoveryDialogs } from '../recovery/recovery-dialogs';
import { recoverFromCrashes } from '../recovery/renderer-crash';
import type { SessionRestore } from '../recovery/session-restore';
import { exitOnUncaughtErrors } from '../recovery/uncaught-errors';
import { declareAppScheme, serveApp } from '../security/app-protocol';
import {
  blockNetwork,
  denyPermissions,
  disableDictionaryDownloads,
} from '../security/restrictions';
import { usableTemporaryFolder } from './profile-folder';
import { isAnotherInstanceRunning, showObstacle } from './start-obstacle';
import { isPageOf, openWindow } from './window';
import { readPlace, rememberPlace } from './window-place';

/** The parts of the app other than its window. */
export type AppServices = {
  readonly handlers: Handlers;
  /** Receives each link that the system passes to the app. */
  readonly openLink: (link: string) => void;
  readonly photos: PhotoCache;
  readonly dialogs: RecoveryDialogs;
  readonly sessionRestore: SessionRestore;
  /** Adds the menus, once the window is on the screen. */
  readonly addMenus: (window: BrowserWindow) => void;
  /** Writes pending settings synchronously, before the app ends. */
  readonly flushSettings: () => void;
};

type StartAppDeps = {
  readonly log: Log;
  /** The folder of the profile. */
  readonly profileFolder: string;
  /** The language of messages before the settings are read. */
  readonly systemLocale: () => Locale;
  /** The folder of the built renderer. */
  readonly rendererFolder: string;
  /** The file with the window's position and size. */
  readonly placeFile: string;
  /** Creates what the window needs before it opens. `send` pushes a notice to the renderer. */
  readonly createServices: (send: (notice: Notice) => void) => AppServices;
};

/** Starts the app with only what must come before `ready` and what the first paint needs. */
export function startApp(deps: StartAppDeps): void {
  const { log, rendererFolder, placeFile, createServices } = deps;
  const temporaryFolder = usableTemporaryFolder(process.env['TMPDIR']);
  if (process.platform === 'linux' && temporaryFolder !== null)
    process.env['TMPDIR'] = temporaryFolder;
  if (!app.requestSingleInstanceLock()) {
    void endWithoutLock(deps, temporaryFolder);
    return;
  }
  configureChromium();

  let window: BrowserWindow | null = null;
  const services = createServices((notice) => window?.webContents.send(noticeChannel, notice));
  const { handlers, photos, openLink, dialogs, sessionRestore, addMenus, flushSettings } = services;

  const open = () => {
    const opened = openWindow(readPlace(placeFile));
    recoverFromCrashes(opened, { dialogs, sessionRestore, log });
    opened.once('ready-to-show', () => {
      addMenus(opened);
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

  receiveLinks(openLink, show);
  exitOnUncaughtErrors({ dialogs, window: () => window, flushSettings, log });
  // Chromium restarts these processes by itself.
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') log.warn('process.gone', { type, reason, exitCode });
  });
  void app.whenReady().then(() => {
    denyPermissions(session.defaultSession);
    // Not in development, where the renderer comes from Vite's server. The window need not wait for
    // it: the call takes less time than the page needs to load.
    if (!import.meta.env.DEV)
      blockNetwork(session.defaultSession).catch(() => log.error('network.not-cut-off'));
    serveApp(rendererFolder, photos);
    handleAll(handlers, (frame) => isPageOf(window, frame), log);
    open();
    app.on('activate', show);
  });

  app.on('will-quit', flushSettings);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
}

/** Ends quietly only if another instance runs, which now comes to the front. */
async function endWithoutLock(
  { profileFolder, systemLocale }: StartAppDeps,
  temporaryFolder: string | null,
): Promise<void> {
  if (await isAnotherInstanceRunning(profileFolder)) {
    app.quit();
    return;
  }
  await showObstacle(
    temporaryFolder === null
      ? { kind: 'no-temporary-folder' }
      : { kind: 'profile-unusable', folder: profileFolder },
    systemLocale(),
  );
}

/** What Chromium and Electron read before `ready`. */
function configureChromium(): void {
  // As root on Linux, Chromium runs without its sandbox or not at all, and rejects both switches
  // together (https://crbug.com/638180). The window keeps its sandboxed preload in any case: see
  // window.ts.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  declareAppScheme();
  // Without this call Electron builds a menu of its own, in English and before the first paint.
  Menu.setApplicationMenu(null);
  // Servers could have Chromium report the URLs of requests, ids included, to hosts of their choice
  // (https://www.w3.org/TR/network-error-logging/).
  app.commandLine.appendSwitch('disable-features', 'NetworkErrorLogging,Reporting');
  app.on('session-created', disableDictionaryDownloads);
}

/**
 * Passes on the links that the system opens, at the start of the app and while it runs.
 *
 * @param show brings the window to the front
 */
function receiveLinks(openLink: (link: string) => void, show: () => void): void {
  const openLinkAmong = (args: readonly string[]) => {
    const link = findLink(args);
    if (link !== null) openLink(link);
  };
  openLinkAmong(process.argv);
  // macOS passes links in this event instead of the command line, also before `ready`.
  app.on('open-url', (event, link) => {
    event.preventDefault();
    openLink(link);
    if (app.isReady()) show();
  });
  void app.whenReady().then(() =>
    app.on('second-instance', (_event, args) => {
      openLinkAmong(args);
      show();
    }),
  );
}
