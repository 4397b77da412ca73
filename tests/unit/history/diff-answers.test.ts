import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffAnswers } from '../../../electron/history/diff-answers';
import { answerJson, referenceAnswer, referenceJson } from '../builders';

const diff = (before: Record<string, unknown>, after: Record<string, unknown>) =>
  diffAnswers(answerJson(before), answerJson(after));

describe('the difference of two answers', () => {
  it('is empty for equal values in another notation', () => {
    expect(diffAnswers(referenceJson, JSON.stringify(referenceAnswer))).toEqual({
      changes: [],
      routine: [],
    });
    expect(diff({ team: { a: 1, b: [2] } }, { team: { b: [2], a: 1 } }).changes).toEqual([]);
  });

  it('lists the changed fields in the order of the card, with both values', () => {
    expect(
      diff({ gender: null, team: 'a' }, { is_active: false, gender: 'x', team: undefined }),
    ).toEqual({
      changes: [
        { field: 'gender', before: { state: 'not-set' }, after: { state: 'set', value: 'x' } },
        {
          field: 'is_active',
          before: { state: 'set', value: true },
          after: { state: 'set', value: false },
        },
        { field: 'team', before: { state: 'unknown', json: '"a"' }, after: { state: 'missing' } },
      ],
      routine: [],
    });
  });

  it('lists routine fields separately', () => {
    const { changes, routine } = diff({}, { last_login: 'x', updated_at: 'y', email: 'z' });
    expect(changes.map(({ field }) => field)).toEqual(['email']);
    expect(routine.map(({ field }) => field)).toEqual(['last_login', 'updated_at']);
  });

  it('distinguishes missing from null, and a string from a number', () => {
    expect(diff({ gender: null }, { gender: undefined }).changes).toHaveLength(1);
    expect(diff({ post_code: '8004' }, { post_code: 8004 }).changes).toHaveLength(1);
    expect(diff({ post_code: { a: 1, b: 2 } }, { post_code: { b: 2, a: 1 } }).changes).toEqual([]);
  });

  it('distinguishes numbers that JavaScript rounds to the same value', () => {
    const json = (number: string) =>
      referenceJson.replace('"example_gender"', `{"a":${number},"b":1}`);
    expect(
      diffAnswers(json('12345678901234567890'), json('12345678901234567891')).changes,
    ).toHaveLength(1);
    expect(diffAnswers(json('1.50'), json('1.5')).changes).toEqual([]);
  });

  it('contains exactly the fields that differ, and is symmetric', () => {
    const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined));
    const fields = fc.record({
      email: value,
      gender: value,
      is_active: value,
      last_login: value,
      extra: value,
    });
    fc.assert(
      fc.property(fields, fields, (a, b) => {
        const forth = diff(a, b);
        const back = diff(b, a);
        const differing = Object.keys(a).filter(
          (name) => canonical(a[name as 'email']) !== canonical(b[name as 'email']),
        );
        expect([...forth.changes, ...forth.routine].map(({ field }) => field).sort()).toEqual(
          differing.sort(),
        );
        expect(back.changes.map(({ before, after }) => [after, before])).toEqual(
          forth.changes.map(({ before, after }) => [before, after]),
        );
      }),
    );
  });
});

/** JSON text with sorted keys. */
function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
