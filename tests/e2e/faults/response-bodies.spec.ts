import { gzipSync } from 'node:zlib';
import { http, json, type RawResponse } from '../../mock-api/raw-server';
import { lookUpWithEachFault, test, userJson, type Fault } from '../fixtures/faulty-server';

const brokeOff = 'The connection broke off';
const somethingElse = 'Something else answered';
const noAccount = 'The answer is not an account';
const tooLarge = 'The answer is far too large';
const inTrouble = 'The server is in trouble';

const user = userJson('usr_x');
/** A user with one more member, as JSON text. */
const userWith = (member: string) => `${user.slice(0, -1)},${member}}`;
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const megabytes = (count: number) => Buffer.alloc(count * 1024 * 1024, 'x');
const bodyStart = Buffer.from('{"id":"usr_x","notes":"');
const gzip = (body: Buffer) => json(body, ['content-encoding: gzip']);
const bomb = gzipSync(Buffer.concat([bodyStart, megabytes(50)]), { level: 1 });
const whole = gzipSync(user);
const fine = { card: 'Fine Person' };

/** Sends a body until the client closes the connection. */
const endless =
  (status: string): RawResponse =>
  (socket) => {
    socket.write(`HTTP/1.1 ${status}\r\ncontent-type: application/json\r\n\r\n`);
    const piece = megabytes(1).subarray(0, 64 * 1024);
    const pour = () => {
      while (!socket.destroyed && socket.write(piece));
    };
    socket.on('drain', pour);
    socket.write(bodyStart, pour);
  };

const sizes: readonly Fault[] = [
  { name: 'an endless body', response: endless('200 OK'), shows: tooLarge },
  { name: '50 MB', response: json(Buffer.concat([bodyStart, megabytes(50)])), shows: tooLarge },
  { name: '404 with 50 MB', response: http('404 No', [], megabytes(50)), shows: tooLarge },
  { name: '500 with an endless body', response: endless('500 No'), shows: inTrouble },
  {
    name: '503 with 50 MB',
    response: http('503 No', [], megabytes(50)),
    shows: inTrouble,
    tries: 3,
  },
  { name: '503 with an endless body', response: endless('503 No'), shows: inTrouble, tries: 3 },
  {
    name: '502 with a gzip bomb',
    response: http('502 No', ['content-encoding: gzip'], bomb),
    shows: inTrouble,
    tries: 3,
  },
  { name: 'a gzip bomb', response: gzip(bomb), shows: tooLarge },
  { name: 'gzip', response: gzip(whole), shows: fine },
  {
    name: 'a body that is not gzip',
    response: gzip(Buffer.from('never compressed')),
    shows: brokeOff,
  },
  {
    name: 'truncated gzip',
    response: gzip(whole.subarray(0, whole.length / 2)),
    shows: somethingElse,
  },
  { name: 'gzip inside gzip', response: gzip(gzipSync(whole)), shows: somethingElse },
  {
    name: 'an unknown encoding',
    response: json(whole, ['content-encoding: x-own']),
    shows: somethingElse,
  },
  {
    name: 'a text of 1 MB',
    response: json(userWith(`"username":"${'x'.repeat(900_000)}"`)),
    shows: fine,
  },
  {
    name: 'a name of 1 MB',
    response: json(userWith(`"full_name":"Fine Person ${'x '.repeat(450_000)}"`)),
    shows: fine,
  },
  {
    name: 'an unknown field of 1 MB',
    response: json(userWith(`"x":"${'x'.repeat(900_000)}"`)),
    shows: fine,
  },
  {
    name: 'a field with a name of 1 MB',
    response: json(userWith(`"${'x'.repeat(900_000)}":1`)),
    shows: fine,
  },
  {
    name: '90,000 fields',
    response: json(userWith(Array.from({ length: 90_000 }, (_, index) => `"${index}":1`).join())),
    shows: noAccount,
  },
  {
    name: '400,000 numbers',
    response: json(userWith(`"x":[${'0,'.repeat(400_000)}0]`)),
    shows: fine,
  },
];

