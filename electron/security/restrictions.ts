import type { Session, WebContents } from 'electron';

/** Default deny for a window's page; the numbers are those of https://www.electronjs.org/docs/latest/tutorial/security. */
export function restrictPage(contents: WebContents, isOwnPage: (url: string) => boolean): void {
  // 12: no <webview>.
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // 13: the page stays where it is, in every frame.
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  // The content security policy doesn't cover WebRTC, which would be a way out of the page
  // (https://github.com/w3c/webappsec-csp/issues/92).
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  // 14: no second window.
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** 5: no permission for anything: the page copies through the main process and asks for nothing else. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/**
 * Takes the network away from the page's session, behind the content security policy, which WebRTC and a page that somebody
 * took over don't heed: everything goes to a proxy that isn't there, names are not resolved either. What the page is made
 * of comes over `app://`, which no proxy serves.
 */
export function cutOffNetwork(session: Session): Promise<void> {
  return session.setProxy({
    mode: 'fixed_servers',
    proxyRules: 'socks5://0.0.0.0:1',
    // Chromium leaves addresses of this computer out otherwise
    // (https://chromium.googlesource.com/chromium/src/+/HEAD/net/docs/proxy.md#overriding-the-implicit-bypass-rules).
    proxyBypassRules: '<-loopback>',
  });
}

/** Each session would get dictionaries from Google, also where no page has its spelling checked: https://github.com/electron/electron/issues/22995 */
export function fetchNoDictionaries(session: Session): void {
  session.setSpellCheckerLanguages([]);
}
