import { gzipSync } from 'node:zlib';
import { http, json, type RawResponse } from '../../mock-api/raw-server';
import { lookUpWithEachFault, test, userJson, type Fault } from '../fixtures/faulty-server';

const brokeOff = 'The connection broke off';
const somethingElse = 'Something else answered';
const noAccount = 'The answer is not an account';
const tooLarge = 'The answer is far too large';
const inTrouble = 'The server is in trouble';

const user = userJson('usr_x');
/** The same with another member, as JSON text. */
const userWith = (member: string) => `${user.slice(0, -1)},${member}}`;
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const megabytes = (count: number) => Buffer.alloc(count * 1024 * 1024, 'x');
const begun = Buffer.from('{"id":"usr_x","notes":"');
const gzip = (body: Buffer) => json(body, ['content-encoding: gzip']);
const bomb = gzipSync(Buffer.concat([begun, megabytes(50)]), { level: 1 });
const whole = gzipSync(user);
const fine = { card: 'Fine Person' };

/** Goes on until the client turns away. */
const endless =
  (status: string): RawResponse =>
  (socket) => {
    socket.write(`HTTP/1.1 ${status}\r\ncontent-type: application/json\r\n\r\n`);
    const piece = megabytes(1).subarray(0, 64 * 1024);
    const pour = () => {
      while (!socket.destroyed && socket.write(piece));
    };
    socket.on('drain', pour);
    socket.write(begun, pour);
  };

const sizes: readonly Fault[] = [
  { name: 'a body without an end', says: endless('200 OK'), ends: tooLarge },
  { name: '50 MB', says: json(Buffer.concat([begun, megabytes(50)])), ends: tooLarge },
  { name: '404 with 50 MB', says: http('404 No', [], megabytes(50)), ends: tooLarge },
  { name: '500 without an end', says: endless('500 No'), ends: inTrouble },
  { name: '503 with 50 MB', says: http('503 No', [], megabytes(50)), ends: inTrouble, tries: 3 },
  { name: '503 without an end', says: endless('503 No'), ends: inTrouble, tries: 3 },
  {
    name: '502 with a gzip bomb',
    says: http('502 No', ['content-encoding: gzip'], bomb),
    ends: inTrouble,
    tries: 3,
  },
  { name: 'a gzip bomb', says: gzip(bomb), ends: tooLarge },
  { name: 'gzip', says: gzip(whole), ends: fine },
  { name: 'gzip that is none', says: gzip(Buffer.from('never compressed')), ends: brokeOff },
  {
    name: 'gzip that is cut off',
    says: gzip(whole.subarray(0, whole.length / 2)),
    ends: somethingElse,
  },
  { name: 'gzip twice over', says: gzip(gzipSync(whole)), ends: somethingElse },
  {
    name: 'an unknown encoding',
    says: json(whole, ['content-encoding: x-own']),
    ends: somethingElse,
  },
  {
    name: 'a text of 1 MB',
    says: json(userWith(`"username":"${'x'.repeat(900_000)}"`)),
    ends: fine,
  },
  {
    name: 'a name of 1 MB',
    says: json(userWith(`"full_name":"Fine Person ${'x '.repeat(450_000)}"`)),
    ends: fine,
  },
  {
    name: 'an unknown field of 1 MB',
    says: json(userWith(`"x":"${'x'.repeat(900_000)}"`)),
    ends: fine,
  },
  {
    name: 'a field whose name takes 1 MB',
    says: json(userWith(`"${'x'.repeat(900_000)}":1`)),
    ends: fine,
  },
  {
    name: '90,000 fields',
    says: json(userWith(Array.from({ length: 90_000 }, (_, index) => `"${index}":1`).join())),
    ends: noAccount,
  },
  {
    name: '400,000 numbers',
    says: json(userWith(`"x":[${'0,'.repeat(400_000)}0]`)),
    ends: fine,
  },
];

