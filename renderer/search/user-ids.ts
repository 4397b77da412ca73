import { isShortened, type Oddity } from './oddity';

/** A piece of text that begins like an id. The oddity is null where it is one. */
export type IdCandidate = { readonly text: string; readonly oddity: Oddity | null };

/**
 * Where an id begins. A letter or digit before it would make it the rest of another word, except in scripts that put no space between
 * words.
 */
const idStart = /(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}])usr_/gu;

/** What ends an id for certain. Any other character that an id can't hold makes it odd. */
const delimiter = /[\s"'`“”„‟‘’‚‛«»‹›<>()[\]{},;:/?&=#|\\+、「」『』【】〈〉《》]/u;

const userId = /^usr_[A-Za-z0-9_-]+$/;

/** The vendor's ids in full: 32 hexadecimal digits. */
const fullUserId = /^usr_[0-9a-f]{32}$/;

/** Longest piece of text before an id in which the beginning of a Markdown mark is looked for. */
const markReach = 300;

/** Everything in the text that begins like an id, in linear time. */
export function findIdCandidates(text: string): IdCandidate[] {
  const found: IdCandidate[] = [];
  const begins = new RegExp(idStart);
  const ends = new RegExp(delimiter, 'gu');
  for (let match = begins.exec(text); match !== null; match = begins.exec(text)) {
    ends.lastIndex = match.index;
    const end = ends.exec(text)?.index ?? text.length;
    begins.lastIndex = end;
    const run = text.slice(match.index, end);
    // Part of an e-mail address.
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

/** The token without the end of a sentence and without Markdown marks that were opened before it. */
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

/** The marks that are open at the end of a text: those that touch the id, and emphasis that began earlier in the line. */
function openMarks(before: string): string {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const touching = /(?<![\p{L}\p{N}*_~-])[*_~-]{1,4}$/u.exec(line)?.[0];
  return touching ?? /(?<=^|\s)[*_~]{1,3}(?=\p{L}[^*_~]*$)/u.exec(line)?.[0] ?? '';
}

const wrappedId = /^usr_[A-Za-z0-9_-]*(?:=?(?:\r\n|\r|\n)[ \t>]*[A-Za-z0-9_-]+)+$/;

/**
 * The id in a text that is nothing but an id on several lines, or null for any other text. Mail programs and terminals break
 * long words so. Where the second line may be a word of its own, the lines have two readings.
 */
export function findWrappedId(text: string): IdCandidate | null {
  if (!wrappedId.test(text) || text.lastIndexOf('usr_') > 0) return null;
  const [first = '', ...others] = text.split(/=?[\r\n]+[ \t>]*/);
  if (fullUserId.test(first)) return null;
  const joined = [first, ...others].join('');
  const isOne = fullUserId.test(joined) || text.includes('=') || others.every((o) => /\d/.test(o));
  return { text: joined, oddity: isOne ? null : { kind: 'line-break' } };
}
