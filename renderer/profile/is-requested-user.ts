import { canonicalEmail } from '../../electron/contract/email';
import type { LookUp } from '../../electron/contract/look-up';

/**
 * Whether the server returned the account that was requested. E-mail addresses are compared in
 * their canonical form (see {@link canonicalEmail}). Ids are opaque, so they must be identical.
 */
export function isRequestedUser({ id, email, user: { fields } }: LookUp): boolean {
  if (email === undefined) return fields.id.state === 'set' && fields.id.value === id;
  if (fields.email.state !== 'set') return false;
  return canonicalEmail(String(fields.email.value).trim()) === canonicalEmail(email.trim());
}

/** The first position at which two texts differ, and the character of each text there. */
export type Difference = {
  /** Counts code points of the NFC form, from 1. */
  readonly position: number;
  /** The character of the requested text, or `''` after its end. */
  readonly asked: string;
  /** The character of the returned text, or `''` after its end. */
  readonly answered: string;
};

/**
 * The first difference between two texts, or null if a reader can see it. Two ASCII characters look
 * different. A letter of another script or with another diacritic may look the same.
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
