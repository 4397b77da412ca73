import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { selfSignedCertificate } from './self-signed-certificate';

/** A request as the server received it. */
export type RecordedRequest = {
  readonly method: string;
  /** The request target before decoding, such as `/v1/user/usr%20x`. */
  readonly rawPath: string;
  /** The names are in lower case. */
  readonly headers: IncomingHttpHeaders;
  /** Milliseconds since 1970. */
  readonly at: number;
};

export type Certificate = { readonly key: string; readonly cert: string };

/** Copies what tests check of a request. */
export function recordRequest(request: Parameters<RequestListener>[0]): RecordedRequest {
  return {
    method: request.method ?? '',
    rawPath: request.url ?? '',
    headers: request.headers,
    at: Date.now(),
  };
}

/**
 * Creates a server on a free port of 127.0.0.1. `stop` closes all of its connections, and `start`
 * reuses the port.
 *
 * @param tls serves HTTPS, with an untrusted certificate or with the given one
 */
export function loopbackServer(listener: RequestListener, tls: boolean | Certificate = false) {
  const certificate = tls === true ? selfSignedCertificate : tls;
  const server = certificate ? createTlsServer(certificate, listener) : createServer(listener);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  let port = 0;
  return {
    server,
    port: () => port,
    async start() {
      if (server.listening) return;
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      ({ port } = server.address() as AddressInfo);
    },
    async stop() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
