/** What a pasted text holds. */
export type SearchText =
  | { readonly kind: 'empty' }
  | { readonly kind: 'ids'; readonly ids: readonly [string, ...string[]] }
  | { readonly kind: 'email'; readonly email: string }
  | { readonly kind: 'api-key' }
  | { readonly kind: 'unrecognised'; readonly text: string };

/**
 * The vendor's ids, wherever they stand in a text: a URL, a log line, JSON. A letter or digit directly before would
 * make it part of another word; percent-encoding and backslash escapes before it don't.
 */
const userId =
  /(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2})|(?<=\\(?:[nrt]|u[0-9A-Fa-f]{4})))usr_[A-Za-z0-9_-]+/g;

/**
 * An e-mail address as people have them, not all that RFC 5322 allows: no quotes, and none of the characters that stand
 * around an address in a link. What is part of something longer is no address. Each run of characters is read once.
 */
const emailAddress =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}_+][\p{L}\p{N}._+'-]{0,63}@(?:[\p{L}\p{N}-]+\.)+(?:xn--[a-z0-9-]+|\p{L}{2,})(?!\.?[\p{L}\p{N}_@-])/giu;

/** What gives a key away: a long token with a beginning that keys are known to have, a JSON web token, a key's name before it. */
const apiKey = new RegExp(
  [
    /(?<![A-Za-z0-9])(?:o?ak|sk|pk|rk|api|key)[-_](?=[\w-]*\d)[\w-]{10,}/,
    /(?<![A-Za-z0-9])eyJ[\w-]{8,}\./,
    /(?:api[-_ ]?key|bearer|authorization)["']?[\s:=]+["']?[\w-]{8,}/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);

/** No mail server takes a longer one (https://www.rfc-editor.org/errata/eid1690). */
const longestEmail = 254;

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
 * Whether a text is an id by its form, be it one of another kind of system: a word, `_`, and the rest. Free text that somebody
 * insisted on looking up may say anything about anybody.
 */
export function hasFormOfId(text: string): boolean {
  return /^[A-Za-z]+_[A-Za-z0-9_-]+$/.test(text);
}

/**
 * Finds the user ids in what a person typed or pasted, or else the one e-mail address. Ids are opaque: this only recognises
 * the documented shape, `usr_` and letters, digits, `_` and `-`; anything else can still be sent after a question.
 */
export function findUserIds(pasted: string): SearchText {
  const text = unwrapped(pasted);
  if (text === '') return { kind: 'empty' };
  const [first, ...others] = new Set(text.match(userId));
  if (first !== undefined) return { kind: 'ids', ids: [first, ...others] };
  if (apiKey.test(text)) return { kind: 'api-key' };
  const email = emailIn(text);
  return email === null ? { kind: 'unrecognised', text } : { kind: 'email', email };
}

/** The only e-mail address in a text, or null where there is none or several. */
function emailIn(text: string): string | null {
  const [first, ...others] = text.match(emailAddress) ?? [];
  const isOnly = others.every((other) => other.toLowerCase() === first?.toLowerCase());
  return first !== undefined && isOnly && first.length <= longestEmail ? first : null;
}
