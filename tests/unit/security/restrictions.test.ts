import type { Session, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import {
  cutOffNetwork,
  denyPermissions,
  fetchNoDictionaries,
  restrictPage,
} from '../../../electron/security/restrictions';

type Listener = (event: {
  preventDefault: () => void;
  url?: string;
  isMainFrame?: boolean;
}) => void;

/** Restricts a page, and tells whether an event is then prevented. */
function restricted() {
  const listeners = new Map<string, Listener>();
  const setWindowOpenHandler = vi.fn<(handler: () => unknown) => void>();
  const setWebRTCIPHandlingPolicy = vi.fn<(policy: string) => void>();
  const contents = {
    setWebRTCIPHandlingPolicy,
    on: (event: string, listener: Listener) => listeners.set(event, listener),
    setWindowOpenHandler,
  };
  restrictPage(contents as unknown as WebContents, (url) => url.startsWith('app://inspector/'));
  const isPrevented = (event: string, details: { url?: string; isMainFrame?: boolean } = {}) => {
    const preventDefault = vi.fn();
    listeners.get(event)?.({ preventDefault, ...details });
    return preventDefault.mock.calls.length > 0;
  };
  return { isPrevented, setWebRTCIPHandlingPolicy, setWindowOpenHandler };
}

describe('a page', () => {
  const { isPrevented, setWebRTCIPHandlingPolicy, setWindowOpenHandler } = restricted();

  it('may load itself again, and goes nowhere else', () => {
    const goes = (url: string, isMainFrame: boolean) =>
      !isPrevented('will-frame-navigate', { url, isMainFrame });
    expect(goes('app://inspector/index.html', true)).toBe(true);
    expect(goes('app://inspector/index.html', false)).toBe(false);
    expect(goes('https://example.com/', true)).toBe(false);
    expect(goes('file:///etc/passwd', true)).toBe(false);
  });

  it('follows no redirect and holds no webview', () => {
    expect(isPrevented('will-redirect')).toBe(true);
    expect(isPrevented('will-attach-webview')).toBe(true);
  });

  it('reaches nobody by WebRTC, which no content policy covers', () => {
    expect(setWebRTCIPHandlingPolicy).toHaveBeenCalledExactlyOnceWith('disable_non_proxied_udp');
  });

  it('opens no window', () => {
    expect(setWindowOpenHandler.mock.calls[0]?.[0]()).toEqual({ action: 'deny' });
  });
});

it('every permission is denied, asked for or looked up', () => {
  const set = {
    setPermissionRequestHandler: vi.fn<(handler: (...asked: unknown[]) => void) => void>(),
    setPermissionCheckHandler: vi.fn<(handler: () => boolean) => void>(),
    setDevicePermissionHandler: vi.fn<(handler: () => boolean) => void>(),
  };
  denyPermissions(set as unknown as Session);
  const callback = vi.fn();
  set.setPermissionRequestHandler.mock.calls[0]?.[0](null, 'clipboard-read', callback);
  expect(callback).toHaveBeenCalledExactlyOnceWith(false);
  expect(set.setPermissionCheckHandler.mock.calls[0]?.[0]()).toBe(false);
  expect(set.setDevicePermissionHandler.mock.calls[0]?.[0]()).toBe(false);
});

it('the page’s session reaches nobody, this computer included', async () => {
  const setProxy = vi.fn<(config: Electron.ProxyConfig) => Promise<void>>(() => Promise.resolve());
  await cutOffNetwork({ setProxy } as unknown as Session);
  expect(setProxy).toHaveBeenCalledExactlyOnceWith({
    mode: 'fixed_servers',
    proxyRules: 'socks5://0.0.0.0:1',
    proxyBypassRules: '<-loopback>',
  });
});

it('a session fetches no dictionary', () => {
  const setSpellCheckerLanguages = vi.fn<(languages: string[]) => void>();
  fetchNoDictionaries({ setSpellCheckerLanguages } as unknown as Session);
  expect(setSpellCheckerLanguages).toHaveBeenCalledExactlyOnceWith([]);
});
