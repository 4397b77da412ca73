import type { Field } from '../../electron/contract/user';
import { isPlaceholder, momentOf } from '../ui/time';

/** A field's value if it is a string, exactly as the server sent it. Otherwise null. */
export function textOf(field: Field): string | null {
  return field.state === 'set' && typeof field.value === 'string' ? field.value : null;
}

/** A field's value as a point in time. Null if it is none, or a placeholder for "never". */
export function momentIn(field: Field): Date | null {
  const text = textOf(field);
  return text === null || isPlaceholder(text) ? null : momentOf(text);
}

/**
 * Whether a time field means "never". It then holds null, or the zero time of a programming
 * language or a database (see {@link isPlaceholder}).
 */
export function isNever(field: Field): boolean {
  const text = textOf(field);
  return field.state === 'not-set' || (text !== null && isPlaceholder(text));
}
