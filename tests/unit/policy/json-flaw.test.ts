import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFlawIn } from '../../../electron/policy/json-flaw';
import { parsePolicy } from '../../../electron/policy/policy';

const notFitting = (...places: string[]) => ({ reason: 'not-fitting', places });
const notJson = (line: number, column: number) => ({ reason: 'not-json', at: { line, column } });

describe('a syntax error is found with its place', () => {
  it.each([
    ['a trailing comma in an object', '{"a":1,}', notJson(1, 8)],
    ['a trailing comma in an array', '{"a":[1,\n]}', notJson(2, 1)],
    ['a comment on its line', '{\n  // IT\n  "a":1}', notJson(2, 3)],
    ['a comment between values', '{"a":/* IT */1}', notJson(1, 6)],
    ['a comment after the end', '{}// IT', notJson(1, 3)],
    ['a comment without an end', '{}/* IT', notJson(1, 3)],
    ['single quotes', "{\r\n'a':1}", notJson(2, 1)],
    ['a value without quotes', '{"a": IT}', notJson(1, 7)],
    ['a string without an end', '{"a":"IT}', notJson(1, 6)],
    ['a line break in a string', '{"a":"I\nT"}', notJson(1, 6)],
    ['a control character in a string', '{"a":"I\tT"}', notJson(1, 6)],
    ['an incomplete escape', String.raw`{"a":"\u12"}`, notJson(1, 6)],
    ['a number with a leading zero', '{"a":012}', notJson(1, 7)],
    ['a number with a plus sign', '{"a":+1}', notJson(1, 6)],
    ['a number without digits after its point', '{"a":1.}', notJson(1, 6)],
    ['NaN', '{"a":NaN}', notJson(1, 6)],
    ['a no-break space', '{\u00A0"a":1}', notJson(1, 2)],
    ['two values', '{} {}', notJson(1, 4)],
    ['no end', '{"a":[1', notJson(1, 8)],
  ])('%s', (_, text, flaw) => {
    expect(jsonFlawIn(text)).toEqual(flaw);
  });

  it('in exactly the texts that JSON.parse refuses', () => {
    const fragments = [
      ...['{', '}', '[', ']', ',', ':', ' ', '\n', '\r', '\t', '\f', '\u00A0', '\uFEFF', '\u2028'],
      ...[
        '"a"',
        '"b"',
        '"\\u0061"',
        '"\\ud800"',
        '"\uD800"',
        '"\\x"',
        '"\t"',
        '"',
        '\\',
        '/*',
        '//',
      ],
      ...['0', '-', '-0', '01', '1.', '.5', '1e5', '1E+', '1e999', 'true', 'null', 'nul', 'NaN'],
    ];
    const text = fc.oneof(
      fc.array(fc.constantFrom(...fragments), { maxLength: 12 }).map((all) => all.join('')),
      fc.tuple(fc.json(), fc.nat(), fc.constantFrom('', ...fragments)).map(([json, at, more]) => {
        const place = at % (json.length + 1);
        return json.slice(0, place) + more + json.slice(place);
      }),
    );
    fc.assert(
      fc.property(text, (text) => {
        const flaw = jsonFlawIn(text);
        // Of two flaws, the first one is found.
        if (flaw?.reason !== 'not-fitting') expect(flaw !== null).toBe(!isJson(text));
      }),
      { numRuns: 2_000 },
    );
  });
});

function isJson(text: string) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('a key that stands twice in an object is found', () => {
  it.each([
    ['__proto__', '{"__proto__":1,"__proto__":2}'],
    ['constructor', '{"a":[{"constructor":1,"constructor":2}]}'],
    ['', '{"":1,"":2}'],
    ['\uD800', String.raw`{"\ud800":1,"\uD800":2}`],
    ['b', '{"a":{"b":1,"c":[{"b":1}],"b":2},"a":3}'],
  ])('%j in %s', (key, text) => {
    expect(jsonFlawIn(text)).toEqual(notFitting(key));
  });

  it.each(['{"toString":1}', '{"__proto__":{"__proto__":1}}', '[{"a":1},{"a":1}]', '["a","a"]'])(
    'and none in %s',
    (text) => {
      expect(jsonFlawIn(text)).toBeNull();
    },
  );
});

describe('more levels than a stack takes are refused', () => {
  const levels = 20_000;
  const arrays = '['.repeat(levels) + ']'.repeat(levels);
  const objects = '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);

  it.each([
    ['in arrays', arrays, ''],
    ['in objects', objects, 'a'],
    ['in a text without an end', '['.repeat(levels), ''],
    ['in a value that JSON.parse drops', `{"managedBy":${arrays},"managedBy":"IT"}`, 'managedBy'],
  ])('%s', (_, text, place) => {
    expect(jsonFlawIn(text)).toEqual(notFitting(place));
  });

  it('and a hundred are not', () => {
    expect(jsonFlawIn('['.repeat(100) + ']'.repeat(100))).toBeNull();
    expect(jsonFlawIn('['.repeat(101) + ']'.repeat(101))).toEqual(notFitting(''));
  });
});

describe('a policy of a mebibyte is read', () => {
  const size = 1024 * 1024;
  const keys = Array.from({ length: size / 12 }, (_, n) => `"k${n}":0`).join(',');

  it.each([
    ['white space', `${' '.repeat(size)}{"managedBy":"IT"}`, null],
    ['escapes', `{"managedBy":"${'\\n'.repeat(size / 2)}"}`, ['managedBy']],
    ['digits', `{"managedBy":${'9'.repeat(size)}}`, ['managedBy']],
    ['numbers', `{"managedBy":[${'0,'.repeat(size / 2)}0]}`, ['managedBy']],
    ['keys', `{"managedBy":"IT",${keys}}`, ['k0']],
  ])('of %s', (_, text, places) => {
    expect(parsePolicy(text)).toEqual(
      places === null ? { policy: { managedBy: 'IT' } } : { flaw: notFitting(...places) },
    );
  });
});

it.each([
  ['__proto__', '{"managedBy":"IT","__proto__":{"locked":{}}}'],
  ['constructor', '{"managedBy":"IT","constructor":{}}'],
  ['locked.__proto__', '{"managedBy":"IT","locked":{"__proto__":{"export":false}}}'],
  ['managedBy', '{"managedBy":1e999}'],
])('a value for %s is refused: %s', (place, text) => {
  expect(parsePolicy(text)).toEqual({ flaw: notFitting(place) });
});
