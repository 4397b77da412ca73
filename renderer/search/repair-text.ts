/**
 * Invisible characters that copied text may contain: zero-width characters, direction marks, soft
 * hyphens, variation selectors, fillers and control characters
 * (https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point).
 */
const invisible = /\p{Default_Ignorable_Code_Point}|(?![\t\n\v\f\r])\p{Cc}/gu;

/**
 * White space that JavaScript's `\s` doesn't match: next line (NEL) and the blank Braille pattern.
 */
const unknownWhiteSpace = /[\u0085\u2800]/g;

/** Full-width forms of ASCII, which input methods for Chinese, Japanese and Korean insert. */
const fullWidth = /[\uFF01-\uFF5E]/g;
const fullWidthOffset = 0xfe_e0;

/**
 * Other forms of the full stop in a domain
 * (https://www.unicode.org/reports/tr46/#TableDerivationStep1).
 */
const fullStop = /[\u3002\uFF61\uFE52]/g;
const smallAt = /\uFE6B/g;

/**
 * Hyphens, the minus sign and the en dash, which word processors insert in place of `-`. The em
 * dash is left out, because it may also replace `--`.
 */
const dash = /[\u2010-\u2013\u2212\uFE63]/g;

/** Backslash escapes of JSON and Markdown. */
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
 * Repairs damage that can have only one cause: another Unicode normal form, invisible characters,
 * full-width characters, typographic hyphens and backslash escapes. Ambiguous text stays unchanged.
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
 * Decodes percent-encoding once and repairs the result. Bytes that are not UTF-8 become U+FFFD, so
 * that the damage is visible and the app asks.
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
