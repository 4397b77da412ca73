import type { Session } from 'electron';

const plainName = /^[\w!#$%&'*+.^`|~-]+$/;
const plainValue = /^[\t\x20-\x7E]*$/;

/**
 * Has a session take from the head of an answer only what `fetch` has words for. A `Response` throws at any other
 * status, reason or header where nobody can catch it: the app stood still behind a dialog.
 */
export function sanitizeResponseHeaders(session: Session): void {
  session.webRequest.onHeadersReceived(({ statusCode, responseHeaders = {} }, answer) => {
    // https://fetch.spec.whatwg.org/#dom-response
    if (statusCode < 200 || statusCode > 599) {
      answer({ cancel: true });
      return;
    }
    const plain = Object.entries(responseHeaders).flatMap(([name, values]) => {
      const kept = values.filter((value) => plainValue.test(value));
      return plainName.test(name) && kept.length > 0 ? [[name, kept] as const] : [];
    });
    answer({ statusLine: `HTTP/1.1 ${statusCode}`, responseHeaders: Object.fromEntries(plain) });
  });
}
