import type { Field } from '../../electron/contract/user';
import { isPlaceholder, momentOf } from '../ui/time';

/** The text that a field holds, as it came; null where it holds none. */
export function textOf(field: Field): string | null {
  return field.state === 'set' && typeof field.value === 'string' ? field.value : null;
}

/** The moment that a field names. Null if it names none, or holds a placeholder for "never". */
export function momentIn(field: Field): Date | null {
  const text = textOf(field);
  return text === null || isPlaceholder(text) ? null : momentOf(text);
}

/** Whether a field says "never": it holds null, or the zero of a programming language or a database. */
export function isNever(field: Field): boolean {
  const text = textOf(field);
  return field.state === 'not-set' || (text !== null && isPlaceholder(text));
}
