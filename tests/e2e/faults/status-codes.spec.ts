import { http } from '../../mock-api/raw-server';
import { lookUpWithEachFault, test, userJson, type Fault } from '../fixtures/faulty-server';

const elsewhere = 'The server points somewhere else';
const unusual = 'The server gave an unusual answer';
const noAccount = 'The answer is not an account';
const user = userJson('usr_x');

const statuses: readonly Fault[] = [
  { name: '201', says: http('201 Created', [], user), ends: noAccount },
  { name: '204', says: 'HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n', ends: noAccount },
  { name: '205', says: http('205 Reset Content', [], user), ends: noAccount },
  {
    name: '206',
    says: http('206 Partial Content', ['content-range: bytes 0-9/90'], user),
    ends: noAccount,
  },
  {
    name: '304 that nobody asked for',
    says: 'HTTP/1.1 304 Not Modified\r\nconnection: close\r\n\r\n',
    ends: unusual,
  },
  { name: '300 without a place', says: http('300 Multiple Choices', [], user), ends: unusual },
  { name: '302 without a place', says: http('302 Found', [], user), ends: unusual },
  {
    name: '302 to nowhere',
    says: http('302 Found', ['location: http://['], user),
    ends: elsewhere,
  },
  {
    name: '302 to a script',
    says: http('302 Found', ['location: javascript:alert(1)'], user),
    ends: elsewhere,
  },
  {
    name: '302 to a file',
    says: http('302 Found', ['location: file:///etc/passwd'], user),
    ends: elsewhere,
  },
  {
    name: '302 to a place of another script',
    says: http('302 Found', ['location: /v1/user/\xff'], user),
    ends: elsewhere,
  },
  {
    name: '401 that asks for a password',
    says: http('401 No', ['www-authenticate: Basic realm="x"']),
    ends: 'The server did not accept the key',
  },
  {
    name: '401 that asks for the sign-in of Windows',
    says: http('401 No', ['www-authenticate: Negotiate', 'www-authenticate: NTLM']),
    ends: 'The server did not accept the key',
  },
  {
    name: '407 of no proxy',
    says: http('407 No', ['proxy-authenticate: Basic realm="x"']),
    ends: 'No way through the proxy',
  },
  { name: '408', says: http('408 Request Timeout'), ends: unusual },
  { name: '410', says: http('410 Gone'), ends: unusual },
  // After 421 and 425 Chromium asks once more by itself (RFC 9110, section 15.5.20; RFC 8470).
  { name: '421', says: http('421 Misdirected Request'), ends: unusual, tries: 2 },
  { name: '425', says: http('425 Too Early', ['retry-after: 1']), ends: unusual, tries: 2 },
  { name: '451', says: http('451 Unavailable For Legal Reasons'), ends: unusual },
  {
    name: '500 whose page asks for another try',
    says: http('500 No', ['retry-after: 1']),
    ends: 'The server is in trouble',
  },
  { name: '599', says: http('599 No'), ends: 'The server is in trouble' },
];

test('statuses that nobody expects', async ({ ready, server }) =>
  lookUpWithEachFault(ready, server, statuses, 4));

test('no redirect is followed, and no other origin hears of anything', async ({
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
      says: http(`${status} Elsewhere`, [`location: ${place}`, 'set-cookie: a=b; Path=/'], user),
      ends: elsewhere,
    })),
  );
  await lookUpWithEachFault(ready, server, redirects, 4);
});
