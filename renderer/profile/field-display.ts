import type { Field, FieldName } from '../../electron/contract/user';
import { m } from '../messages/compiled/messages.js';
import { toDisplayText } from '../ui/display-text';

/** How the screen formats a field's text. */
export type FieldFormat = 'text' | 'code' | 'zone' | 'moment' | 'day';

type Group = { readonly title: () => string; readonly fields: readonly FieldName[] };

/**
 * The 18 documented fields in two columns, the most wanted ones first. The header and the status
 * line above them already show the name and whether the user can sign in.
 */
export const fieldColumns: readonly (readonly Group[])[] = [
  [
    { title: m.group_place, fields: ['timezone', 'post_code', 'country_id', 'gender', 'birthday'] },
    { title: m.group_record, fields: ['current_organization_id', 'created_at', 'updated_at'] },
  ],
  [
    { title: m.group_access, fields: ['is_active', 'last_login', 'last_verified'] },
    {
      title: m.group_person,
      fields: ['full_name', 'first_name', 'last_name', 'email', 'username', 'id', 'profile_image'],
    },
  ],
];

const labels: Readonly<Record<FieldName, () => string>> = {
  id: m.field_id,
  email: m.field_email,
  username: m.field_username,
  full_name: m.field_full_name,
  first_name: m.field_first_name,
  last_name: m.field_last_name,
  birthday: m.field_birthday,
  profile_image: m.field_profile_image,
  timezone: m.field_timezone,
  country_id: m.field_country_id,
  post_code: m.field_post_code,
  gender: m.field_gender,
  is_active: m.field_is_active,
  last_verified: m.field_last_verified,
  last_login: m.field_last_login,
  created_at: m.field_created_at,
  updated_at: m.field_updated_at,
  current_organization_id: m.field_current_organization_id,
};

/** Whether the API reference documents a field. Servers may send further fields. */
export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(labels, name);
}

/** A documented field's name on the screen, in the screen's language. */
export function fieldLabel(name: FieldName): string {
  return labels[name]();
}

/**
 * Maximum displayed length of an unknown field's name. It must fit a narrow column and sentences.
 */
const maxNameLength = 100;

/**
 * The name of any field on the screen. An undocumented field keeps the name that the server sent.
 */
export function anyFieldLabel(name: string): string {
  return isFieldName(name)
    ? fieldLabel(name)
    : toDisplayText(name.trim() === '' ? JSON.stringify(name) : name, maxNameLength);
}

const formats: Readonly<Partial<Record<FieldName, FieldFormat>>> = {
  id: 'code',
  country_id: 'code',
  current_organization_id: 'code',
  profile_image: 'code',
  timezone: 'zone',
  last_verified: 'moment',
  last_login: 'moment',
  created_at: 'moment',
  updated_at: 'moment',
  birthday: 'day',
};

/** How the screen formats a documented field. */
export function fieldFormat(name: FieldName): FieldFormat {
  return formats[name] ?? 'text';
}

/** The words for null. For sign-in and verification, null means "never" instead of "not set". */
export function notSetMessage(name: FieldName): string {
  return name === 'last_login' || name === 'last_verified' ? m.value_never() : m.value_not_set();
}

/**
 * The text for a field's copy button: the value as the server sent it, or null if there is none.
 */
export function copyableText(field: Field): string | null {
  if (field.state === 'wrong-type') return field.json;
  return field.state === 'set' && field.value !== '' ? String(field.value) : null;
}
