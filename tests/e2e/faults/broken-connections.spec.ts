import { http, json, type RawResponse } from '../../mock-api/raw-server';
import { expect, lookUpWithEachFault, test, userJson, type Fault } from '../fixtures/faulty-server';

const brokeOff = 'The connection broke off';
const notHttp = 'Something else answered';
const tooLong = 'The server took too long';

const user = userJson('usr_fault_0');
const ok = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n';
const reset =
  (...before: (string | Buffer)[]): RawResponse =>
  (socket) => {
    if (before.length === 0) socket.resetAndDestroy();
    else
      socket.write(Buffer.concat(before.map((part) => Buffer.from(part))), () =>
        socket.resetAndDestroy(),
      );
  };
const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
const card = { card: 'Fine Person' };

const broken: readonly Fault[] = [
  { name: 'reset at once', response: reset(), shows: brokeOff, tries: 3 },
  { name: 'closed at once', response: (socket) => socket.end(), shows: brokeOff, tries: 3 },
  { name: 'reset within the status line', response: reset('HTTP/1.'), shows: brokeOff, tries: 3 },
  { name: 'reset within a header', response: reset(ok, 'x-request'), shows: brokeOff, tries: 3 },
  {
    name: 'reset within the body',
    response: reset(http('200 OK', ['content-length: 900'], user)),
    shows: brokeOff,
    tries: 3,
  },
  {
    name: 'closed within the body',
    response: http('200 OK', ['content-length: 900'], user),
    shows: brokeOff,
    tries: 3,
  },
  {
    name: 'one closed within the body, then a complete response',
    response: (socket, { asked }) =>
      void socket.end(
        asked === 1 ? http('200 OK', ['content-length: 900'], user) : json(userJson('usr_fault_6')),
      ),
    shows: card,
    tries: 2,
  },
  {
    name: 'closed within a chunk',
    response: `${ok}transfer-encoding: chunked\r\n\r\nff\r\n{"id":`,
    shows: brokeOff,
    tries: 3,
  },
  {
    name: 'no last chunk',
    response: `${ok}transfer-encoding: chunked\r\n\r\n${chunk(user)}`,
    shows: brokeOff,
    tries: 3,
  },
  {
    name: 'a chunk with an invalid length',
    response: `${ok}transfer-encoding: chunked\r\n\r\nxyz\r\n${user}`,
    shows: brokeOff,
  },
  {
    name: 'a length that is too short, followed by a second response',
    response: Buffer.concat([
      Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n${user}`),
      json(userJson('usr_smuggled')),
    ]),
    shows: notHttp,
  },
  {
    name: 'two content-length headers',
    response: http('200 OK', ['content-length: 9', 'content-length: 90'], user),
    shows: notHttp,
    problemText: 'sign-in page',
  },
  {
    name: 'a negative length',
    response: http('200 OK', ['content-length: -9'], user),
    shows: card,
  },
  { name: 'no HTTP', response: 'SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n', shows: notHttp },
  {
    name: 'the beginning of a TLS alert',
    response: Buffer.from('15030100020228', 'hex'),
    shows: notHttp,
  },
  {
    name: 'a zero byte in a header',
    response: http('200 OK', ['x-a: b\0c'], user),
    shows: notHttp,
  },
  {
    name: '300 KB of headers',
    response: http('200 OK', [`x-long: ${'x'.repeat(300 * 1024)}`], user),
    shows: notHttp,
  },
  {
    name: 'a header without a colon',
    response: http('200 OK', ['what is this'], user),
    shows: card,
  },
  { name: 'HTTP/1.0 without a length', response: `HTTP/1.0 200 OK\r\n\r\n${user}`, shows: card },
  {
    name: 'a reason phrase with bytes that are no ASCII',
    response: http('200 \xff\xfe', [], user),
    shows: card,
  },
  { name: 'a status of 999', response: http('999 What', [], user), shows: notHttp },
  { name: 'a status of 600', response: http('600 What', [], user), shows: notHttp },
  { name: 'a status of 099', response: http('099 What', [], user), shows: notHttp },
  {
    name: 'a header with a space in its name',
    response: http('200 OK', ['x y: z'], user),
    shows: card,
  },
  {
    name: 'a header with bytes that are no ASCII',
    response: http('200 OK', ['x-request-id: \xff\xfe'], user),
    shows: card,
  },
  {
    name: '100 before the response',
    response: `HTTP/1.1 100 Continue\r\n\r\n${json(user).toString()}`,
    shows: card,
  },
  {
    name: '103 with a link to another origin',
    response: `HTTP/1.1 103 Early Hints\r\nlink: <http://127.0.0.2/x>; rel=preload\r\n\r\n${json(user).toString()}`,
    shows: card,
  },
  // Chromium keeps waiting for a response, as after any status below 200.
  {
    name: '101 without a request for it',
    response: 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n',
    shows: brokeOff,
    tries: 3,
  },
];

/** Sends ten pieces per second in a loop until the client closes the connection. */
const drip =
  (pieces: readonly string[], before = ''): RawResponse =>
  (socket) => {
    socket.write(before);
    let next = 0;
    const timer = setInterval(() => {
      socket.write(pieces[next % pieces.length] ?? '');
      next += 1;
    }, 100);
    socket.once('close', () => clearInterval(timer));
  };

const slow: readonly Fault[] = [
  { name: 'no response at all', response: () => undefined, shows: tooLong },
  { name: 'half a status line', response: (socket) => socket.write('HTTP/1.1 2'), shows: tooLong },
  {
    name: 'headers, one byte at a time',
    response: drip(Array.from('x-a: b\r\n'), 'HTTP/1.1 200 OK\r\n'),
    shows: tooLong,
  },
  { name: 'a body, one byte at a time', response: drip([' '], `${ok}\r\n`), shows: tooLong },
  {
    name: 'a body that stops',
    response: (socket) => socket.write(`${ok}\r\n{"id":`),
    shows: tooLong,
  },
  {
    name: '100 in an endless loop',
    response: drip(['HTTP/1.1 100 Continue\r\n\r\n']),
    shows: tooLong,
  },
  {
    name: '503 with a body that stops',
    response: (socket) => socket.write('HTTP/1.1 503 X\r\ncontent-type: application/json\r\n\r\n{'),
    shows: tooLong,
  },
];

test('broken connections and invalid HTTP end in a card or a problem', async ({
  ready,
  server,
}) => {
  await lookUpWithEachFault(ready, server, broken, 4);
  expect(server.requests.some(({ id }) => id === 'usr_smuggled')).toBe(false);
});

test('a response that never ends is given up after the longest wait', async ({ ready, server }) => {
  await lookUpWithEachFault(ready, server, slow, 1);
  await expect.poll(() => server.open()).toBe(0);
});
