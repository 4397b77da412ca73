import * as v from 'valibot';
import { limits } from '../contract/limits';
import { fieldNames, textOfField, type Field, type FieldName, type User } from '../contract/user';
import { membersOf } from './json-members';

const text = v.string();
const textOrNull = v.nullable(v.string());

/** The types of the fields in the API reference. */
const fieldSchemas = {
  id: text,
  email: text,
  username: textOrNull,
  full_name: textOrNull,
  first_name: textOrNull,
  last_name: textOrNull,
  birthday: textOrNull,
  profile_image: textOrNull,
  timezone: textOrNull,
  country_id: textOrNull,
  post_code: textOrNull,
  gender: textOrNull,
  is_active: v.boolean(),
  last_verified: textOrNull,
  last_login: textOrNull,
  created_at: text,
  updated_at: text,
  current_organization_id: textOrNull,
} as const satisfies Readonly<Record<FieldName, v.GenericSchema>>;

/** The longest displayed name. Longer ones would not fit into a line of the history. */
const maxNameLength = 200;

const answerSchema = v.pipe(
  v.custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  ),
  // Rejects error objects and the objects of other endpoints, which have no id.
  v.check(({ id }) => typeof id === 'string' && id !== '' && id.length <= limits.idLength),
);

/** @param json the value as JSON text, or undefined if the answer has no such field */
function parseField(name: FieldName, json: string | undefined): Field {
  if (json === undefined) return { state: 'missing' };
  const parsed = v.safeParse(fieldSchemas[name], JSON.parse(json));
  if (!parsed.success) return { state: 'wrong-type', json };
  return parsed.output === null ? { state: 'not-set' } : { state: 'set', value: parsed.output };
}

/**
 * Parses the body of an answer.
 *
 * @param json the response body, unchanged
 * @returns the user; `'not-json'` if the body is not JSON; `'unexpected'` if it is JSON, but not a
 *   user, or a user with more members or levels than the renderer can show (see `membersOf`)
 */
export function parseUser(json: string): User | 'not-json' | 'unexpected' {
  let answer: unknown;
  try {
    answer = JSON.parse(json);
  } catch {
    return 'not-json';
  }
  const members = v.is(answerSchema, answer) ? membersOf(json) : null;
  if (members === null) return 'unexpected';
  const fields = Object.fromEntries(
    fieldNames.map((name) => [name, parseField(name, members.get(name))]),
  ) as User['fields'];
  const other = [...members]
    .filter(([name]) => !Object.hasOwn(fieldSchemas, name))
    .map(([name, json]) => ({ name, json }));
  return { name: displayNameOf(fields), fields, other };
}

function displayNameOf({ full_name, first_name, last_name }: User['fields']): string | null {
  const [full, first, last] = [full_name, first_name, last_name].map(
    (field) => textOfField(field)?.trim() ?? '',
  );
  const name = [full, [first, last].filter(Boolean).join(' ')].find((text) => text !== '');
  // SQLite truncates text at a null character, so the history would show only a part of the name.
  return name?.slice(0, maxNameLength).toWellFormed().replaceAll('\0', '\uFFFD') ?? null;
}
