import { canonicalEmail } from '../../electron/contract/email';
import { holdsApiKey } from './api-key-text';
import { findEmailCandidates, type EmailCandidate } from './email-addresses';
import { mixedScriptIn, type Oddity } from './oddity';
import { decodePercent, repairText } from './repair-text';
import { findIdCandidates, findWrappedId, lineBreakSign, type IdCandidate } from './user-ids';

/** What a typed or pasted text contains. */
export type SearchText =
  | { readonly kind: 'empty' }
  | { readonly kind: 'ids'; readonly ids: readonly [string, ...string[]] }
  | { readonly kind: 'email'; readonly email: string }
  | { readonly kind: 'api-key' }
  /** An id or an e-mail address that may be damaged. The app asks whether to look it up. */
  | { readonly kind: 'doubtful'; readonly text: string; readonly oddity: Oddity }
  | { readonly kind: 'unrecognised'; readonly text: string };

/** White space, quotation marks and punctuation that agents may copy together with a value. */
const wrapping = /[\s"'`“”„‘’‚«»‹›<>()[\]{},;:.]/;

function unwrapped(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && wrapping.test(text.charAt(start))) start++;
  while (end > start && wrapping.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/**
 * Whether a text has the form of an id, of any system: letters, `_`, and more. Privacy mode shows
 * only such texts, because other text may name a person.
 */
export function hasFormOfId(text: string): boolean {
  return /^[A-Za-z]+_[A-Za-z0-9_-]+$/.test(text);
}

/** What was found in a text, or in the pieces of it that were read so far. */
type Findings = {
  /** Keys are the candidates' texts, in their order in the text. */
  readonly ids: Map<string, IdCandidate>;
  /** Keys are canonical spellings. At most two entries, since two are already ambiguous. */
  readonly emails: Map<string, EmailCandidate>;
  holdsApiKey: boolean;
};

/**
 * Finds the user ids in a typed or pasted text. Without ids, finds the only e-mail address.
 *
 * The rules, so that the app never shows the wrong person:
 * - Damaged text is repaired only if one reading is possible. Otherwise the app asks.
 * - The text between two delimiters is an id or an address as a whole or not at all. It is never
 *   cut, because a fragment may be the id or the address of another person.
 * - Ids are opaque. Only the documented form is recognized: `usr_` and letters, digits, `_` and
 *   `-`.
 */
export function readSearchText(pasted: string): SearchText {
  const text = unwrapped(pasted.replaceAll(lineBreakSign, '\n'));
  const wrapped = findWrappedId(text);
  if (wrapped !== null) return conclude({ ...noFindings(), ids: byText([wrapped]) }, text);
  const findings = noFindings();
  collect(pasted, findings);
  return conclude(findings, text);
}

/** Length of a piece of a long text, in UTF-16 code units. It takes a few milliseconds to read. */
const pieceLength = 100_000;

/**
 * Maximum length of text without a delimiter that may contain an id or an address. Longer runs are
 * data, such as an encoded image, and are skipped.
 */
const maxRunLength = 10_000;

/** More than a person reads of a text in which nothing was found. */
const maxUnrecognised = 1_000;

/**
 * Reads a text of any length as {@link readSearchText} does, but in pieces. Between two pieces the
 * page handles input, so that it stays responsive.
 *
 * @returns null if the search was replaced by another one while it ran
 */
export async function readLongText(
  text: string,
  isReplaced: () => boolean,
): Promise<SearchText | null> {
  const findings = noFindings();
  for (const piece of piecesOf(text)) {
    collect(piece, findings);
    await new Promise((resolve) => setTimeout(resolve));
    if (isReplaced()) return null;
  }
  return conclude(findings, unwrapped(text).slice(0, maxUnrecognised));
}

/**
 * Divides a text at delimiters, so that no piece starts or ends within an id or an address. Skips
 * runs that are too long (see {@link maxRunLength}).
 */
function* piecesOf(text: string): Generator<string> {
  const delimiter = /[\s"',;<>]/g;
  let start = 0;
  while (start < text.length) {
    delimiter.lastIndex = Math.min(start + pieceLength, text.length);
    const end = delimiter.exec(text)?.index ?? text.length;
    const piece = text.slice(start, end);
    if (piece.length <= pieceLength + maxRunLength) {
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
  // Decodes twice, for a URL in the query of another URL.
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

/**
 * Decides what a text is from everything that was found in it.
 *
 * @param text the whole text, for the case that nothing in it is recognized
 */
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

/**
 * The text around a doubtful address, up to the next white space. The question shows all of it, and
 * a lookup sends all of it.
 */
function wholeRun(text: string, piece: string): string {
  const run = text.split(/\s+/).find((each) => each.includes(piece));
  return run === undefined
    ? piece
    : run.replace(/^["'“”„(<[{,;:]+|["'“”)>\]},;:]+$|(?<!\.)\.$/g, '');
}

function readUnrecognised(text: string): SearchText {
  const run = unwrapped(repairText(text));
  if (run === '') return { kind: 'empty' };
  // This may be an id of another system in which one letter only looks like a Latin one.
  const character = /^\S+_\S+$/.test(run) ? mixedScriptIn(run) : null;
  return character === null
    ? { kind: 'unrecognised', text }
    : { kind: 'doubtful', text: run, oddity: { kind: 'other-script', character } };
}
