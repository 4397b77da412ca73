import { canonicalEmail } from '../../electron/contract/email';
import { holdsApiKey } from './api-key-text';
import { findEmailCandidates } from './email-addresses';
import { mixedScriptIn, type Oddity } from './oddity';
import { decodePercent, repairText } from './repair-text';
import { findIdCandidates, findWrappedId } from './user-ids';

/** What a pasted text holds. */
export type SearchText =
  | { readonly kind: 'empty' }
  | { readonly kind: 'ids'; readonly ids: readonly [string, ...string[]] }
  | { readonly kind: 'email'; readonly email: string }
  | { readonly kind: 'api-key' }
  /** An id or an e-mail address that may be damaged. The person decides. */
  | { readonly kind: 'doubtful'; readonly text: string; readonly oddity: Oddity }
  | { readonly kind: 'unrecognised'; readonly text: string };

/** White space, quotes and punctuation that come along with a copied value. */
const wrapping = /[\s"'`“”„‘’‚«»‹›<>()[\]{},;:.]/;

function unwrapped(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && wrapping.test(text.charAt(start))) start++;
  while (end > start && wrapping.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/**
 * Whether a text is an id by its form, also one of another kind of system: a word, `_`, and the rest. Only ids stand in clear
 * in privacy mode, since free text may name a person.
 */
export function hasFormOfId(text: string): boolean {
  return /^[A-Za-z]+_[A-Za-z0-9_-]+$/.test(text);
}

/**
 * Finds the user ids in what a person typed or pasted, or else the one e-mail address.
 *
 * The rule: text that was damaged on its way is repaired only where one reading is possible. Otherwise the app asks. A piece
 * between two delimiters is an id or an address as a whole or not at all; it is never cut, since a fragment may be
 * another person's. Ids are opaque: only the documented shape is recognised, `usr_` and letters, digits, `_` and `-`.
 */
export function readSearchText(pasted: string): SearchText {
  const text = unwrapped(pasted);
  const repaired = repairText(pasted);
  if (unwrapped(repaired) === '') return { kind: 'empty' };
  const wrapped = findWrappedId(text);
  // Twice, for an address within an address.
  const ids =
    wrapped === null ? findIdCandidates(decodePercent(decodePercent(repaired))) : [wrapped];
  const doubtful = ids.find(({ oddity }) => oddity !== null);
  const [first, ...others] = new Set(ids.map((id) => id.text));
  if (first !== undefined && doubtful === undefined)
    return { kind: 'ids', ids: [first, ...others] };
  if (holdsApiKey(repaired)) return { kind: 'api-key' };
  if (doubtful?.oddity) return { kind: 'doubtful', text: doubtful.text, oddity: doubtful.oddity };
  return readEmail(repaired) ?? readMixed(repaired) ?? { kind: 'unrecognised', text };
}

/** The only e-mail address in a text, or null where there is none or several. */
function readEmail(text: string): SearchText | null {
  const [first, ...others] = findEmailCandidates(text);
  if (first === undefined) return null;
  const spelling = canonicalEmail(first.text);
  if (others.some((other) => canonicalEmail(other.text) !== spelling)) return null;
  if (first.oddity === null) return { kind: 'email', email: first.text };
  return { kind: 'doubtful', text: wholeRun(text, first.text), oddity: first.oddity };
}

/** What stands around an odd address up to white space, so that the person judges and sends all of it. */
function wholeRun(text: string, piece: string): string {
  const run = text.split(/\s+/).find((each) => each.includes(piece));
  return run === undefined
    ? piece
    : run.replace(/^["'“”„(<[{,;:]+|["'“”)>\]},;:]+$|(?<!\.)\.$/g, '');
}

/** An id of any kind in which a letter of another script stands. */
function readMixed(text: string): SearchText | null {
  const run = unwrapped(text);
  if (/\s/.test(run) || !run.includes('_')) return null;
  const character = mixedScriptIn(run);
  return character === null
    ? null
    : { kind: 'doubtful', text: run, oddity: { kind: 'other-script', character } };
}
