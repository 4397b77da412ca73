import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUser } from '../../../electron/api/parse-user';
import { textOfField } from '../../../electron/contract/user';
import { answerJson, referenceAnswer, referenceJson, userOf } from '../builders';

const fieldNames = Object.keys(referenceAnswer);
const neverNull = ['id', 'email', 'is_active', 'created_at', 'updated_at'];

describe('the example in the API reference', () => {
  it('has exactly 18 fields, all set, in the documented order', () => {
    const user = userOf(referenceJson);
    expect(Object.keys(user.fields)).toEqual(fieldNames);
    expect(fieldNames).toHaveLength(18);
    expect(user.other).toEqual([]);
    for (const [name, value] of Object.entries(referenceAnswer))
      expect(user.fields).toHaveProperty(name, { state: 'set', value });
  });

  it('takes the name from full_name', () => {
    expect(userOf(referenceJson).name).toBe('example_full_name');
  });
});

describe('a field', () => {
  it.each(fieldNames.filter((name) => !neverNull.includes(name)))(
    '%s is not set if it is null',
    (name) => {
      expect(userOf(answerJson({ [name]: null })).fields).toHaveProperty(name, {
        state: 'not-set',
      });
    },
  );

  it.each(neverNull.filter((name) => name !== 'id'))(
    '%s is required, so null is of the wrong type',
    (name) => {
      expect(userOf(answerJson({ [name]: null })).fields).toHaveProperty(name, {
        state: 'wrong-type',
        json: 'null',
      });
    },
  );

  it.each(fieldNames.filter((name) => name !== 'id'))('%s can be missing', (name) => {
    const { fields } = userOf(answerJson({ [name]: undefined }));
    expect(fields).toHaveProperty(name, { state: 'missing' });
    expect(Object.keys(fields)).toEqual(fieldNames);
  });

  it.each([
    ['email', 42, '42'],
    ['email', true, 'true'],
    ['username', ['a', 'b'], '["a","b"]'],
    ['birthday', { year: 2025 }, '{"year":2025}'],
    ['last_login', 1_700_000_000, '1700000000'],
    ['last_verified', false, 'false'],
    ['is_active', 'yes', '"yes"'],
    ['is_active', 1, '1'],
    ['created_at', null, 'null'],
  ])('%s of the wrong type keeps its value as JSON: %j', (name, value, json) => {
    expect(userOf(answerJson({ [name]: value })).fields).toHaveProperty(name, {
      state: 'wrong-type',
      json,
    });
  });

  it('is set if it is an empty string', () => {
    expect(userOf(answerJson({ gender: '' })).fields.gender).toEqual({ state: 'set', value: '' });
  });

  it('is set if it is false', () => {
    expect(userOf(answerJson({ is_active: false })).fields.is_active).toEqual({
      state: 'set',
      value: false,
    });
  });

  it('keeps its white space', () => {
    expect(userOf(answerJson({ email: ' a@example.com\n' })).fields.email).toEqual({
      state: 'set',
      value: ' a@example.com\n',
    });
  });

  it.each(['toString', 'constructor', 'hasOwnProperty'])(
    'named %s is not read from the prototype',
    (name) => {
      expect(userOf('{"id":"usr_a"}').other).toEqual([]);
      expect(userOf(`{"id":"usr_a","${name}":1}`).other).toEqual([{ name, json: '1' }]);
    },
  );
});

