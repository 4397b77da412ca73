import type { FieldName } from '../../electron/contract/user';

/**
 * The fields that stay visible in privacy mode: the account's id, state and times, so that
 * colleagues can discuss it. All other fields are masked, including undocumented ones.
 */
const impersonal: ReadonlySet<FieldName> = new Set<FieldName>([
  'id',
  'is_active',
  'last_login',
  'last_verified',
  'created_at',
  'updated_at',
  'current_organization_id',
]);

/** Whether a field is about the person and not only about the account. */
export function isPersonal(field: FieldName): boolean {
  return !impersonal.has(field);
}

/**
 * Replaces a masked value. Its length is fixed, because the length of a value reveals something.
 */
export const mask = '••••••';
