/**
 * The 18 fields that the API reference page "Get User By Id" documents, in its order. Timestamps
 * are ISO 8601 in UTC, `birthday` is `YYYY-MM-DD`, `timezone` is an IANA name. Their format is not
 * validated: the renderer shows text in another format unchanged.
 */
export const fieldNames = [
  'id',
  'email',
  'username',
  'full_name',
  'first_name',
  'last_name',
  'birthday',
  'profile_image',
  'timezone',
  'country_id',
  'post_code',
  'gender',
  'is_active',
  'last_verified',
  'last_login',
  'created_at',
  'updated_at',
  'current_organization_id',
] as const;

export type FieldName = (typeof fieldNames)[number];

/** One field of an answer. `not-set`: null. `wrong-type`: `json` is the value as JSON text. */
export type Field =
  | { readonly state: 'set'; readonly value: string | boolean }
  | { readonly state: 'not-set' }
  | { readonly state: 'missing' }
  | { readonly state: 'wrong-type'; readonly json: string };

/** A user, read from an answer. */
export type User = {
  /** The full name, else first and last name, else null. */
  readonly name: string | null;
  readonly fields: Readonly<Record<FieldName, Field>>;
  /** Undocumented fields, in the order of the answer, with their values as JSON text. */
  readonly other: readonly { readonly name: string; readonly json: string }[];
};

/** The text of a field, or null if the field is not set, missing, boolean or of the wrong type. */
export function textOfField(field: Field): string | null {
  return field.state === 'set' && typeof field.value === 'string' ? field.value : null;
}
