/**
 * Letters that are typed in another way where no key has them. FTS5 takes away accents, but these are letters of their own
 * to it. A migration that makes the index anew has to go with each change here.
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

/** What is typed, as the index has it: "Łukasz Straße" as "lukasz Strasse". */
export const folded = (text: string): string =>
  text.replace(anyOfThem, (letter) => letters[letter] ?? letter);

/** The same as an expression of SQL. */
export const foldedSql = (column: string): string =>
  Object.entries(letters).reduce(
    (sql, [letter, plain]) => `replace(${sql}, '${letter}', '${plain}')`,
    column,
  );
