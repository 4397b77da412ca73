import { isDeepStrictEqual } from 'node:util';
import { parseUser } from '../api/parse-user';
import type { Changes, FieldValue } from '../contract/history';

const routineFields: readonly string[] = ['last_login', 'updated_at'];

const none: Changes = { changes: [], routine: [] };

/**
 * What is different in the later of two answers. Goes by the values: the order of keys and white space don't count.
 *
 * @param previous the text of the earlier answer
 * @param current the text of the later one
 */
export function changesSince(previous: string, current: string): Changes {
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

/** The known fields first, all of them, then the others. An answer that is no user has no fields. */
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

/** JSON text is compared by what it says. `JSON.parse` rounds long numbers, such as ids: those count as they stand. */
function valueOf(field: FieldValue): unknown {
  if (!('json' in field)) return field;
  const longNumbers = field.json.match(/\d{16,}/g)?.sort();
  return { state: field.state, value: JSON.parse(field.json) as unknown, longNumbers };
}