const contents: readonly Fault[] = [
  { name: 'nothing', says: json(''), ends: somethingElse },
  {
    name: 'a web page',
    says: http('200 OK', ['content-type: text/html'], '<h1>Sign in</h1>'),
    ends: somethingElse,
  },
  {
    name: 'a web page that leads elsewhere',
    says: http(
      '200 OK',
      ['refresh: 0; url=/v1/user/usr_fine'],
      '<meta http-equiv="refresh" content="0; url=/">',
    ),
    ends: somethingElse,
  },
  {
    name: 'JSON called a web page',
    says: http('200 OK', ['content-type: text/html'], user),
    ends: fine,
  },
  { name: 'a byte order mark', says: json(`\uFEFF${user}`), ends: fine },
  { name: 'two byte order marks', says: json(`\uFEFF\uFEFF${user}`), ends: somethingElse },
  { name: 'UTF-16', says: json(Buffer.from(`\uFEFF${user}`, 'utf16le')), ends: somethingElse },
  { name: 'UTF-16 without a mark', says: json(Buffer.from(user, 'utf16le')), ends: somethingElse },
  {
    name: 'Latin-1',
    says: json(Buffer.from(userWith('"username":"Zoë"'), 'latin1')),
    ends: { card: 'Zo\uFFFD' },
  },
  { name: 'half of it', says: json(user.slice(0, 40)), ends: somethingElse },
  { name: 'two of it', says: json(user + user), ends: somethingElse },
  { name: 'a comment', says: json(`/* it */${user}`), ends: somethingElse },
  { name: 'NaN', says: json(userWith('"x":NaN')), ends: somethingElse },
  { name: 'a line break in a text', says: json(userWith('"x":"a\nb"')), ends: somethingElse },
  { name: 'an array', says: json(`[${user}]`), ends: noAccount },
  { name: 'an envelope', says: json(`{"data":${user}}`), ends: noAccount },
  { name: 'null', says: json('null'), ends: noAccount },
  { name: 'an id that is a number', says: json(userWith('"id":1')), ends: noAccount },
  { name: 'no id but in the prototype', says: json(`{"__proto__":${user}}`), ends: noAccount },
  {
    name: 'names that stand twice',
    says: json(userWith('"gender":"first","gender":"second"')),
    ends: { card: 'second' },
  },
  {
    name: 'a prototype',
    says: json(userWith('"__proto__":{"is_active":false,"gender":"evil"}')),
    ends: { card: '{"is_active":false,"gender":"evil"}' },
  },
  {
    name: 'a constructor',
    says: json(userWith('"constructor":{"prototype":{"id":"evil"}}')),
    ends: { card: 'constructor' },
  },
  {
    name: 'methods that are none',
    says: json(userWith('"toString":1,"valueOf":2,"then":3,"toJSON":4')),
    ends: { card: 'toJSON' },
  },
  { name: 'names that look like numbers', says: json(userWith('"b":1,"7":2')), ends: fine },
  {
    name: 'a long number',
    says: json(userWith('"big":12345678901234567890')),
    ends: { card: '12345678901234567890' },
  },
  {
    name: 'a number without an end',
    says: json(userWith(`"big":1${'0'.repeat(50_000)}`)),
    ends: fine,
  },
  { name: '100 levels', says: json(userWith(`"deep":${nested(100)}`)), ends: fine },
  { name: '101 levels', says: json(userWith(`"deep":${nested(101)}`)), ends: noAccount },
  { name: '100,000 levels', says: json(userWith(`"deep":${nested(100_000)}`)), ends: noAccount },
  { name: '100,000 levels and nothing else', says: json(nested(100_000)), ends: noAccount },
  {
    name: '100,000 levels in an error',
    says: http('500 No', [], nested(100_000)),
    ends: inTrouble,
  },
  {
    name: 'lone surrogates',
    says: json(userWith('"username":"a\\ud800b\\udc00","\\udbff":"\\udfff"')),
    ends: fine,
  },
  {
    name: 'zero characters',
    says: json(userWith('"username":"a\\u0000b","\\u0000":"\\u0000"')),
    ends: fine,
  },
  {
    name: 'times that are none',
    says: json(
      userWith(
        '"created_at":"9999-99-99T99:99:99Z","updated_at":"+275760-09-13T00:00:00Z","birthday":"0000-00-00","timezone":"../../etc"',
      ),
    ),
    ends: fine,
  },
  {
    name: 'times at the ends of time',
    says: json(
      userWith(
        '"created_at":"0000-01-01T00:00:00Z","updated_at":"9999-12-31T23:59:59.999999999Z","birthday":"9999-12-31"',
      ),
    ),
    ends: fine,
  },
];

test('answers of odd sizes', async ({ ready, server }) =>
  lookUpWithEachFault(ready, server, sizes, 8));

test('answers that say odd things', async ({ ready, server }) =>
  lookUpWithEachFault(ready, server, contents, 4));
