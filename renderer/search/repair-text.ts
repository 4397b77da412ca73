/**
 * What a reader can't see and a copy brings along: zero-width and direction marks, soft hyphens, variation selectors,
 * fillers, control characters (https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point).
 */
const invisible = /\p{Default_Ignorable_Code_Point}|(?![\t\n\v\f\r])\p{Cc}/gu;

/** Line breaks and blanks that JavaScript's `\s` doesn't know: NEL and the blank Braille pattern. */
const unknownWhiteSpace = /[\u0085\u2800]/g;

/** Full-width ASCII, as input methods for Chinese, Japanese and Korean write it. */
const fullWidth = /[\uFF01-\uFF5E]/g;
const fullWidthOffset = 0xfe_e0;

/** Other forms of the full stop in a domain (https://www.unicode.org/reports/tr46/#TableDerivationStep1) and of `@`. */
const fullStop = /[\u3002\uFF61\uFE52]/g;
const smallAt = /\uFE6B/g;

/**
 * Hyphens, the minus sign and the en dash that word processors put in the place of `-`. The em dash is not among them: they also
 * write it for `--`, so it has two readings.
 */
const dash = /[\u2010-\u2013\u2212\uFE63]/g;

/** A backslash escape of JSON, and of Markdown where a character would else begin a mark. */
const backslashEscape = /\\(?:u([0-9A-Fa-f]{4})|([bfnrt])|(["'\\/_*~-]))/g;
const escapedWhiteSpace = /[bfnrt]/;

function decodeBackslashes(text: string): string {
  return text.replace(
    backslashEscape,
    (_, code: string | undefined, letter: string | undefined, character: string | undefined) =>
      code !== undefined
        ? String.fromCharCode(Number.parseInt(code, 16))
        : letter !== undefined && escapedWhiteSpace.test(letter)
          ? '\n'
          : (character ?? ''),
  );
}

/**
 * Undoes damage that has one reading: Unicode normal form, invisible characters, full-width letters, typographic hyphens,
 * backslash escapes. What has several readings stays as it is.
 */
export function repairText(text: string): string {
  return decodeBackslashes(text)
    .replace(unknownWhiteSpace, ' ')
    .replace(invisible, '')
    .replace(fullWidth, (character) =>
      String.fromCharCode(character.charCodeAt(0) - fullWidthOffset),
    )
    .replace(fullStop, '.')
    .replace(smallAt, '@')
    .replace(dash, '-')
    .normalize('NFC');
}

/**
 * Decodes percent escapes once, and repairs what comes out. What is no UTF-8 becomes U+FFFD, so that a reader sees the damage.
 */
export function decodePercent(text: string): string {
  return repairText(text.replace(/(?:%[0-9A-Fa-f]{2})+/g, decodeEscapes));
}

function decodeEscapes(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return '\uFFFD';
  }
}
