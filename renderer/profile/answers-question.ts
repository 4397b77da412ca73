import { canonicalEmail } from '../../electron/contract/email';
import type { LookUp } from '../../electron/contract/look-up';

/**
 * Whether an answer is about the account that was asked for. An e-mail address that is only written differently is the same
 * account: see {@link canonicalEmail}. Ids are opaque, so they have one spelling.
 */
export function answersQuestion({ id, email, user: { fields } }: LookUp): boolean {
  if (email === undefined) return fields.id.state === 'set' && fields.id.value === id;
  if (fields.email.state !== 'set') return false;
  return canonicalEmail(String(fields.email.value).trim()) === canonicalEmail(email.trim());
}

/** Two characters at the same place of two texts. Empty where a text ends before it. */
export type Difference = {
  /** Counts code points from 1, as a reader does. */
  readonly position: number;
  readonly asked: string;
  readonly answered: string;
};

/**
 * The first difference between two spellings, or null if a reader can see it: two ASCII characters look different, while a
 * letter of another script or with another mark may not.
 */
export function hiddenDifference(asked: string, answered: string): Difference | null {
  const left = Array.from(asked.normalize('NFC'));
  const right = Array.from(answered.normalize('NFC'));
  const index = left.findIndex((character, at) => character !== right[at]);
  const at = index === -1 ? left.length : index;
  const difference = { position: at + 1, asked: left[at] ?? '', answered: right[at] ?? '' };
  const isVisible = /^[\0-\x7F]*$/.test(difference.asked + difference.answered);
  return isVisible ? null : difference;
}
