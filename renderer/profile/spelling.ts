/** What Unicode does not take apart into a letter and a mark. */
const plainLetters: Readonly<Record<string, string>> = {
  Ø: 'O',
  Æ: 'AE',
  Œ: 'OE',
  Ł: 'L',
  Đ: 'D',
  Ð: 'D',
  Þ: 'TH',
};

/**
 * The ways to write a name without accents, in capitals, letters and digits alone: "Müller" is "MULLER" and "MUELLER".
 * Two texts name the same where they have one in common. Marks of other scripts than the Latin one, as the vowels of
 * Hindi, are letters of their own and stay.
 */
export function spellingsOf(text: string): readonly [plain: string, expanded: string] {
  // Lower case first, then upper: ẞ becomes SS, and so does ß. What parts words stays until umlauts are folded.
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

/** Whether two texts are the same to somebody who hears them. */
export function soundsLike(one: string, other: string): boolean {
  const others = spellingsOf(other);
  return spellingsOf(one).some((spelling) => spelling !== '' && others.includes(spelling));
}

function withoutAccents(letters: string): string {
  return letters
    .replace(/[\u0300-\u036F]/g, '')
    .replace(/[ØÆŒŁĐÐÞ]/g, (letter) => plainLetters[letter] ?? letter);
}

/**
 * Takes the E off a written-out umlaut, and one A off a written-out Å, so that "Mueller" is also "Muller". The two
 * letters stand for themselves after another vowel (Bauer), after Q, at the end (Zoe) and before a last L (Michael).
 */
function foldUmlauts(letters: string): string {
  return letters
    .replace(/(?<![AEIOUYQ])([AOU])E(?=\p{L})(?!L(?!\p{L}))/gu, '$1')
    .replace(/AA(?=\p{L})/gu, 'A');
}
