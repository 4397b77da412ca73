import type { Field, FieldName, User } from '../../electron/contract/user';
import { isDay } from '../ui/time';
import { textOf } from './field-text';
import { soundsLike } from './spelling';
import { daysMeantBy } from './spoken-date';

/** What a caller can be asked, in the order in which it is. */
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
  | 'nothing-to-compare'
  /** The account holds something that is not what it should be, such as a number for a post code. */
  | 'not-comparable'
  | 'empty'
  | 'not-readable';

/**
 * Compares what a caller says with what the account holds: tolerant of how it is spelled, never of what it is. No part
 * of an answer is enough, other than one of several names.
 *
 * @param said as it was typed
 * @param locale the BCP 47 tag of the viewer's language, for the names of months
 */
export function compare(
  question: Question,
  said: string,
  fields: User['fields'],
  locale: string,
): Verdict {
  if (!saysSomething(said)) return 'empty';
  const answers = answersTo[question](fields).filter(saysSomething);
  if (answers.length === 0)
    return askedOf[question].some((name) => holdsSomething(fields[name]))
      ? 'not-comparable'
      : 'nothing-to-compare';
  if (question === 'birthday' && daysMeantBy(said, locale).length === 0) return 'not-readable';
  return answers.some((answer) => isSame[question](said, answer, locale)) ? 'match' : 'no-match';
}

const saysSomething = (text: string) => /[\p{L}\p{N}]/u.test(text);

/** What counts as right, for each question. */
const answersTo: Readonly<Record<Question, (fields: User['fields']) => readonly string[]>> = {
  first_name: ({ first_name, full_name }) =>
    isSet(first_name) ? namesIn(wordsOf(first_name)) : firstWordsOf(wordsOf(full_name)),
  last_name: ({ last_name, full_name }) =>
    isSet(last_name) ? namesIn(wordsOf(last_name)) : lastWordsOf(wordsOf(full_name)),
  birthday: ({ birthday }) => [textOf(birthday) ?? ''].filter(isDay),
  post_code: ({ post_code }) => [textOf(post_code) ?? ''],
  email: ({ email }) => [textOf(email) ?? ''],
};

/** Where the account may hold it. */
const askedOf: Readonly<Record<Question, readonly FieldName[]>> = {
  first_name: ['first_name', 'full_name'],
  last_name: ['last_name', 'full_name'],
  birthday: ['birthday'],
  post_code: ['post_code'],
  email: ['email'],
};

const holdsSomething = (field: Field) =>
  isSet(field) || (field.state === 'wrong-type' && field.json !== 'null');

const isSame: Readonly<
  Record<Question, (said: string, answer: string, locale: string) => boolean>
> = {
  first_name: isSameName,
  last_name: isSameName,
  birthday: (said, day, locale) => daysMeantBy(said, locale).includes(day),
  post_code: isSamePostCode,
  email: (said, email) => withoutSpace(said) === withoutSpace(email),
};

const isSet = (field: Field) => saysSomething(textOf(field) ?? '');
const wordsOf = (field: Field) =>
  (textOf(field) ?? '').split(/\p{White_Space}+/u).filter(saysSomething);
const isLongerThanInitial = (name: string) =>
  (name.normalize('NFC').match(/[\p{L}\p{N}]/gu) ?? []).length > 1;

/** What stands before a name and is none, as in "van der Berg", "García y Vega", "Maria de los Ángeles". */
const particles: ReadonlySet<string> = new Set(
  (
    'van von vom der den de del della dello di da das do dos du des la las le los ' +
    'zu zum zur ten ter te af av y e i und al el bin ben ibn abu'
  ).split(' '),
);
const isParticle = (word = '') => particles.has(word.toLowerCase());

/** A text of more words is no name, and to compare all that stand together would take long. */
const mostWords = 16;

/** All the names, and each of them or some that stand together, with their particles or without; no initial alone. */
function namesIn(words: readonly string[]): readonly string[] {
  const names = words
    .slice(0, mostWords)
    .flatMap((_, from, few) => beginningsOf(few.slice(from)))
    .filter((name) => !isParticle(name.split(' ').at(-1)));
  return [words.join(' '), ...names];
}

/** A full name does not say where the last name begins: the first words, but not all where there are several. */
function firstWordsOf(words: readonly string[]): readonly string[] {
  return words.length === 1 ? words : beginningsOf(words.slice(0, -1));
}

function lastWordsOf(words: readonly string[]): readonly string[] {
  return words.length === 1 ? words : endingsOf(words.slice(1));
}

function beginningsOf(words: readonly string[]): readonly string[] {
  const few = words.slice(0, mostWords);
  return few.map((_, index) => few.slice(0, index + 1).join(' ')).filter(isLongerThanInitial);
}

function endingsOf(words: readonly string[]): readonly string[] {
  const few = words.slice(-mostWords);
  return few.map((_, index) => few.slice(index).join(' ')).filter(isLongerThanInitial);
}

/** "Ä" may be written "Ae", but one letter says too little to be a longer name. */
function isSameName(said: string, name: string): boolean {
  return isLongerThanInitial(said) === isLongerThanInitial(name) && soundsLike(said, name);
}

/** "CH-8004" is "8004", but not "D-8004". */
function isSamePostCode(said: string, code: string): boolean {
  const [one, other] = [plainCode(said), plainCode(code)];
  return one === other || withoutCountry(one) === other || one === withoutCountry(other);
}

const plainCode = (code: string) =>
  code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Letters before digits alone, or before a Dutch code, are a country; in "EH1 1YZ" they are not. */
const withoutCountry = (code: string) => code.replace(/^[A-Z]{1,3}(?=\d{3,}$|\d{4}[A-Z]{2}$)/, '');

const withoutSpace = (email: string) =>
  email
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{White_Space}\p{Cf}]/gu, '');
