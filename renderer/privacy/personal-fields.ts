import type { FieldName } from '../../electron/contract/user';

/**
 * What may be seen by others: which account it is and what state it is in, so that colleagues can talk about it. All
 * other fields are masked in privacy mode, unknown ones too.
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

/** Whether a field says something about the person and not just about the account. */
export function isPersonal(field: FieldName): boolean {
  return !impersonal.has(field);
}

/** Stands for a masked value: of one length for all, because a length says something too. */
export const mask = '••••••';
