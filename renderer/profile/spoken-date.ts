import { isDay } from '../ui/time';
import { spellingsOf } from './spelling';

/** The languages of which month names are read on every computer; an Austrian January is another one. */
const monthLocales = ['en', 'de', 'de-AT', 'fr'];
/** As short as "Mar" or "mai": two letters fit too many. */
const shortestMonth = 3;

/** "the 17th of April", "le 1er avril", "am 17. April". */
const fillers: ReadonlySet<string> = new Set([
  'st',
  'nd',
  'rd',
  'th',
  'er',
  'the',
  'of',
  'le',
  'du',
  'de',
  'den',
  'der',
  'am',
]);

/** "17041988", "19880417", "170488". */
const withoutSeparators = [/^(\d{4})(\d\d)(\d\d)$/, /^(\d\d)(\d\d)(\d{4}|\d\d)$/];

/**
 * The days, `YYYY-MM-DD`, that a date can mean as people say and write it: "17.4.88", "4/17/1988", "17 avril 1988".
 * "4/5/1988" can mean two. Empty where the text is no date, or not a whole one.
 *
 * @param locale the BCP 47 tag of a language whose month names are read too
 */
export function daysMeantBy(text: string, locale: string): readonly string[] {
  const parts = text.normalize('NFKC').match(/\d+|[\p{L}\p{M}]+/gu) ?? [];
  const numbers = parts.filter(isNumber);
  const [word, ...rest] = parts.filter(
    (part) => !isNumber(part) && !fillers.has(part.toLowerCase()),
  );
  if (rest.length > 0) return [];
  return word === undefined ? fromNumbers(numbers) : fromMonthName(word, numbers, locale);
}

const isNumber = (part: string) => /^\d/.test(part);
const isFullYear = (number: string) => number.length === 4;

/** Year first as in ISO 8601, day first as in Europe, or month first as in the United States. */
function fromNumbers(numbers: readonly string[]): readonly string[] {
  const triples =
    numbers.length === 1
      ? withoutSeparators.map((cut) => cut.exec(numbers[0] ?? '')?.slice(1))
      : [numbers];
  return triples.flatMap((triple) => {
    const [first, second, third, ...rest] = triple ?? [];
    if (first === undefined || second === undefined || third === undefined || rest.length > 0)
      return [];
    return isFullYear(first)
      ? daysOf(first, second, third)
      : [...daysOf(third, second, first), ...daysOf(third, first, second)];
  });
}

function fromMonthName(
  name: string,
  numbers: readonly string[],
  locale: string,
): readonly string[] {
  const [first, second, ...rest] = numbers;
  if (first === undefined || second === undefined || rest.length > 0) return [];
  return monthsMeantBy(name, locale).flatMap((month) =>
    isFullYear(first) ? daysOf(first, month, second) : daysOf(second, month, first),
  );
}

/** The days that exist; a year of two digits is one of the last century or of this one. */
function daysOf(year: string, month: string, day: string): readonly string[] {
  const years = isFullYear(year) ? [year] : year.length === 2 ? [`19${year}`, `20${year}`] : [];
  return years
    .map((full) => `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
    .filter(isDay);
}

/** The months, "1" to "12", whose names begin so: "jui" is "juin" or "juillet". */
function monthsMeantBy(name: string, locale: string): readonly string[] {
  if (name.length < shortestMonth) return [];
  const starts = spellingsOf(name);
  const isMeant = (month: string) =>
    spellingsOf(month).some((full) => starts.some((start) => full.startsWith(start)));
  const found = [...monthLocales, locale].flatMap((each) =>
    monthNames(each).flatMap((month, index) => (isMeant(month) ? [String(index + 1)] : [])),
  );
  return [...new Set(found)];
}

function monthNames(locale: string): readonly string[] {
  const format = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2000, month)));
}
