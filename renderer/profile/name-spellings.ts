import { foldLetters } from '../../electron/contract/fold-letters';

/**
 * The spellings of a name without accents, in upper case, with letters and digits only: "Müller"
 * gives "MULLER" and "MUELLER". Two names are equal if they share a spelling.
 *
 * Only Latin accents are removed. Marks of other scripts, such as the vowel signs of Hindi,
 * distinguish words.
 */
export function spellingsOf(text: string): readonly [plain: string, expanded: string] {
  // Lower case before upper case turns both ẞ and ß into SS. Spaces and hyphens stay for now,
  // because `foldUmlauts` needs the ends of words.
  const letters = text
    .toLowerCase()
    .toUpperCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{M}\p{N}\p{White_Space}\p{Dash_Punctuation}]/gu, '');
  const expanded = letters
    .replace(/([AOU])\u0308/g, '$1E')
    .replace(/A\u030A/g, 'AA')
    .replace(/Ø/g, 'OE');
  return [foldUmlauts(withoutAccents(letters)), withoutAccents(expanded)].map((spelling) =>
    spelling.replace(/[^\p{L}\p{M}\p{N}]/gu, ''),
  ) as [string, string];
}

/** Whether two names share a spelling (see {@link spellingsOf}). */
export function soundsLike(one: string, other: string): boolean {
  const others = spellingsOf(other);
  return spellingsOf(one).some((spelling) => spelling !== '' && others.includes(spelling));
}

function withoutAccents(letters: string): string {
  return foldLetters(letters.replace(/[\u0300-\u036F]/g, '')).toUpperCase();
}

/**
 * Replaces written-out umlauts (AE, OE, UE) and the written-out Å (AA) by their base letter, so
 * that "Mueller" also gives "Muller".
 *
 * AE, OE and UE are no umlaut, and stay, in these places:
 * - after a vowel ("Bauer") and after Q
 * - at the end of a word ("Zoe")
 * - before an L that ends a word ("Michael")
 */
function foldUmlauts(letters: string): string {
  return letters
    .replace(/(?<![AEIOUYQ])([AOU])E(?=\p{L})(?!L(?!\p{L}))/gu, '$1')
    .replace(/AA(?=\p{L})/gu, 'A');
}
