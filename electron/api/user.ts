import * as v from 'valibot';
import { membersOf } from './members';

const text = v.string();
const textOrNull = v.nullable(v.string());

/**
 * The 18 fields of the reference page "Get User By Id", in its order, with the types that it states.
 * Timestamps are ISO 8601 in UTC, `birthday` is `YYYY-MM-DD`, `timezone` is an IANA name; all of them arrive as text
 * and are shown as they came where they are not what they should be.
 */
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
} as const;

export type FieldName = keyof typeof fieldSchemas;

/** One field of an answer. `other` fields and wrongly typed ones carry their value as JSON text. */
export type Field =
  | { readonly state: 'set'; readonly value: string | boolean }
  | { readonly state: 'not-set' }
  | { readonly state: 'missing' }
  | { readonly state: 'wrong-type'; readonly json: string };

/** A user as the page shows one: known fields typed, unknown ones kept in the order in which they came. */
export type User = {
  /** What to call the person: the full name, or what there is of first and last name; null where there is none. */
  readonly name: string | null;
  readonly fields: Readonly<Record<FieldName, Field>>;
  readonly other: readonly { readonly name: string; readonly json: string }[];
};

const fieldNames = Object.keys(fieldSchemas) as FieldName[];

/** A longer one could not be asked for: no channel takes it. */
const longestId = 2_000;

/** Nobody is called by more than stands in a line. */
const longestName = 200;

const answerSchema = v.pipe(
  v.custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  ),
  // An envelope or another endpoint's object is not a user: without an id the card would be about nobody.
  v.check(({ id }) => typeof id === 'string' && id !== '' && id.length <= longestId),
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
  const [full, first, last] = [full_name, first_name, last_name].map((field) => textOf(field)?.trim() ?? '');
  const name = [full, [first, last].filter(Boolean).join(' ')].find((text) => text !== '');
  // SQLite's texts end at a zero character: the history would call somebody by the half before it.
  return name?.slice(0, longestName).toWellFormed().replaceAll('\0', '\uFFFD') ?? null;
}

/** The text of a field, or null where it holds none. */
export function textOf(field: Field): string | null {
  return field.state === 'set' && typeof field.value === 'string' ? field.value : null;
}
