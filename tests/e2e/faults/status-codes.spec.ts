import { http } from '../../mock-api/raw-server';
import { lookUpWithEachFault, test, userJson, type Fault } from '../fixtures/faulty-server';

const elsewhere = 'The server points somewhere else';
const unusual = 'The server gave an unusual answer';
const noAccount = 'The answer is not an account';
const user = userJson('usr_x');

const statuses: readonly Fault[] = [
  { name: '201', response: http('201 Created', [], user), shows: noAccount },
  {
    name: '204',
    response: 'HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n',
    shows: noAccount,
  },
  { name: '205', response: http('205 Reset Content', [], user), shows: noAccount },
  {
    name: '206',
    response: http('206 Partial Content', ['content-range: bytes 0-9/90'], user),
    shows: noAccount,
  },
  {
    name: '304 to an unconditional request',
    response: 'HTTP/1.1 304 Not Modified\r\nconnection: close\r\n\r\n',
    shows: unusual,
  },
  {
    name: '300 without a location',
    response: http('300 Multiple Choices', [], user),
    shows: unusual,
  },
  { name: '302 without a location', response: http('302 Found', [], user), shows: unusual },
  {
    name: '302 to an invalid URL',
    response: http('302 Found', ['location: http://['], user),
    shows: elsewhere,
  },
  {
    name: '302 to a script',
    response: http('302 Found', ['location: javascript:alert(1)'], user),
    shows: elsewhere,
  },
  {
    name: '302 to a file',
    response: http('302 Found', ['location: file:///etc/passwd'], user),
    shows: elsewhere,
  },
  {
    name: '302 to a location with bytes that are no ASCII',
    response: http('302 Found', ['location: /v1/user/\xff'], user),
    shows: elsewhere,
  },
  {
    name: '401 that asks for a password',
    response: http('401 No', ['www-authenticate: Basic realm="x"']),
    shows: 'The server did not accept the key',
  },
  {
    name: '401 that asks for a Windows sign-in',
    response: http('401 No', ['www-authenticate: Negotiate', 'www-authenticate: NTLM']),
    shows: 'The server did not accept the key',
  },
  {
    name: '407 from the server itself',
    response: http('407 No', ['proxy-authenticate: Basic realm="x"']),
    shows: 'No way through the proxy',
  },
  { name: '408', response: http('408 Request Timeout'), shows: unusual },
  { name: '410', response: http('410 Gone'), shows: 'This account was removed' },
  // Chromium itself retries once after 421 and 425 (RFC 9110, section 15.5.20; RFC 8470).
  { name: '421', response: http('421 Misdirected Request'), shows: unusual, tries: 2 },
  { name: '425', response: http('425 Too Early', ['retry-after: 1']), shows: unusual, tries: 2 },
  { name: '451', response: http('451 Unavailable For Legal Reasons'), shows: unusual },
  {
    name: '500 with Retry-After',
    response: http('500 No', ['retry-after: 1']),
    shows: 'The server is in trouble',
  },
  { name: '599', response: http('599 No'), shows: 'The server is in trouble' },
];

test('unexpected status codes end in a problem', async ({ ready, server }) =>
  lookUpWithEachFault(ready, server, statuses, 4));

test('no redirect is followed, and no other origin receives a request', async ({
  ready,
  server,
  elsewhere: other,
}) => {
  const places = (id: string) => [
    `/v1/user/${id}`,
    `http://127.0.0.1:${other.port}/v1/user/${id}`,
    `//localhost:${other.port}/`,
  ];
  const redirects = [301, 302, 303, 307, 308].flatMap((status) =>
    places('usr_fine').map((place) => ({
      name: `${status} to ${place}`,
      response: http(
        `${status} Elsewhere`,
        [`location: ${place}`, 'set-cookie: a=b; Path=/'],
        user,
      ),
      shows: elsewhere,
    })),
  );
  await lookUpWithEachFault(ready, server, redirects, 4);
});
