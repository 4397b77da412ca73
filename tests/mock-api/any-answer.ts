import fc from 'fast-check';
import { fieldNames } from '../../electron/contract/user';

/** Markup that would show itself if it were taken for markup. */
const markup = [
  '<x-owned onerror="document.title=1">',
  '<img src="x" onerror="document.title=1">',
  '"><x-owned></x-owned>',
  '</span></dd></dl><x-owned>',
  '<script>document.title=1</script>',
  '<svg onload="document.title=1">',
  '{@html "<x-owned>"}',
  'javascript:document.title=1',
];

/** Finds what `markup` would leave in a document. */
export const markupSelector =
  'x-owned, script:not([src]), [onerror], [onload], svg[onload], a[href^="javascript:"]';

const names = [
  ...fieldNames,
  ...['__proto__', 'constructor', 'toString', 'then', 'toJSON', 'length', '', '0', '42'],
  ...markup,
];

const oddTexts = [
  ...markup,
  ...[
    '',
    ' ',
    '\0',
    '\n',
    '\u202Egnp.exe',
    'a\u200Bb',
    '\uFEFF',
    '\uD800',
    'a'.repeat(5_000),
    'e\u0301'.repeat(99),
  ],
  ...[
    '\u0301'.repeat(200),
    'שלום',
    'null',
    'undefined',
    '[object Object]',
    'Europe/Zurich',
    'Etc/GMT+14',
    '../etc',
  ],
  ...[
    '2024-02-29',
    '2023-02-29',
    '0000-01-01',
    '9999-12-31',
    '2025-11-15T10:30:00Z',
    '2025-11-15T10:30:00+99:99',
  ],
  ...['9999-12-31T23:59:60Z', '0000-01-01T00:00:00.000000000Z', '+275760-09-13T00:00:00Z', '1e99'],
];

const text = fc.oneof(
  fc.constantFrom(...oddTexts),
  fc.string({ unit: 'binary' }),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);

const number = fc.oneof(
  fc.constantFrom(
    '0',
    '-0',
    '1e999',
    '-1e999',
    '1e-999',
    '12345678901234567890',
    '0.1',
    '1.0',
    '1763202600',
    '9'.repeat(400),
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
);

const { value } = fc.letrec<{ value: string; object: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text.map((value) => JSON.stringify(value)),
    number,
    fc.constantFrom('true', 'false', 'null'),
    fc.array(tie('value'), { maxLength: 4 }).map((values) => `[ ${values.join(', ')} ]`),
    tie('object'),
  ),
  object: members(tie('value'), 4),
}));

/**
 * JSON text and not an object, because no JavaScript object could contain a member `__proto__`, a
 * duplicate name, or the number 1e999.
 */
function members(value: fc.Arbitrary<string>, most: number): fc.Arbitrary<string> {
  const name = fc.oneof(fc.constantFrom(...names), fc.string({ unit: 'binary' }));
  return fc
    .array(fc.tuple(name, value), { maxLength: most })
    .map(
      (all) => `{${all.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(',\n')}}`,
    );
}

/** The text of an account in which only the id is as it should be. */
export const anyUser: fc.Arbitrary<string> = members(value, 24).map(
  (object) => `${object.slice(0, -1)}${object === '{}' ? '' : ','}"id":"usr_any"}`,
);

/** The text of any answer: accounts, other JSON, and what is no JSON. */
export const anyAnswer: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: anyUser },
  { weight: 2, arbitrary: value },
  {
    weight: 1,
    arbitrary: fc.tuple(anyUser, fc.nat(500)).map(([json, length]) => json.slice(0, length)),
  },
  { weight: 1, arbitrary: text },
);