describe('unknown fields', () => {
  it('are kept in the order of the answer, with any value', () => {
    const unknown = {
      zebra: null,
      apple: 'a',
      list: [1, 'b'],
      object: { x: { y: null } },
      number: 1.5,
      no: false,
    };
    expect(userOf(answerJson(unknown)).other).toEqual([
      { name: 'zebra', json: 'null' },
      { name: 'apple', json: '"a"' },
      { name: 'list', json: '[1,"b"]' },
      { name: 'object', json: '{"x":{"y":null}}' },
      { name: 'number', json: '1.5' },
      { name: 'no', json: 'false' },
    ]);
  });

  it('named __proto__ do not change a prototype', () => {
    const user = userOf('{"id":"usr_a","__proto__":{"email":"evil@example.com","is_active":true}}');
    expect(user.fields.email).toEqual({ state: 'missing' });
    expect(user.fields.is_active).toEqual({ state: 'missing' });
    expect(user.other).toEqual([
      { name: '__proto__', json: '{"email":"evil@example.com","is_active":true}' },
    ]);
    expect({}).not.toHaveProperty('email');
  });

  it('with numeric names keep their position', () => {
    expect(userOf('{"b":1,"id":"usr_a","10":2,"2":3,"a":4}').other.map(({ name }) => name)).toEqual(
      ['b', '10', '2', 'a'],
    );
  });

  it.each([
    ['12345678901234567890', '12345678901234567890'],
    ['-0', '-0'],
    ['1e999', '1e999'],
    [' [ 1 , { "a" : "b c" } ] ', '[1,{"a":"b c"}]'],
    [String.raw`"Z\u00fcrich \/ \ud800"`, String.raw`"Zürich / \ud800"`],
    [String.raw`"a\"b\\"`, String.raw`"a\"b\\"`],
    ['{"2":1,"1":2}', '{"2":1,"1":2}'],
    ['{"constructor":1,"__proto__":[]}', '{"constructor":1,"__proto__":[]}'],
    ['{"a":1,"a":2}', '{"a":1,"a":2}'],
    [String.raw`{"\ud800":"\udc00"}`, String.raw`{"\ud800":"\udc00"}`],
  ])('keep their JSON text without white space: %s', (json, shown) => {
    expect(userOf(`{"id":"usr_a", "x" :${json}, "y":1}`).other).toEqual([
      { name: 'x', json: shown },
      { name: 'y', json: '1' },
    ]);
    expect(userOf(`{"id":"usr_a","email":[${json}]}`).fields.email).toMatchObject({
      json: `[${shown}]`,
    });
  });

  it('with duplicate names appear once, with the last value', () => {
    const user = userOf(String.raw`{"id":"usr_b","x":1,"y":2,"i\u0064":"usr_a","x":3}`);
    expect(user.fields.id).toEqual({ state: 'set', value: 'usr_a' });
    expect(user.other).toEqual([
      { name: 'x', json: '3' },
      { name: 'y', json: '2' },
    ]);
  });

  it('are matched case-sensitively', () => {
    expect(userOf(answerJson({ Email: 'x' })).other).toEqual([{ name: 'Email', json: '"x"' }]);
  });
});

describe('the name', () => {
  it.each([
    [{ full_name: 'Ann Example' }, 'Ann Example'],
    [{ full_name: '  Ann Example ' }, 'Ann Example'],
    [{ full_name: null, first_name: 'Ann', last_name: 'Example' }, 'Ann Example'],
    [{ full_name: '  ', first_name: 'Ann\n', last_name: '\tExample' }, 'Ann Example'],
    [{ full_name: null, first_name: 'Ann', last_name: null }, 'Ann'],
    [{ full_name: null, first_name: '', last_name: 'Example' }, 'Example'],
    [{ full_name: 7, first_name: 'Ann', last_name: ['Example'] }, 'Ann'],
    [{ full_name: undefined, first_name: undefined, last_name: undefined }, null],
    [{ full_name: '', first_name: ' ', last_name: null }, null],
    [{ full_name: 'Ann\0 Example \uD800' }, 'Ann\uFFFD Example \uFFFD'],
    [{ full_name: 'x'.repeat(1_000_000) }, 'x'.repeat(200)],
  ])('of %j is %j', (fields, name) => {
    expect(userOf(answerJson(fields)).name).toBe(name);
  });
});

describe('a body that is not JSON', () => {
  it.each([
    '',
    ' ',
    '<!doctype html><h1>Sign in</h1>',
    '{"id":"usr_a"',
    "{id:'usr_a'}",
    '{"id":"usr_a",}',
    '{"id":"usr_a","x":[1,]}',
    '{"id":"usr_a"/* x */}',
    '{"id":"usr_a"}// x',
    'undefined',
    'NaN',
  ])('is reported: %j', (text) => {
    expect(parseUser(text)).toBe('not-json');
  });
});

