/** What a pasted text holds. */
export type SearchText =
  | { readonly kind: 'empty' }
  | { readonly kind: 'ids'; readonly ids: readonly [string, ...string[]] }
  | { readonly kind: 'api-key' }
  | { readonly kind: 'unrecognised'; readonly text: string };

/**
 * The vendor's ids, wherever they stand in a text: a URL, a log line, JSON. A letter or digit directly before would
 * make it part of another word; percent-encoding and backslash escapes before it don't.
 */
const userId = /(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2})|(?<=\\[nrt]))usr_[A-Za-z0-9_-]+/g;

/** Beginnings that the vendor's and other services' keys are known to have, and the header that carries one. */
const apiKey = /^(?:o?ak|sk|pk|rk|api|key|bearer)[-_ ]|x-api-key/i;

/** White space, quotes and punctuation that come along with a copied value. */
const wrapping = /^[\s"'`“”„‘’‚«»‹›<([{,;:]+|[\s"'`“”„‘’‚«»‹›>)\]},;:.]+$/g;

/**
 * Finds the user ids in what a person typed or pasted. Ids are opaque: this only recognises the documented shape,
 * `usr_` and letters, digits, `_` and `-`; anything else can still be sent after a question.
 */
export function findUserIds(pasted: string): SearchText {
  const text = pasted.replace(wrapping, '');
  if (text === '') return { kind: 'empty' };
  const [first, ...others] = new Set(text.match(userId));
  if (first !== undefined) return { kind: 'ids', ids: [first, ...others] };
  return apiKey.test(text) ? { kind: 'api-key' } : { kind: 'unrecognised', text };
}
