import type { Field } from '../../electron/contract/user';
import { momentOf } from '../ui/time';

/** The text that a field holds, as it came; null where it holds none. */
export function textOf(field: Field): string | null {
  return field.state === 'set' && typeof field.value === 'string' ? field.value : null;
}

/** The moment that a field names, or null where it names none. */
export function momentIn(field: Field): Date | null {
  const text = textOf(field);
  return text === null ? null : momentOf(text);
}
