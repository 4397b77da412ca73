import { m } from '../messages/compiled/messages.js';

/**
 * Control and format characters that nothing shows, and halves of characters: zero-width spaces, soft hyphens, byte order
 * marks, changes of direction. The joiners U+200C and U+200D have a meaning within Persian words and between emojis, but none
 * elsewhere; variation selectors choose how the character before them looks.
 */
const hidden =
  /(?!\p{White_Space}|\u200C|\u200D|[\uFE00-\uFE0F])[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}]|(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])[\u200C\u200D]|[\u200C\u200D](?![\p{L}\p{M}\p{Extended_Pictographic}])|(?<=\p{Script=Latin})[\u200C\u200D]/u;

const everyHidden = new RegExp(hidden, 'gu');

/** More marks on one letter than any script needs would be painted over the lines around it. */
const pile = /(\p{M}{8})\p{M}+/gu;

/** Maximum length on the screen: painting a megabyte takes seconds. Copying takes the whole text. */
const longest = 2_000;

export function hasHiddenCharacters(text: string): boolean {
  return hidden.test(text);
}

/**
 * A text of unknown origin as it can be shown: what is hidden in it is named, as in `ann[U+202E]moc.elpmaxe`, and it is not
 * without an end.
 *
 * @param most how many characters are shown
 */
export function toDisplayText(text: string, most = longest): string {
  const shown = text
    .slice(0, most)
    .replace(everyHidden, (character) => `[U+${codeOf(character)}]`)
    .replace(pile, '$1…');
  return text.length > most ? m.value_cut({ text: shown, count: text.length }) : shown;
}

/** The same for a place within a sentence, whose order it must not change. */
export function toDisplayTextInSentence(text: string): string {
  return `\u2068${toDisplayText(text)}\u2069`;
}

/**
 * A character with its number, as in `а (U+0430)`: it may look like another one. A text that ended before it is shown as a dash.
 */
export function withCodePoint(character: string): string {
  return character === '' ? '–' : `${toDisplayTextInSentence(character)} (U+${codeOf(character)})`;
}

const codeOf = (character: string) =>
  (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
