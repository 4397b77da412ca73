import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import icon from '../../build/icons/png/128x128.png?asset';
import { pageUrl } from '../security/app-protocol';
import { restrictPage } from '../security/restrictions';
import { fitBounds, minSize, type WindowPlace } from './window-place';
import { zoomWithKeys } from './zoom';

/** While developing, the page comes from Vite's server (electron-vite sets the variable); a build holds no trace of it. */
const developmentUrl = import.meta.env.DEV ? process.env.ELECTRON_RENDERER_URL : undefined;

const isOwnPage = (url: string) =>
  URL.canParse(url) && originOf(url) === originOf(developmentUrl ?? pageUrl);

/** Chromium's idea of an origin; Node's URL gives schemes of our own the origin `null`. */
function originOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

/** The colours of renderer/ui/tokens.css's page, so that no white frame comes before the first paint. */
const backgroundColor = () => (nativeTheme.shouldUseDarkColors ? '#16181c' : '#f4f4f1');

/**
 * The app's one window. It appears when its page is painted, not before.
 *
 * @param place where it was left
 */
export function openWindow(place: WindowPlace | null): BrowserWindow {
  const window = new BrowserWindow({
    width: 1180,
    height: 800,
    ...boundsOf(place),
    minWidth: minSize.width,
    minHeight: minSize.height,
    show: false,
    backgroundColor: backgroundColor(),
    autoHideMenuBar: true,
    // Elsewhere it is in the program; on Linux a desktop entry has one, which an unpacked archive is without.
    ...(process.platform === 'linux' && { icon }),
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      v8CacheOptions: 'bypassHeatCheck',
    },
  });
  restrictPage(window.webContents, isOwnPage);
  zoomWithKeys(window.webContents);
  const followTheme = () => window.setBackgroundColor(backgroundColor());
  nativeTheme.on('updated', followTheme);
  window.once('closed', () => nativeTheme.off('updated', followTheme));
  window.once('ready-to-show', () => {
    if (place?.isMaximized) window.maximize();
    window.show();
  });
  void window.loadURL(developmentUrl ?? pageUrl);
  return window;
}

function boundsOf(place: WindowPlace | null): Electron.Rectangle | null {
  if (place === null) return null;
  return fitBounds(
    place,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
}

/** Whether a call comes from the top frame of this window, showing our page. */
export function isPageOf(
  window: BrowserWindow | null,
  frame: Electron.WebFrameMain | null,
): boolean {
  return (
    window !== null &&
    !window.isDestroyed() &&
    frame !== null &&
    frame === window.webContents.mainFrame &&
    isOwnPage(frame.url)
  );
}
