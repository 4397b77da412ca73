import { isDeepStrictEqual } from 'node:util';
import { parseUser } from '../api/parse-user';
import type { Changes, FieldValue } from '../contract/history';

/** Fields that every use of the account changes. */
const routineFields: readonly string[] = ['last_login', 'updated_at'];

const none: Changes = { changes: [], routine: [] };

/**
 * Compares two answers field by field. Compares values: the order of keys and white space don't
 * matter.
 *
 * @param previous the body of the earlier response
 * @param current the body of the later response
 */
export function diffAnswers(previous: string, current: string): Changes {
  if (previous === current) return none;
  const [before, after] = [fieldsOf(previous), fieldsOf(current)];
  const changes = [...new Set([...after.keys(), ...before.keys()])]
    .map((field) => ({
      field,
      before: before.get(field) ?? missing,
      after: after.get(field) ?? missing,
    }))
    .filter(({ before, after }) => !isSame(before, after));
  return {
    changes: changes.filter(({ field }) => !routineFields.includes(field)),
    routine: changes.filter(({ field }) => routineFields.includes(field)),
  };
}

const missing: FieldValue = { state: 'missing' };

/** The documented fields, then the others. Empty if the answer is not a user. */
function fieldsOf(json: string): ReadonlyMap<string, FieldValue> {
  const user = parseUser(json);
  if (typeof user === 'string') return new Map();
  return new Map<string, FieldValue>([
    ...Object.entries(user.fields),
    ...user.other.map(({ name, json }) => [name, { state: 'unknown', json }] as const),
  ]);
}

function isSame(before: FieldValue, after: FieldValue): boolean {
  return isDeepStrictEqual(valueOf(before), valueOf(after));
}

/**
 * A value to compare a field by. JSON text is parsed. `JSON.parse` rounds long numbers, such as
 * ids, so these are compared as text in addition.
 */
function valueOf(field: FieldValue): unknown {
  if (!('json' in field)) return field;
  const longNumbers = field.json.match(/\d{16,}/g)?.sort();
  return { state: field.state, value: JSON.parse(field.json) as unknown, longNumbers };
}
