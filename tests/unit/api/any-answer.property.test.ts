import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseUser } from '../../../electron/api/parse-user';
import { diffAnswers } from '../../../electron/history/diff-answers';
import { anyAnswer, anyUser } from '../../mock-api/any-answer';
import { userOf } from '../builders';

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

it('parseUser classifies any text as a user, unexpected JSON or not JSON', () => {
  fc.assert(
    fc.property(anyAnswer, (text) => {
      const user = parseUser(text);
      expect(user === 'not-json').toBe(!isJson(text));
      if (typeof user !== 'string') expect(user.fields.id).toMatchObject({ state: 'set' });
    }),
    { numRuns: 2_000 },
  );
});

it('parseUser and JSON.parse agree on the fields of any user and on their values', () => {
  fc.assert(
    fc.property(anyUser, (text) => {
      const { fields, other } = userOf(text);
      const answer = JSON.parse(text) as Record<string, unknown>;
      for (const [name, field] of Object.entries(fields)) {
        if (!Object.hasOwn(answer, name)) expect(field).toEqual({ state: 'missing' });
        else if (field.state === 'set') expect(field.value).toBe(answer[name]);
        else if (field.state === 'not-set') expect(answer[name]).toBeNull();
        else if (field.state === 'wrong-type') expect(JSON.parse(field.json)).toEqual(answer[name]);
      }
      const others = Object.keys(answer).filter((name) => !Object.hasOwn(fields, name));
      expect(other.map(({ name }) => name).sort()).toEqual(others.sort());
      for (const { name, json } of other) expect(JSON.parse(json)).toEqual(answer[name]);
    }),
    { numRuns: 1_000 },
  );
});

it('diffAnswers compares any two answers, and finds no changes between equal ones', () => {
  fc.assert(
    fc.property(anyAnswer, anyAnswer, (one, other) => {
      const { changes, routine } = diffAnswers(one, other);
      expect(new Set([...changes, ...routine].map(({ field }) => field)).size).toBe(
        changes.length + routine.length,
      );
      expect(diffAnswers(one, ` ${one}`)).toEqual({ changes: [], routine: [] });
    }),
    { numRuns: 1_000 },
  );
});
