import { Readable } from 'node:stream';
import type {
  ClientRequest,
  ClientRequestConstructorOptions,
  IncomingMessage,
  Session,
} from 'electron';
import { ProxyPasswordNeeded, type ProxyPasswords } from './proxy-passwords';

type SessionFetchDeps = {
  /** The session, with its proxy set. */
  readonly session: () => Promise<Session>;
  /** `net.request` */
  readonly request: (options: ClientRequestConstructorOptions) => ClientRequest;
  readonly passwords: Pick<ProxyPasswords, 'read' | 'refuse' | 'accept' | 'refusals'>;
};

/** The proxy script could not be had, or made no sense. */
const scriptTrouble = /net::ERR_(MANDATORY_PROXY_CONFIGURATION|PAC_SCRIPT)_FAILED/;

/** Answers without a body: https://fetch.spec.whatwg.org/#null-body-status. Those below 200 never come out of Chromium. */
const statusesWithoutBody = [204, 205, 304];

/**
 * A `fetch` without cookies, cache and referrer, for requests without a body, that tells a proxy a person's name and
 * password. Electron's own `session.fetch` gives nobody a chance to: https://github.com/electron/electron/issues/44249
 *
 * @throws ProxyPasswordNeeded where a proxy wants what nobody has given yet
 */
export function createFetch({
  session,
  request,
  passwords,
}: SessionFetchDeps): typeof globalThis.fetch {
  let isScriptMissing = false;

  return async (input, init) => {
    const { url, method, headers, redirect } = new Request(input, init);
    // Not that Request's signal: it would stop following the caller's once the Request is collected.
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    const opened = await session();
    // Chromium itself would wait for minutes before it asks for the script again.
    if (isScriptMissing) {
      isScriptMissing = false;
      await opened.forceReloadProxyConfig();
    }
    signal?.throwIfAborted();

    return new Promise((resolve, reject) => {
      const asking = request({
        session: opened,
        url,
        method,
        redirect,
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      });
      headers.forEach((value, name) => asking.setHeader(name, value));
      signal?.addEventListener(
        'abort',
        () => {
          asking.abort();
          reject(signal.reason as Error);
        },
        { once: true },
      );
      let told: string | null = null;
      asking.on('login', ({ isProxy, host, port }, answer) => {
        // A server's question is answered by nobody: the app has an API key for it and nothing else.
        if (!isProxy) {
          answer();
          return;
        }
        const proxy = `${host}:${port}`;
        if (told === proxy) passwords.refuse(proxy);
        told = proxy;
        void passwords.read(proxy).then((login) => {
          if (login !== null) answer(login.name, login.password);
          else {
            reject(new ProxyPasswordNeeded(proxy, passwords.refusals(proxy)));
            asking.abort();
          }
        });
      });
      asking.on('response', (response) => {
        if (told !== null) passwords.accept(told);
        resolve(responseOf(response));
      });
      asking.on('error', (error) => {
        isScriptMissing = scriptTrouble.test(error.message);
        reject(error);
      });
      asking.end();
    });
  };
}

function responseOf(message: IncomingMessage): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers))
    headers.set(name, [value].flat().join(', '));
  const hasBody = !statusesWithoutBody.includes(message.statusCode);
  // Electron's type doesn't tell that its messages are streams of Node.
  const body = hasBody ? Readable.toWeb(message as unknown as Readable) : null;
  return new Response(body as ReadableStream | null, {
    status: message.statusCode,
    statusText: message.statusMessage,
    headers,
  });
}
