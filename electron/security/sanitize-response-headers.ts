import type { Session } from 'electron';

/** A token of RFC 9110: https://www.rfc-editor.org/rfc/rfc9110#name-tokens */
const validName = /^[\w!#$%&'*+.^`|~-]+$/;
const validValue = /^[\t\x20-\x7E]*$/;

/**
 * Removes everything from the head of a response that the constructor of `Response` rejects.
 * Electron's `net` module emits the response in an event, so an exception there can't be caught by
 * the caller.
 */
export function sanitizeResponseHeaders(session: Session): void {
  session.webRequest.onHeadersReceived(({ statusCode, responseHeaders = {} }, callback) => {
    // https://fetch.spec.whatwg.org/#dom-response
    if (statusCode < 200 || statusCode > 599) {
      callback({ cancel: true });
      return;
    }
    const valid = Object.entries(responseHeaders).flatMap(([name, values]) => {
      const kept = values.filter((value) => validValue.test(value));
      return validName.test(name) && kept.length > 0 ? [[name, kept] as const] : [];
    });
    callback({ statusLine: `HTTP/1.1 ${statusCode}`, responseHeaders: Object.fromEntries(valid) });
  });
}
