import type { Session, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import {
  blockNetwork,
  denyPermissions,
  disableDictionaryDownloads,
  restrictPage,
} from '../../../electron/security/restrictions';

type Listener = (event: {
  preventDefault: () => void;
  url?: string;
  isMainFrame?: boolean;
}) => void;

/**
 * Restricts fake web contents. `isPrevented` emits an event and returns whether it was prevented.
 */
function restrictFakePage() {
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
  const { isPrevented, setWebRTCIPHandlingPolicy, setWindowOpenHandler } = restrictFakePage();

  it('may reload itself, and navigate nowhere else', () => {
    const mayNavigate = (url: string, isMainFrame: boolean) =>
      !isPrevented('will-frame-navigate', { url, isMainFrame });
    expect(mayNavigate('app://inspector/index.html', true)).toBe(true);
    expect(mayNavigate('app://inspector/index.html', false)).toBe(false);
    expect(mayNavigate('https://example.com/', true)).toBe(false);
    expect(mayNavigate('file:///etc/passwd', true)).toBe(false);
  });

  it('follows no redirect and attaches no webview', () => {
    expect(isPrevented('will-redirect')).toBe(true);
    expect(isPrevented('will-attach-webview')).toBe(true);
  });

  it('has no WebRTC connections outside the proxy', () => {
    expect(setWebRTCIPHandlingPolicy).toHaveBeenCalledExactlyOnceWith('disable_non_proxied_udp');
  });

  it('opens no windows', () => {
    expect(setWindowOpenHandler.mock.calls[0]?.[0]()).toEqual({ action: 'deny' });
  });
});

it('permission requests and permission checks are denied', () => {
  const session = {
    setPermissionRequestHandler: vi.fn<(handler: (...asked: unknown[]) => void) => void>(),
    setPermissionCheckHandler: vi.fn<(handler: () => boolean) => void>(),
    setDevicePermissionHandler: vi.fn<(handler: () => boolean) => void>(),
  };
  denyPermissions(session as unknown as Session);
  const callback = vi.fn();
  session.setPermissionRequestHandler.mock.calls[0]?.[0](null, 'clipboard-read', callback);
  expect(callback).toHaveBeenCalledExactlyOnceWith(false);
  expect(session.setPermissionCheckHandler.mock.calls[0]?.[0]()).toBe(false);
  expect(session.setDevicePermissionHandler.mock.calls[0]?.[0]()).toBe(false);
});

it('the renderer’s session has no network, loopback included', async () => {
  const setProxy = vi.fn<(config: Electron.ProxyConfig) => Promise<void>>(() => Promise.resolve());
  await blockNetwork({ setProxy } as unknown as Session);
  expect(setProxy).toHaveBeenCalledExactlyOnceWith({
    mode: 'fixed_servers',
    proxyRules: 'socks5://0.0.0.0:1',
    proxyBypassRules: '<-loopback>',
  });
});

it('a session downloads no dictionaries', () => {
  const setSpellCheckerLanguages = vi.fn<(languages: string[]) => void>();
  disableDictionaryDownloads({ setSpellCheckerLanguages } as unknown as Session);
  expect(setSpellCheckerLanguages).toHaveBeenCalledExactlyOnceWith([]);
});
