import { canonicalEmail } from '../../electron/contract/email';
import { holdsApiKey } from './api-key-text';
import { findEmailCandidates, type EmailCandidate } from './email-addresses';
import { mixedScriptIn, type Oddity } from './oddity';
import { decodePercent, repairText } from './repair-text';
import { findIdCandidates, findWrappedId, type IdCandidate } from './user-ids';

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

/** What was found in a text, or in the pieces of one. */
type Findings = {
  /** By their text, in the order in which they stand. */
  readonly ids: Map<string, IdCandidate>;
  /** By their canonical spelling. More than two say no more than two. */
  readonly emails: Map<string, EmailCandidate>;
  holdsApiKey: boolean;
};

/**
 * Finds the user ids in a text that a person typed or pasted, or else the one e-mail address.
 *
 * The rule: text that was damaged on its way is repaired only if one reading is possible. Otherwise the app asks. A piece
 * between two delimiters is an id or an address as a whole or not at all. It is never cut, since a fragment may be
 * another person's. Ids are opaque: only the documented shape is recognised, `usr_` and letters, digits, `_` and `-`.
 */
export function readSearchText(pasted: string): SearchText {
  const text = unwrapped(pasted);
  const wrapped = findWrappedId(text);
  if (wrapped !== null) return conclude({ ...noFindings(), ids: byText([wrapped]) }, text);
  const findings = noFindings();
  collect(pasted, findings);
  return conclude(findings, text);
}

/** A piece of a long text: a few milliseconds of work. */
const pieceLength = 100_000;

/** No id and no address is longer. A longer run without a delimiter is data, such as an encoded picture. */
const longestRun = 10_000;

/**
 * Finds what {@link readSearchText} finds, in a text of any length, piece by piece, so that the page stays responsive.
 *
 * @returns null if the signal was aborted
 */
export async function readLongText(text: string, signal: AbortSignal): Promise<SearchText | null> {
  const findings = noFindings();
  for (const piece of piecesOf(text)) {
    collect(piece, findings);
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return null;
  }
  return conclude(findings, text);
}

/** The text in pieces that begin and end at a delimiter, without runs that are too long to be an id or an address. */
function* piecesOf(text: string): Generator<string> {
  const delimiter = /[\s"',;<>]/g;
  let start = 0;
  while (start < text.length) {
    delimiter.lastIndex = Math.min(start + pieceLength, text.length);
    const end = delimiter.exec(text)?.index ?? text.length;
    const piece = text.slice(start, end);
    if (piece.length <= pieceLength + longestRun) {
      yield piece;
    } else {
      const last = /[\s"',;<>][^\s"',;<>]*$/.exec(text.slice(start, start + pieceLength));
      if (last !== null) yield text.slice(start, start + last.index);
    }
    start = end + 1;
  }
}

function noFindings(): Findings {
  return { ids: new Map(), emails: new Map(), holdsApiKey: false };
}

function byText(candidates: readonly IdCandidate[]): Map<string, IdCandidate> {
  return new Map(candidates.map((each) => [each.text, each]));
}

function collect(text: string, findings: Findings): void {
  const repaired = repairText(text);
  // Twice, for an address within an address.
  for (const [id, each] of byText(findIdCandidates(decodePercent(decodePercent(repaired)))))
    findings.ids.set(id, each);
  findings.holdsApiKey ||= holdsApiKey(repaired);
  for (const each of findEmailCandidates(repaired)) {
    if (findings.emails.size > 1) break;
    const spelling = canonicalEmail(each.text);
    if (!findings.emails.has(spelling))
      findings.emails.set(
        spelling,
        each.oddity === null ? each : { ...each, text: wholeRun(repaired, each.text) },
      );
  }
}

/** @param text the whole text, for the case that nothing in it is recognised */
function conclude({ ids, emails, holdsApiKey }: Findings, text: string): SearchText {
  const doubtful = [...ids.values()].find(({ oddity }) => oddity !== null);
  const [first, ...others] = ids.keys();
  if (first !== undefined && doubtful === undefined)
    return { kind: 'ids', ids: [first, ...others] };
  if (holdsApiKey) return { kind: 'api-key' };
  if (doubtful?.oddity) return { kind: 'doubtful', text: doubtful.text, oddity: doubtful.oddity };
  const [email, ...otherEmails] = emails.values();
  if (email !== undefined && otherEmails.length === 0)
    return email.oddity === null
      ? { kind: 'email', email: email.text }
      : { kind: 'doubtful', text: email.text, oddity: email.oddity };
  return readUnrecognised(unwrapped(text));
}

/** The text around an odd address up to white space, so that the person judges and sends all of it. */
function wholeRun(text: string, piece: string): string {
  const run = text.split(/\s+/).find((each) => each.includes(piece));
  return run === undefined
    ? piece
    : run.replace(/^["'“”„(<[{,;:]+|["'“”)>\]},;:]+$|(?<!\.)\.$/g, '');
}

function readUnrecognised(text: string): SearchText {
  const run = unwrapped(repairText(text));
  if (run === '') return { kind: 'empty' };
  // An id of any kind in which a letter of another script stands.
  const character = /^\S+_\S+$/.test(run) ? mixedScriptIn(run) : null;
  return character === null
    ? { kind: 'unrecognised', text }
    : { kind: 'doubtful', text: run, oddity: { kind: 'other-script', character } };
}
