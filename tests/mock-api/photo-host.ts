import type { ServerResponse } from 'node:http';
import { crc32, deflateSync } from 'node:zlib';
import { loopbackServer, recordRequest, type RecordedRequest } from './loopback-server';

/** A PNG of 2 × 2 pixels. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEklEQVR4nGOQit8iFb+FAUIBAB6SBLXTLb0SAAAAAElFTkSuQmCC',
  'base64',
);

const signInPage = '<!doctype html><html><body><h1>Sign in</h1></body></html>';
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"><script>alert(1)</script></svg>';

const sendPicture = (response: ServerResponse, bytes: Buffer | string, type = 'image/png') =>
  void response
    .writeHead(200, {
      'content-type': type,
      'set-cookie': 'tracker=should-never-come-back; Path=/',
    })
    .end(bytes);

/** How the host responds, by path. */
const pictures: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/photo.png': (response) => sendPicture(response, png),
  '/another.png': (response) => sendPicture(response, png),
  // The app decides by the bytes, not by the name or the type.
  '/photo.txt': (response) => sendPicture(response, png, 'text/plain'),
  '/as-large-as-allowed.png': (response) =>
    sendPicture(response, Buffer.concat([png, Buffer.alloc(2 * 1024 * 1024 - png.length)])),
  '/too-large.png': (response) =>
    sendPicture(response, Buffer.concat([png, Buffer.alloc(2 * 1024 * 1024 + 1 - png.length)])),
  // Its body never ends.
  '/endless.png': (response) => {
    response.writeHead(200, { 'content-type': 'image/png' });
    const chunk = Buffer.alloc(64 * 1024);
    const pour = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', pour).write(png, pour);
  },
  '/slow-headers.png': () => undefined,
  '/slow-body.png': (response) =>
    void response.writeHead(200, { 'content-length': png.length }).write(png.subarray(0, 20)),
  '/cut-off.png': (response) =>
    void response
      .writeHead(200, { 'content-length': png.length })
      .write(png.subarray(0, 20), () => response.destroy()),
  '/sign-in.png': (response) => sendPicture(response, signInPage),
  '/photo.svg': (response) => sendPicture(response, svg, 'image/svg+xml'),
  '/svg.png': (response) => sendPicture(response, svg),
  '/empty.png': (response) => sendPicture(response, ''),
  '/moved.png': (response) => void response.writeHead(302, { location: '/photo.png' }).end(),
  '/missing.png': (response) =>
    void response.writeHead(404, { 'content-type': 'image/png' }).end(png),
  // A file of 50 kB whose pixels take 1.5 GB.
  '/bomb.png': (response) => sendPicture(response, greyPng(20_000, 20_000)),
  // A valid header without valid pixels.
  '/damaged.png': (response) =>
    sendPicture(response, Buffer.concat([png.subarray(0, 33), Buffer.alloc(99)])),
};

/** A black image with one bit per pixel. */
function greyPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const chunk = (type: string, data: Uint8Array) => {
    const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
    const content = Buffer.concat([Buffer.from(type), data]);
    length.writeUInt32BE(data.length);
    checksum.writeUInt32BE(crc32(content));
    return Buffer.concat([length, content, checksum]);
  };
  const rows = Buffer.alloc((1 + Math.ceil(width / 8)) * height);
  return Buffer.concat([
    png.subarray(0, 8),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export type PhotoHost = {
  readonly port: number;
  /** All requests, oldest first. */
  readonly requests: readonly RecordedRequest[];
  stop(): Promise<void>;
};

/**
 * Starts a host of profile pictures on loopback.
 *
 * @param tls serves HTTPS with an untrusted certificate
 */
export async function startPhotoHost(tls = false): Promise<PhotoHost> {
  const requests: RecordedRequest[] = [];
  const server = loopbackServer((request, response) => {
    requests.push(recordRequest(request));
    pictures[request.url ?? '']?.(response);
  }, tls);
  await server.start();
  return { port: server.port(), requests, stop: () => server.stop() };
}
