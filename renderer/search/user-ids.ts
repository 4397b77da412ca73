import { isShortened, type Oddity } from './oddity';

/** A piece of text that starts like an id. The oddity is null if it is an id. */
export type IdCandidate = { readonly text: string; readonly oddity: Oddity | null };

/**
 * The start of an id. After a letter or digit, it is part of another word. Scripts that put no
 * spaces between words, such as Chinese, are exempt.
 */
const idStart = /(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}])usr_/gu;

/** Characters that end an id. Any other character that ids don't contain makes the id doubtful. */
const delimiter = /[\s"'`“”„‟‘’‚‛«»‹›<>()[\]{},;:/?&=#|\\+、「」『』【】〈〉《》]/u;

const userId = /^usr_[A-Za-z0-9_-]+$/;

/** The form of a complete id in production: 32 hexadecimal digits. */
const fullUserId = /^usr_[0-9a-f]{32}$/;

/** How far before an id the app looks for an opening Markdown mark, in UTF-16 code units. */
const markReach = 300;

/** Finds all pieces of a text that start like an id. Takes linear time. */
export function findIdCandidates(text: string): IdCandidate[] {
  const found: IdCandidate[] = [];
  const begins = new RegExp(idStart);
  const ends = new RegExp(delimiter, 'gu');
  for (let match = begins.exec(text); match !== null; match = begins.exec(text)) {
    ends.lastIndex = match.index;
    const end = ends.exec(text)?.index ?? text.length;
    begins.lastIndex = end;
    const run = text.slice(match.index, end);
    // The piece is part of an e-mail address.
    if (run.includes('@')) continue;
    const token = withoutTrail(run, text.slice(Math.max(0, match.index - markReach), match.index));
    if (token !== 'usr_') found.push({ text: token, oddity: oddityOf(token) });
  }
  return found;
}

function oddityOf(token: string): Oddity | null {
  if (userId.test(token)) return null;
  if (isShortened(token) || token.endsWith('..')) return { kind: 'shortened' };
  const character = /[^A-Za-z0-9_-]/u.exec(token)?.[0] ?? '';
  return { kind: /[\p{L}\p{N}]/u.test(character) ? 'other-script' : 'character', character };
}

/** Removes punctuation that ends a sentence, and Markdown marks that were opened before the id. */
function withoutTrail(run: string, before: string): string {
  let token = run;
  let marks = openMarks(before);
  while (token.length > 0) {
    const last = token.slice(-1);
    if (/[.!]/.test(last) && !/[.…]/.test(token.slice(-2, -1))) {
      token = token.slice(0, -1);
    } else if (marks.includes(last)) {
      token = token.slice(0, -1);
      marks = marks.replace(last, '');
    } else {
      break;
    }
  }
  return token;
}

/**
 * The Markdown marks that are open before an id: those directly before it, or else emphasis that
 * started earlier in the line.
 */
function openMarks(before: string): string {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const touching = /(?<![\p{L}\p{N}*_~-])[*_~-]{1,4}$/u.exec(line)?.[0];
  return touching ?? /(?<=^|\s)[*_~]{1,3}(?=\p{L}[^*_~]*$)/u.exec(line)?.[0] ?? '';
}

/** Stands for a line break in the search box, which has one line. */
export const lineBreakSign = '⏎';

const wrappedId = /^usr_[A-Za-z0-9_-]*(?:=?(?:\r\n|\r|\n)[ \t>]*[A-Za-z0-9_-]+)+$/;

/**
 * Joins an id that spans several lines, as mail programs and terminals wrap long words. Null if the
 * text is anything else. The result is doubtful if a later line may be a separate word.
 */
export function findWrappedId(text: string): IdCandidate | null {
  if (!wrappedId.test(text) || text.lastIndexOf('usr_') > 0) return null;
  const [first = '', ...others] = text.split(/=?[\r\n]+[ \t>]*/);
  if (fullUserId.test(first)) return null;
  const joined = [first, ...others].join('');
  const isOne = fullUserId.test(joined) || text.includes('=') || others.every((o) => /\d/.test(o));
  return { text: joined, oddity: isOne ? null : { kind: 'line-break' } };
}

/**
 * A pasted text as the search box shows it, or null if the box may treat it as any other text. A
 * single-line field turns line breaks into spaces, which would cut an id that is split over lines.
 */
export function wrappedIdInOneLine(text: string): string | null {
  const trimmed = text.trim();
  const wrapped = findWrappedId(trimmed);
  if (wrapped === null) return null;
  return wrapped.oddity === null
    ? wrapped.text
    : trimmed.replace(/=?[\r\n]+[ \t>]*/g, lineBreakSign);
}
