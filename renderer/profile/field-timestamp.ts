import { textOfField, type Field } from '../../electron/contract/user';
import { isPlaceholder, momentOf } from '../ui/time';

/** A field's value as a point in time. Null if it is none, or a placeholder for "never". */
export function fieldTimestamp(field: Field): Date | null {
  const text = textOfField(field);
  return text === null || isPlaceholder(text) ? null : momentOf(text);
}

/**
 * Whether a time field means "never". It then holds null, or the zero time of a programming
 * language or a database (see {@link isPlaceholder}).
 */
export function isNever(field: Field): boolean {
  const text = textOfField(field);
  return field.state === 'not-set' || (text !== null && isPlaceholder(text));
}
