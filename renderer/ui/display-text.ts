import { m } from '../messages/compiled/messages.js';

/**
 * Invisible characters: control characters, lone surrogates and format characters, such as
 * zero-width spaces, soft hyphens, byte order marks and direction marks.
 *
 * Exempt are variation selectors, which style the character before them. Also exempt are U+200C and
 * U+200D where they have a meaning, as within Persian words and between emojis.
 */
const hidden =
  /(?!\p{White_Space}|\u200C|\u200D|[\uFE00-\uFE0F])[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}]|(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])[\u200C\u200D]|[\u200C\u200D](?![\p{L}\p{M}\p{Extended_Pictographic}])|(?<=\p{Script=Latin})[\u200C\u200D]/u;

const allHidden = new RegExp(hidden, 'gu');

/** More marks on one letter than any script needs. They would cover the lines above and below. */
const stackedMarks = /(\p{M}{8})\p{M}+/gu;

/** Painting a megabyte takes seconds, so the screen cuts longer texts. Copy buttons do not. */
const defaultMaxLength = 2_000;

/** Whether a text contains invisible characters. */
export function hasHiddenCharacters(text: string): boolean {
  return hidden.test(text);
}

/**
 * Makes a text of unknown origin safe to show. Replaces invisible characters by their code, as in
 * `ann[U+202E]moc.elpmaxe`, and cuts a long text.
 *
 * @param maxLength in UTF-16 code units
 */
export function toDisplayText(text: string, maxLength = defaultMaxLength): string {
  const shown = text
    .slice(0, maxLength)
    .replace(allHidden, (character) => `[U+${codeOf(character)}]`)
    .replace(stackedMarks, '$1…');
  return text.length > maxLength ? m.value_cut({ text: shown, count: text.length }) : shown;
}

/**
 * A {@link toDisplayText} text for use within a sentence. Isolates keep right-to-left text from
 * reordering the sentence (https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates).
 */
export function toDisplayTextInSentence(text: string): string {
  return `\u2068${toDisplayText(text)}\u2069`;
}

/**
 * A character with its code point, as in `а (U+0430)`, because it may look like another character.
 * An empty text gives a dash.
 */
export function withCodePoint(character: string): string {
  return character === '' ? '–' : `${toDisplayTextInSentence(character)} (U+${codeOf(character)})`;
}

const codeOf = (character: string) =>
  (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
