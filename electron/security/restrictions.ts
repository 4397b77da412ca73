import type { Session, WebContents } from 'electron';

/**
 * Denies a renderer everything that it doesn't need. The numbers are the recommendations of
 * https://www.electronjs.org/docs/latest/tutorial/security
 */
export function restrictPage(contents: WebContents, isOwnPage: (url: string) => boolean): void {
  // 12: no <webview>.
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // 13: no navigation in any frame, except that the page may reload itself.
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  // The content security policy doesn't cover WebRTC, through which a page could send data out
  // (https://github.com/w3c/webappsec-csp/issues/92).
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  // 14: no second window.
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** 5: denies all permissions. The renderer writes to the clipboard through the main process. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/**
 * Blocks the network for the renderer's session: all requests go to a proxy that doesn't exist, and
 * SOCKS5 leaves DNS to the proxy. A second line of defence behind the content security policy,
 * which covers neither WebRTC nor a compromised renderer. The app's own files come over `app://`,
 * which needs no proxy.
 */
export function blockNetwork(session: Session): Promise<void> {
  return session.setProxy({
    mode: 'fixed_servers',
    proxyRules: 'socks5://0.0.0.0:1',
    // By default Chromium uses no proxy for loopback addresses
    // (https://chromium.googlesource.com/chromium/src/+/HEAD/net/docs/proxy.md#overriding-the-implicit-bypass-rules).
    proxyBypassRules: '<-loopback>',
  });
}

/**
 * Otherwise each session downloads spelling dictionaries from Google, even if `spellcheck` is off:
 * https://github.com/electron/electron/issues/22995
 */
export function disableDictionaryDownloads(session: Session): void {
  session.setSpellCheckerLanguages([]);
}
