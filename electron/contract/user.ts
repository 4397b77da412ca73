/**
 * The 18 fields of the reference page "Get User By Id", in its order. Timestamps are ISO 8601 in UTC,
 * `birthday` is `YYYY-MM-DD`, `timezone` is an IANA name. All of them arrive as text, and text in
 * another form is shown unchanged.
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

/** One field of an answer. A field of the wrong type carries its value as JSON text. */
export type Field =
  | { readonly state: 'set'; readonly value: string | boolean }
  | { readonly state: 'not-set' }
  | { readonly state: 'missing' }
  | { readonly state: 'wrong-type'; readonly json: string };

/** A user as the renderer shows it: known fields typed, unknown fields in the order of the answer. */
export type User = {
  /** The full name, else first and last name, else null. */
  readonly name: string | null;
  readonly fields: Readonly<Record<FieldName, Field>>;
  /** Fields that the reference page does not name, as JSON text. */
  readonly other: readonly { readonly name: string; readonly json: string }[];
};

/** The text of a field, or null if it holds none. */
export function textOfField(field: Field): string | null {
  return field.state === 'set' && typeof field.value === 'string' ? field.value : null;
}
