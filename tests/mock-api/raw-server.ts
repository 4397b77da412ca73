import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** A request as it came in, be it answered or not. */
export type RawRequest = {
  /** The last part of the path: the id that was asked for, still encoded. */
  readonly id: string;
  /** All lines of the head, from the request line on. */
  readonly lines: readonly string[];
  /** How often this id was asked for, this time included. */
  readonly asked: number;
};

/** What is said to a request: exactly these bytes, after which the connection is closed, or whatever is done with it. */
export type RawResponse = string | Buffer | ((socket: Socket, request: RawRequest) => void);

export type RawServer = {
  readonly port: number;
  /** Oldest first. */
  readonly requests: readonly RawRequest[];
  /** How many connections are open. */
  readonly open: () => number;
  /** How many there were so far, those that are open included. */
  readonly accepted: () => number;
  stop(): Promise<void>;
};

/**
 * Starts a server on loopback that speaks HTTP no better than it is told to.
 *
 * @param says what it says to a request; nothing, where it is undefined
 * @param tls speaks TLS first
 */
export async function startRawServer(
  says: (request: RawRequest) => RawResponse | undefined,
  tls?: TlsOptions,
): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  let accepted = 0;
  const listen = (socket: Socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A client that turns away in the middle is what many tests are about.
    socket.on('error', () => undefined);
    let head = '';
    socket.on('data', (data) => {
      head += data.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const lines = head.slice(0, end).split('\r\n');
      head = head.slice(end + 4);
      const id = /\/([^/ ]*) HTTP/.exec(lines[0] ?? '')?.[1] ?? '';
      const asked = requests.filter((request) => request.id === id).length + 1;
      const request = { id, lines, asked };
      requests.push(request);
      const said = says(request);
      if (typeof said === 'function') said(socket, request);
      else if (said !== undefined) socket.end(said);
    });
  };
  const server = tls === undefined ? createServer(listen) : createTlsServer(tls, listen);
  // A client that turns down the certificate turns away before there is a connection.
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    open: () => sockets.size,
    accepted: () => accepted,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** An answer of HTTP/1.1 with its body's true length, where no other is given. */
export function http(
  status: string,
  headers: readonly string[] = [],
  body: string | Buffer = '',
): Buffer {
  const length = headers.some((header) => /^(content-length|transfer-encoding):/i.test(header))
    ? []
    : [`content-length: ${Buffer.byteLength(body)}`];
  const head = [`HTTP/1.1 ${status}`, 'connection: close', ...length, ...headers, '', ''].join(
    '\r\n',
  );
  return Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)]);
}

/** A JSON text as an answer with status 200. */
export const json = (body: string | Buffer, headers: readonly string[] = []): Buffer =>
  http('200 OK', ['content-type: application/json', ...headers], body);
