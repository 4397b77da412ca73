import { isDay } from '../ui/time';
import { spellingsOf } from './name-spellings';

/** Month names in these languages are always recognized. Austrian German calls January "Jänner". */
const monthLocales = ['en', 'de', 'de-AT', 'fr'];
/** Long enough for "Mar" and "mai". Shorter abbreviations match too many months. */
const minMonthLength = 3;

/** Words that a date may contain: "the 17th of April", "le 1er avril", "am 17. April". */
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

/** Dates of digits alone: "19880417", "17041988" and "170488". */
const withoutSeparators = [/^(\d{4})(\d\d)(\d\d)$/, /^(\d\d)(\d\d)(\d{4}|\d\d)$/];

/**
 * All days that a written or spoken date can mean, as `YYYY-MM-DD`. It reads "17.4.88", "4/17/1988"
 * and "17 avril 1988". "4/5/1988" means two days. The list is empty if the text is not a full date.
 *
 * @param locale a BCP 47 tag; month names in its language are recognized too
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

/**
 * Reads three numbers. A four-digit number in front is the year, as in ISO 8601. Otherwise the day
 * comes first, as in Europe, or the month, as in the United States.
 */
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

/** The existing days. A two-digit year may be in the 20th or the 21st century. */
function daysOf(year: string, month: string, day: string): readonly string[] {
  const years = isFullYear(year) ? [year] : year.length === 2 ? [`19${year}`, `20${year}`] : [];
  return years
    .map((full) => `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
    .filter(isDay);
}

/** The months, "1" to "12", whose name starts with the text: "jui" means "juin" and "juillet". */
function monthsMeantBy(name: string, locale: string): readonly string[] {
  if (name.length < minMonthLength) return [];
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
