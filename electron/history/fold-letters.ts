/**
 * Letters that people replace if their keyboard lacks them. FTS5 removes accents, but these letters
 * have none. Changing this list requires a migration that rebuilds the search index.
 */
const letters: Readonly<Record<string, string>> = {
  Æ: 'ae',
  æ: 'ae',
  Ð: 'd',
  ð: 'd',
  Đ: 'd',
  đ: 'd',
  Ħ: 'h',
  ħ: 'h',
  ı: 'i',
  Ł: 'l',
  ł: 'l',
  Ø: 'o',
  ø: 'o',
  Œ: 'oe',
  œ: 'oe',
  ẞ: 'ss',
  ß: 'ss',
  Þ: 'th',
  þ: 'th',
  Ŧ: 't',
  ŧ: 't',
};

const anyOfThem = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/** Folds a search text like the index: "Łukasz Straße" becomes "lukasz Strasse". */
export const folded = (text: string): string =>
  text.replace(anyOfThem, (letter) => letters[letter] ?? letter);

/** An SQL expression that folds a column as `folded` does. */
export const foldedSql = (column: string): string =>
  Object.entries(letters).reduce(
    (sql, [letter, plain]) => `replace(${sql}, '${letter}', '${plain}')`,
    column,
  );
