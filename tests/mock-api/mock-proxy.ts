import type { IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { loopbackServer } from './loopback-server';

/** The user name and password for Basic authentication. */
export type ProxyLogin = { readonly name: string; readonly password: string };

export type MockProxy = {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  /** The URL of a PAC script that sends every request through this proxy. */
  readonly scriptUrl: string;
  /** The target of each request, oldest first: `host:port` for tunnels, a URL for plain HTTP. */
  readonly targets: string[];
  /**
   * The `Proxy-Authorization` header of each request, in the order of `targets`; null if it was
   * missing.
   */
  readonly logins: (string | null)[];
  /** The number of times that the PAC script was fetched. */
  readonly scriptFetches: () => number;
  /** All bytes that clients sent, including those inside tunnels. */
  seen(): Buffer;
  /** The login that the proxy demands; null for none. */
  login: ProxyLogin | null;
  stop(): Promise<void>;
  /** Listens again on the same port. */
  start(): Promise<void>;
};

/**
 * Starts a proxy on loopback and a server with its PAC script. The proxy resolves every host name
 * to 127.0.0.1.
 *
 * @param login the login that the proxy demands; null for none
 */
export async function startProxy(login: ProxyLogin | null = null): Promise<MockProxy> {
  const seen: Buffer[] = [];
  let scriptFetches = 0;

  const isAuthorized = (request: IncomingMessage) => {
    const authorization = request.headers['proxy-authorization'] ?? null;
    proxy.targets.push(request.url ?? '');
    proxy.logins.push(authorization);
    return proxy.login === null || authorization === basicAuthorization(proxy.login);
  };

  const server = loopbackServer((request, response) => {
    if (isAuthorized(request)) response.writeHead(502).end();
    else response.writeHead(407, { 'proxy-authenticate': 'Basic realm="Example network"' }).end();
  });
  server.server.on('connection', (socket: Socket) =>
    socket.on('data', (bytes) => seen.push(bytes)),
  );
  server.server.on('connect', (request: IncomingMessage, client: Socket) => {
    client.on('error', () => undefined);
    if (!isAuthorized(request)) {
      client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\n' +
          'Proxy-Authenticate: Basic realm="Example network"\r\nContent-Length: 0\r\n\r\n',
      );
      return;
    }
    const upstream = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1');
    upstream.on('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
    upstream.on('connect', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      // The HTTP parser no longer reads this socket, so the bytes in the tunnel are collected here.
      client.on('data', (bytes) => seen.push(bytes));
      client.pipe(upstream).pipe(client);
    });
    client.on('close', () => upstream.destroy());
  });

  const scripts = loopbackServer((_request, response) => {
    scriptFetches += 1;
    response
      .writeHead(200, { 'content-type': 'application/x-ns-proxy-autoconfig' })
      .end(`function FindProxyForURL(url, host) { return "PROXY ${proxy.address}"; }`);
  });

  await server.start();
  await scripts.start();
  const proxy: MockProxy = {
    address: `127.0.0.1:${server.port()}`,
    scriptUrl: `http://127.0.0.1:${scripts.port()}/proxy.pac`,
    targets: [],
    logins: [],
    scriptFetches: () => scriptFetches,
    seen: () => Buffer.concat(seen),
    login,
    stop: async () => {
      await Promise.all([server.stop(), scripts.stop()]);
    },
    start: async () => {
      await Promise.all([server.start(), scripts.start()]);
    },
  };
  return proxy;
}

/** The header value of Basic authentication. */
export const basicAuthorization = ({ name, password }: ProxyLogin) =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
