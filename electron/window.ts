import { join } from 'node:path';
import { BrowserWindow, nativeTheme } from 'electron';
import { pageUrl } from './security/app-protocol';
import { restrictPage } from './security/restrictions';

/** While developing, the page comes from Vite's server (electron-vite sets the variable); a build holds no trace of it. */
const developmentUrl = import.meta.env.DEV ? process.env['ELECTRON_RENDERER_URL'] : undefined;

const isOwnPage = (url: string) => URL.canParse(url) && originOf(url) === originOf(developmentUrl ?? pageUrl);

/** Chromium's idea of an origin; Node's URL gives schemes of our own the origin `null`. */
function originOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

/** The colours of renderer/ui/tokens.css's page, so that no white frame comes before the first paint. */
const backgroundColor = () => (nativeTheme.shouldUseDarkColors ? '#17191d' : '#f6f6f4');

/** The app's one window. It appears when its page is painted, not before. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1120,
    height: 780,
    minWidth: 720,
    minHeight: 520,
    show: false,
    backgroundColor: backgroundColor(),
    autoHideMenuBar: true,
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
  const followTheme = () => window.setBackgroundColor(backgroundColor());
  nativeTheme.on('updated', followTheme);
  window.once('closed', () => nativeTheme.off('updated', followTheme));
  window.once('ready-to-show', () => window.show());
  void window.loadURL(developmentUrl ?? pageUrl);
  return window;
}

/** Whether a call comes from the top frame of this window, showing our page. */
export function isPageOf(window: BrowserWindow | null, frame: Electron.WebFrameMain | null): boolean {
  return (
    window !== null &&
    !window.isDestroyed() &&
    frame !== null &&
    frame === window.webContents.mainFrame &&
    isOwnPage(frame.url)
  );
}
