import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** A request as the server received it. */
export type RawRequest = {
  /** The last segment of the path: the requested id, still percent-encoded. */
  readonly id: string;
  /** The request line and the headers. */
  readonly lines: readonly string[];
  /** The number of requests for this id, including this one. */
  readonly asked: number;
};

/** The exact bytes to send before the connection is closed, or a function that uses the socket. */
export type RawResponse = string | Buffer | ((socket: Socket, request: RawRequest) => void);

export type RawServer = {
  readonly port: number;
  /** Oldest first. */
  readonly requests: readonly RawRequest[];
  /** The number of open connections. */
  readonly open: () => number;
  /** The number of connections so far, including open ones. */
  readonly accepted: () => number;
  stop(): Promise<void>;
};

/**
 * Starts a TCP server on loopback that sends any bytes, valid HTTP or not.
 *
 * @param respond the response to a request; undefined leaves the connection open and silent
 * @param tls serves TLS
 */
export async function startRawServer(
  respond: (request: RawRequest) => RawResponse | undefined,
  tls?: TlsOptions,
): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  let accepted = 0;
  const listen = (socket: Socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // In many tests the client closes the connection early, which is not a failure of the server.
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
      const response = respond(request);
      if (typeof response === 'function') response(socket, request);
      else if (response !== undefined) socket.end(response);
    });
  };
  const server = tls === undefined ? createServer(listen) : createTlsServer(tls, listen);
  // A client that rejects the certificate closes the connection during the handshake.
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

/** An HTTP/1.1 response. Without a length among the headers it states the body's length. */
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

/** A response with status 200 and a JSON body. */
export const json = (body: string | Buffer, headers: readonly string[] = []): Buffer =>
  http('200 OK', ['content-type: application/json', ...headers], body);
