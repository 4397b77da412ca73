import type { IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { loopbackServer } from './loopback-server';

/** A name and a password as Basic puts them into a header. */
export type ProxyLogin = { readonly name: string; readonly password: string };

export type MockProxy = {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  /** Where its script (PAC) lies: it sends everything through this proxy. */
  readonly scriptUrl: string;
  /** Where a client wanted to be connected, and for requests in plain http what they asked for; oldest first. */
  readonly targets: string[];
  /** The `Proxy-Authorization` headers that came, in the order of the targets; null where there was none. */
  readonly logins: (string | null)[];
  /** How often the script was fetched. */
  readonly scriptFetches: () => number;
  /** Everything that clients sent, the insides of tunnels too. */
  seen(): Buffer;
  /** Whom it lets through; null is everybody. */
  login: ProxyLogin | null;
  stop(): Promise<void>;
  /** Listens again, on the same port. */
  start(): Promise<void>;
};

/**
 * Starts a proxy on loopback, where every name leads to this computer, and a server with its script.
 *
 * @param login whom it lets through, where that is not everybody
 */
export async function startProxy(login: ProxyLogin | null = null): Promise<MockProxy> {
  const seen: Buffer[] = [];
  let scriptFetches = 0;

  const isLetThrough = (request: IncomingMessage) => {
    const told = request.headers['proxy-authorization'] ?? null;
    proxy.targets.push(request.url ?? '');
    proxy.logins.push(told);
    return proxy.login === null || told === basic(proxy.login);
  };

  const server = loopbackServer((request, response) => {
    if (isLetThrough(request)) response.writeHead(502).end();
    else response.writeHead(407, { 'proxy-authenticate': 'Basic realm="Example network"' }).end();
  });
  server.server.on('connection', (socket: Socket) =>
    socket.on('data', (bytes) => seen.push(bytes)),
  );
  server.server.on('connect', (request: IncomingMessage, client: Socket) => {
    client.on('error', () => undefined);
    if (!isLetThrough(request)) {
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
      // Once the head is read the parser lets go of the socket.
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

/** How a client says them. */
export const basic = ({ name, password }: ProxyLogin) =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