const contents: readonly Fault[] = [
  { name: 'an empty body', response: json(''), shows: 'The server gave an empty answer' },
  {
    name: 'a web page',
    response: http('200 OK', ['content-type: text/html'], '<h1>Sign in</h1>'),
    shows: somethingElse,
  },
  {
    name: 'a web page that redirects',
    response: http(
      '200 OK',
      ['refresh: 0; url=/v1/user/usr_fine'],
      '<meta http-equiv="refresh" content="0; url=/">',
    ),
    shows: somethingElse,
  },
  {
    name: 'JSON with the type of a web page',
    response: http('200 OK', ['content-type: text/html'], user),
    shows: fine,
  },
  { name: 'a byte order mark', response: json(`\uFEFF${user}`), shows: fine },
  { name: 'two byte order marks', response: json(`\uFEFF\uFEFF${user}`), shows: somethingElse },
  { name: 'UTF-16', response: json(Buffer.from(`\uFEFF${user}`, 'utf16le')), shows: somethingElse },
  {
    name: 'UTF-16 without a mark',
    response: json(Buffer.from(user, 'utf16le')),
    shows: somethingElse,
  },
  {
    name: 'Latin-1',
    response: json(Buffer.from(userWith('"username":"Zoë"'), 'latin1')),
    shows: { card: 'Zo\uFFFD' },
  },
  { name: 'half a user', response: json(user.slice(0, 40)), shows: somethingElse },
  { name: 'two users in a row', response: json(user + user), shows: somethingElse },
  { name: 'a comment', response: json(`/* it */${user}`), shows: somethingElse },
  { name: 'NaN', response: json(userWith('"x":NaN')), shows: somethingElse },
  { name: 'a line break in a text', response: json(userWith('"x":"a\nb"')), shows: somethingElse },
  { name: 'an array', response: json(`[${user}]`), shows: noAccount },
  { name: 'an envelope', response: json(`{"data":${user}}`), shows: noAccount },
  { name: 'null', response: json('null'), shows: noAccount },
  { name: 'an id that is a number', response: json(userWith('"id":1')), shows: noAccount },
  { name: 'an id only in __proto__', response: json(`{"__proto__":${user}}`), shows: noAccount },
  {
    name: 'duplicate keys',
    response: json(userWith('"gender":"first","gender":"second"')),
    shows: { card: 'second' },
  },
  {
    name: 'a __proto__ key',
    response: json(userWith('"__proto__":{"is_active":false,"gender":"evil"}')),
    shows: { card: '{"is_active":false,"gender":"evil"}' },
  },
  {
    name: 'a constructor key',
    response: json(userWith('"constructor":{"prototype":{"id":"evil"}}')),
    shows: { card: 'constructor' },
  },
  {
    name: 'keys named like methods',
    response: json(userWith('"toString":1,"valueOf":2,"then":3,"toJSON":4')),
    shows: { card: 'toJSON' },
  },
  { name: 'keys that look like numbers', response: json(userWith('"b":1,"7":2')), shows: fine },
  {
    name: 'a long number',
    response: json(userWith('"big":12345678901234567890')),
    shows: { card: '12345678901234567890' },
  },
  {
    name: 'a number of 50,000 digits',
    response: json(userWith(`"big":1${'0'.repeat(50_000)}`)),
    shows: fine,
  },
  { name: '100 levels', response: json(userWith(`"deep":${nested(100)}`)), shows: fine },
  { name: '101 levels', response: json(userWith(`"deep":${nested(101)}`)), shows: noAccount },
  {
    name: '100,000 levels',
    response: json(userWith(`"deep":${nested(100_000)}`)),
    shows: noAccount,
  },
  { name: '100,000 levels and nothing else', response: json(nested(100_000)), shows: noAccount },
  {
    name: '100,000 levels in an error',
    response: http('500 No', [], nested(100_000)),
    shows: inTrouble,
  },
  {
    name: 'lone surrogates',
    response: json(userWith('"username":"a\\ud800b\\udc00","\\udbff":"\\udfff"')),
    shows: fine,
  },
  {
    name: 'zero characters',
    response: json(userWith('"username":"a\\u0000b","\\u0000":"\\u0000"')),
    shows: fine,
  },
  {
    name: 'invalid times',
    response: json(
      userWith(
        '"created_at":"9999-99-99T99:99:99Z","updated_at":"+275760-09-13T00:00:00Z","birthday":"0000-00-00","timezone":"../../etc"',
      ),
    ),
    shows: fine,
  },
  {
    name: 'the earliest and the latest times',
    response: json(
      userWith(
        '"created_at":"0000-01-01T00:00:00Z","updated_at":"9999-12-31T23:59:59.999999999Z","birthday":"9999-12-31"',
      ),
    ),
    shows: fine,
  },
];

test('responses of unusual sizes end in a card or a problem', async ({ ready, server }) =>
  lookUpWithEachFault(ready, server, sizes, 8));

test('responses with unusual contents end in a card or a problem', async ({ ready, server }) =>
  lookUpWithEachFault(ready, server, contents, 4));
