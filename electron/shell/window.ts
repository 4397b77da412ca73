import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import icon from '../../build/icons/png/128x128.png?asset';
import { pageUrl } from '../security/app-protocol';
import { restrictPage } from '../security/restrictions';
import { fitBounds, minSize, type WindowPlace } from './window-place';
import { zoomWithKeys } from './zoom';

/**
 * In development the renderer comes from Vite's server; electron-vite sets the variable. Undefined
 * in a build.
 */
const developmentUrl = import.meta.env.DEV ? process.env.ELECTRON_RENDERER_URL : undefined;

const isOwnPage = (url: string) =>
  URL.canParse(url) && originOf(url) === originOf(developmentUrl ?? pageUrl);

/** Chromium's definition of an origin. For custom schemes, `URL.origin` is the string `null`. */
function originOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

/** The page background of renderer/ui/tokens.css. Prevents a white flash before the first paint. */
const backgroundColor = () => (nativeTheme.shouldUseDarkColors ? '#16181c' : '#f4f4f1');

const paintLimitMs = 5_000;

/**
 * Opens the app's only window. Shows it after the first paint, or after a limit.
 *
 * @param place where the window was last time; null for the default place
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
    // On Windows and macOS the executable has the icon. On Linux the desktop entry has it, but an
    // unpacked archive has no desktop entry.
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
  const show = () => {
    clearTimeout(paintLimit);
    if (window.isDestroyed() || window.isVisible()) return;
    if (place?.isMaximized) window.maximize();
    window.show();
  };
  // Some compositors paint nothing for a window that isn't on the screen, so `ready-to-show` would
  // never come.
  const paintLimit = setTimeout(show, paintLimitMs);
  window.once('ready-to-show', show);
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

/** Whether a frame is the main frame of this window and shows the app's own page. */
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
