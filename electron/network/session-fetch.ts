import { Readable } from 'node:stream';
import type {
  ClientRequest,
  ClientRequestConstructorOptions,
  IncomingMessage,
  Session,
} from 'electron';
import { ProxyPasswordNeeded, type ProxyPasswords } from './proxy-passwords';

type SessionFetchDeps = {
  /** Resolves to the session once its proxy is set. */
  readonly session: () => Promise<Session>;
  /** `net.request` */
  readonly request: (options: ClientRequestConstructorOptions) => ClientRequest;
  readonly passwords: Pick<ProxyPasswords, 'read' | 'recordRefusal' | 'recordSuccess' | 'refusals'>;
};

/** Chromium could not download or run the proxy script (PAC). */
const proxyScriptError = /net::ERR_(MANDATORY_PROXY_CONFIGURATION|PAC_SCRIPT)_FAILED/;

/**
 * `Response` allows no body for these: https://fetch.spec.whatwg.org/#null-body-status. Chromium
 * handles the ones below 200 itself.
 */
const nullBodyStatuses = [204, 205, 304];

/**
 * Creates a `fetch` that can authenticate to a proxy, for requests without a body. It sends no
 * cookies and no referrer, and uses no cache. Electron's own `session.fetch` can't authenticate to
 * proxies: https://github.com/electron/electron/issues/44249
 *
 * @returns a `fetch` that rejects with `ProxyPasswordNeeded` if the proxy's credentials are not
 *   known
 */
export function createSessionFetch({
  session,
  request,
  passwords,
}: SessionFetchDeps): typeof globalThis.fetch {
  let hasProxyScriptFailed = false;

  return async (input, init) => {
    const { url, method, headers, redirect } = new Request(input, init);
    // The caller's signal, because the signal of a new Request stops following it once that Request
    // is garbage-collected.
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    const readySession = await session();
    // Otherwise Chromium waits for minutes before it downloads the script again.
    if (hasProxyScriptFailed) {
      hasProxyScriptFailed = false;
      await readySession.forceReloadProxyConfig();
    }
    signal?.throwIfAborted();

    return new Promise((resolve, reject) => {
      const clientRequest = request({
        session: readySession,
        url,
        method,
        redirect,
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      });
      headers.forEach((value, name) => clientRequest.setHeader(name, value));
      signal?.addEventListener(
        'abort',
        () => {
          clientRequest.abort();
          reject(signal.reason as Error);
        },
        { once: true },
      );
      /** The proxy that got credentials for this request. */
      let answeredProxy: string | null = null;
      clientRequest.on('login', ({ isProxy, host, port }, answer) => {
        // Servers get no credentials this way. The API key is a request header.
        if (!isProxy) {
          answer();
          return;
        }
        const proxy = `${host}:${port}`;
        if (answeredProxy === proxy) passwords.recordRefusal(proxy);
        answeredProxy = proxy;
        void passwords.read(proxy).then((login) => {
          if (login !== null) answer(login.name, login.password);
          else {
            reject(new ProxyPasswordNeeded(proxy, passwords.refusals(proxy)));
            clientRequest.abort();
          }
        });
      });
      clientRequest.on('response', (response) => {
        if (answeredProxy !== null) passwords.recordSuccess(answeredProxy);
        resolve(responseOf(response));
      });
      clientRequest.on('error', (error) => {
        hasProxyScriptFailed = proxyScriptError.test(error.message);
        reject(error);
      });
      clientRequest.end();
    });
  };
}

function responseOf(message: IncomingMessage): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers))
    headers.set(name, [value].flat().join(', '));
  const hasBody = !nullBodyStatuses.includes(message.statusCode);
  // At runtime Electron's IncomingMessage is a Node stream; its type doesn't say so.
  const body = hasBody ? Readable.toWeb(message as unknown as Readable) : null;
  return new Response(body as ReadableStream | null, {
    status: message.statusCode,
    statusText: message.statusMessage,
    headers,
  });
}
