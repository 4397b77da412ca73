import * as v from 'valibot';
import { limits } from '../contract/limits';
import { fieldNames, textOfField, type Field, type FieldName, type User } from '../contract/user';
import { membersOf } from './json-members';

const text = v.string();
const textOrNull = v.nullable(v.string());

/** The types that the reference page states. */
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

/** Nobody is called by more than stands in a line. */
const longestName = 200;

const answerSchema = v.pipe(
  v.custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  ),
  // An envelope or another endpoint's object is not a user: without an id the card would be about nobody.
  v.check(({ id }) => typeof id === 'string' && id !== '' && id.length <= limits.idLength),
);

/** What the text of an answer says of a field, and the value that it stands for. */
function readField(name: FieldName, json: string | undefined): Field {
  if (json === undefined) return { state: 'missing' };
  const parsed = v.safeParse(fieldSchemas[name], JSON.parse(json));
  if (!parsed.success) return { state: 'wrong-type', json };
  return parsed.output === null ? { state: 'not-set' } : { state: 'set', value: parsed.output };
}

/**
 * Reads a user from the text of an answer.
 *
 * @param json the body as it came
 * @returns the user, `'not-json'` where the text is no JSON, or `'unexpected'` where it is JSON but no user, or one with
 *   more in it than can be shown
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
    fieldNames.map((name) => [name, readField(name, members.get(name))]),
  ) as User['fields'];
  const other = [...members]
    .filter(([name]) => !Object.hasOwn(fieldSchemas, name))
    .map(([name, json]) => ({ name, json }));
  return { name: nameOf(fields), fields, other };
}

function nameOf({ full_name, first_name, last_name }: User['fields']): string | null {
  const [full, first, last] = [full_name, first_name, last_name].map(
    (field) => textOfField(field)?.trim() ?? '',
  );
  const name = [full, [first, last].filter(Boolean).join(' ')].find((text) => text !== '');
  // SQLite's texts end at a zero character: the history would call somebody by the half before it.
  return name?.slice(0, longestName).toWellFormed().replaceAll('\0', '\uFFFD') ?? null;
}
