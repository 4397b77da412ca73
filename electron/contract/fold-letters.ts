/**
 * Letters that people replace if their keyboard lacks them. Removing accents doesn't change these
 * letters. The history's search index is built with this list: changing it requires a migration
 * that rebuilds the index.
 */
export const foldedLetters: Readonly<Record<string, string>> = {
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

const anyFoldedLetter = new RegExp(`[${Object.keys(foldedLetters).join('')}]`, 'g');

/** Replaces all {@link foldedLetters}: "Łukasz Straße" becomes "lukasz Strasse". */
export function foldLetters(text: string): string {
  return text.replace(anyFoldedLetter, (letter) => foldedLetters[letter] ?? letter);
}
