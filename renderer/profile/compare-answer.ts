import { textOfField, type Field, type FieldName, type User } from '../../electron/contract/user';
import { isDay } from '../ui/time';
import { soundsLike } from './name-spellings';
import { daysMeantBy } from './spoken-date';

/** The fields that a caller can be asked about, in the order on the screen. */
export const questions = [
  'first_name',
  'last_name',
  'birthday',
  'post_code',
  'email',
] as const satisfies readonly FieldName[];
export type Question = (typeof questions)[number];

export type Verdict =
  | 'match'
  | 'no-match'
  /** The account has no value for this question. */
  | 'nothing-to-compare'
  /** The account's value has a wrong form, such as a number for a post code. */
  | 'not-comparable'
  /** The caller's answer has no letter and no digit. */
  | 'empty'
  /** The caller's answer is not a date, although the question is about the birthday. */
  | 'not-readable';

/**
 * Compares a caller's answer with the account's value. Spelling may differ, the value may not. A
 * part of the value is not enough, except one of several names.
 *
 * @param said the answer as typed
 * @param locale the BCP 47 tag of the viewer's language, for month names
 */
export function compareAnswer(
  question: Question,
  said: string,
  fields: User['fields'],
  locale: string,
): Verdict {
  if (!hasLetterOrDigit(said)) return 'empty';
  const answers = acceptedAnswers[question](fields).filter(hasLetterOrDigit);
  if (answers.length === 0)
    return fieldsFor[question].some((name) => hasValue(fields[name]))
      ? 'not-comparable'
      : 'nothing-to-compare';
  if (question === 'birthday' && daysMeantBy(said, locale).length === 0) return 'not-readable';
  return answers.some((answer) => isSame[question](said, answer, locale)) ? 'match' : 'no-match';
}

const hasLetterOrDigit = (text: string) => /[\p{L}\p{N}]/u.test(text);

/** The accepted answers per question. */
const acceptedAnswers: Readonly<Record<Question, (fields: User['fields']) => readonly string[]>> = {
  first_name: ({ first_name, full_name }) =>
    isSet(first_name) ? namesIn(wordsOf(first_name)) : firstWordsOf(wordsOf(full_name)),
  last_name: ({ last_name, full_name }) =>
    isSet(last_name) ? namesIn(wordsOf(last_name)) : lastWordsOf(wordsOf(full_name)),
  birthday: ({ birthday }) => [textOfField(birthday) ?? ''].filter(isDay),
  post_code: ({ post_code }) => [textOfField(post_code) ?? ''],
  email: ({ email }) => [textOfField(email) ?? ''],
};

/** The fields that an answer is compared with, per question. */
const fieldsFor: Readonly<Record<Question, readonly FieldName[]>> = {
  first_name: ['first_name', 'full_name'],
  last_name: ['last_name', 'full_name'],
  birthday: ['birthday'],
  post_code: ['post_code'],
  email: ['email'],
};

const hasValue = (field: Field) =>
  isSet(field) || (field.state === 'wrong-type' && field.json !== 'null');

const isSame: Readonly<
  Record<Question, (said: string, answer: string, locale: string) => boolean>
> = {
  first_name: isSameName,
  last_name: isSameName,
  birthday: (said, day, locale) => daysMeantBy(said, locale).includes(day),
  post_code: isSamePostCode,
  email: (said, email) => normalizeEmail(said) === normalizeEmail(email),
};

const isSet = (field: Field) => hasLetterOrDigit(textOfField(field) ?? '');
const wordsOf = (field: Field) =>
  (textOfField(field) ?? '').split(/\p{White_Space}+/u).filter(hasLetterOrDigit);
const isLongerThanInitial = (name: string) =>
  (name.normalize('NFC').match(/[\p{L}\p{N}]/gu) ?? []).length > 1;

/**
 * Words that are no name by themselves: "van der Berg", "García y Vega", "Maria de los Ángeles".
 */
const particles: ReadonlySet<string> = new Set(
  (
    'van von vom der den de del della dello di da das do dos du des la las le los ' +
    'zu zum zur ten ter te af av y e i und al el bin ben ibn abu'
  ).split(' '),
);
const isParticle = (word = '') => particles.has(word.toLowerCase());

/** No name has more words. The limit bounds the number of combinations. */
const maxWords = 16;

/**
 * The full text, and each sequence of adjacent words in it. Sequences that end with a particle and
 * single initials are left out.
 */
function namesIn(words: readonly string[]): readonly string[] {
  const names = words
    .slice(0, maxWords)
    .flatMap((_, from, few) => beginningsOf(few.slice(from)))
    .filter((name) => !isParticle(name.split(' ').at(-1)));
  return [words.join(' '), ...names];
}

/**
 * The possible first names in a full name. A full name does not show where the last name begins, so
 * each beginning counts, except all words together.
 */
function firstWordsOf(words: readonly string[]): readonly string[] {
  return words.length === 1 ? words : beginningsOf(words.slice(0, -1));
}

/** The possible last names in a full name: each ending, except all words together. */
function lastWordsOf(words: readonly string[]): readonly string[] {
  return words.length === 1 ? words : endingsOf(words.slice(1));
}

function beginningsOf(words: readonly string[]): readonly string[] {
  const few = words.slice(0, maxWords);
  return few.map((_, index) => few.slice(0, index + 1).join(' ')).filter(isLongerThanInitial);
}

function endingsOf(words: readonly string[]): readonly string[] {
  const few = words.slice(-maxWords);
  return few.map((_, index) => few.slice(index).join(' ')).filter(isLongerThanInitial);
}

/** An initial matches only an initial, although "Ä" may be written "Ae". */
function isSameName(said: string, name: string): boolean {
  return isLongerThanInitial(said) === isLongerThanInitial(name) && soundsLike(said, name);
}

/** "CH-8004" equals "8004", but not "D-8004". */
function isSamePostCode(said: string, code: string): boolean {
  const [one, other] = [normalizePostCode(said), normalizePostCode(code)];
  return one === other || withoutCountry(one) === other || one === withoutCountry(other);
}

const normalizePostCode = (code: string) =>
  code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Removes a country code. Letters are a country code only before three or more digits that end the
 * text, or before a Dutch code such as "1234AB". In "EH1 1YZ" they are part of the post code.
 */
const withoutCountry = (code: string) => code.replace(/^[A-Z]{1,3}(?=\d{3,}$|\d{4}[A-Z]{2}$)/, '');

const normalizeEmail = (email: string) =>
  email
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{White_Space}\p{Cf}]/gu, '');