describe('JSON that is not a user', () => {
  it.each([
    ['null', 'null'],
    ['a string', '"usr_a"'],
    ['a number', '7'],
    ['an empty object', '{}'],
    ['an array', '[]'],
    ['an array with a user', `[${referenceJson}]`],
    ['a user in another object', `{"success":true,"data":${referenceJson}}`],
    ['an error object', '{"success":false,"error":{"code":"ACCESS_DENIED","status":403}}'],
    ['an object whose id is null', '{"id":null}'],
    ['an object whose id is a number', '{"id":7}'],
    ['an object whose id is empty', '{"id":""}'],
    ['an id in the prototype', '{"__proto__":{"id":"usr_a"}}'],
    [
      'an object whose id is longer than the channels accept',
      JSON.stringify({ id: 'x'.repeat(2_001) }),
    ],
    [
      'an object with too many members',
      JSON.stringify({
        id: 'x',
        ...Object.fromEntries(Array.from({ length: 500 }, (_, n) => [n, n])),
      }),
    ],
    [
      'an array with more levels than the call stack',
      `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
    ],
    [
      'a user with 20,000 objects in each other',
      `{"id":"usr_a","x":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_001)}`,
    ],
    [
      'a user with more levels than the call stack',
      `{"id":"usr_a","deep":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
    ],
  ])('is unexpected: %s', (_, json) => {
    expect(parseUser(json)).toBe('unexpected');
  });
});

it('a value can have 100 levels and no more', () => {
  expect(parseUser(`{"id":"usr_a","deep":${'['.repeat(101)}${']'.repeat(101)}}`)).toBe(
    'unexpected',
  );
  const { other } = userOf(`{"id":"usr_a","deep":${'['.repeat(100)}${']'.repeat(100)}}`);
  expect(other.map(({ name }) => name)).toEqual(['deep']);
});

describe('a user of a mebibyte is read', () => {
  const size = 1024 * 1024;

  it.each([
    ['escapes', `"${'\\n'.repeat(size / 2)}"`],
    ['digits', '9'.repeat(size)],
    ['numbers', `[${'0,'.repeat(size / 2)}0]`],
    ['objects', `[${'{},'.repeat(size / 3)}{}]`],
    ['keys', `{${Array.from({ length: size / 12 }, (_, n) => `"k${n}":0`).join(',')}}`],
  ])('of %s', (_, json) => {
    expect(userOf(`{"id":"usr_a","x":${' '.repeat(size)}${json}}`).other).toEqual([
      { name: 'x', json },
    ]);
  });
});

describe('for any answer', () => {
  const states = ['set', 'not-set', 'missing', 'wrong-type'];

  it('that is JSON, the result is a user or unexpected', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        const user = parseUser(json);
        expect(typeof user === 'string' ? [user] : Object.keys(user)).toEqual(
          typeof user === 'string' ? ['unexpected'] : ['name', 'fields', 'other'],
        );
      }),
    );
  });

  it('parseUser does not throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseUser(text);
      }),
    );
  });

  it('every known field has a state, and all unknown fields are kept', () => {
    const known = fc.record(
      Object.fromEntries(
        fieldNames.filter((name) => name !== 'id').map((name) => [name, fc.jsonValue()]),
      ),
      { requiredKeys: [] },
    );
    const unknown = fc.dictionary(fc.stringMatching(/^x_[a-z]{1,8}$/), fc.jsonValue());
    fc.assert(
      fc.property(known, unknown, (fields, others) => {
        const user = userOf(JSON.stringify({ id: 'usr_a', ...fields, ...others }));
        expect(Object.keys(user.fields)).toEqual(fieldNames);
        expect(Object.values(user.fields).filter(({ state }) => !states.includes(state))).toEqual(
          [],
        );
        expect(user.other.map(({ name }) => name)).toEqual(Object.keys(others));
      }),
    );
  });
});

describe('the text of a field', () => {
  it.each([
    [{ state: 'set', value: 'a' }, 'a'],
    [{ state: 'set', value: '' }, ''],
    [{ state: 'set', value: true }, null],
    [{ state: 'not-set' }, null],
    [{ state: 'missing' }, null],
    [{ state: 'wrong-type', json: '"a"' }, null],
  ] as const)('of %j is %j', (field, text) => {
    expect(textOfField(field)).toBe(text);
  });
});
