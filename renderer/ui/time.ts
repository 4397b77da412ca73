import {
  millisecondsInDay,
  millisecondsInHour,
  millisecondsInMinute,
  millisecondsInSecond,
  monthsInYear,
} from 'date-fns/constants';
import { differenceInMonths } from 'date-fns/differenceInMonths';
import { dateTimeFormat, relativeTimeFormat } from './intl-formats';

/**
 * ISO 8601 with `T`, as the API writes times, or with a space, as databases do. The zone may be
 * missing. PostgreSQL shortens an offset of full hours, as in `+00`.
 */
const timestampForm =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:(Z| ?UTC| ?GMT)| ?([+-]\d{2}):?(\d{2})?)?$/i;

/** A parsed timestamp. Without a zone, the moment assumes UTC. */
export type Timestamp = { readonly moment: Date; readonly hasZone: boolean };

/** Parses a timestamp. Null if the text is none, or names a day or time that does not exist. */
export function readTimestamp(timestamp: string): Timestamp | null {
  const [, day, time, utc, hours, minutes] = timestampForm.exec(timestamp) ?? [];
  if (day === undefined || time === undefined || startOf(day) === null) return null;
  const offset = hours === undefined ? 'Z' : `${hours}:${minutes ?? '00'}`;
  const moment = new Date(`${day}T${time}${offset}`);
  if (Number.isNaN(moment.getTime())) return null;
  return { moment, hasZone: utc !== undefined || hours !== undefined };
}

/** The point in time that a timestamp with a zone names. Null for any other text. */
export function momentOf(timestamp: string): Date | null {
  const read = readTimestamp(timestamp);
  return read?.hasZone === true ? read.moment : null;
}

/**
 * No account is older. The first e-mail between two computers was sent in 1971
 * (https://www.rfc-editor.org/rfc/rfc2235#page-4).
 */
const firstEmail = Date.parse('1971-01-01T00:00:00Z');

/**
 * Whether a timestamp means "never". Programming languages and databases write their zero time for
 * it: the year 0 in MySQL, 1 in Go and .NET, 1601 in Windows, 1753 and 1900 in SQL Server, 1899 in
 * Office, 1904 in Mac OS, 1970 in Unix.
 */
export function isPlaceholder(timestamp: string): boolean {
  if (timestamp.startsWith('0000-00-00')) return true;
  const read = readTimestamp(timestamp);
  return read !== null && read.moment.getTime() < firstEmail;
}

/** In descending order, because the first one that fits is used. */
const units = [
  ['day', millisecondsInDay],
  ['hour', millisecondsInHour],
  ['minute', millisecondsInMinute],
  ['second', millisecondsInSecond],
] as const;

/**
 * The distance from now in words: "2 hours ago", "18 months ago", "in 3 days". It uses the largest
 * unit that fits and rounds towards zero, so that one moment has one age everywhere. Years are used
 * from two years on.
 *
 * @param now milliseconds since the Unix epoch
 * @param locale a BCP 47 tag
 */
export function relative(date: Date, now: number, locale: string): string {
  const months = differenceInMonths(date, now);
  if (Math.abs(months) >= 2 * monthsInYear)
    return relativeTimeFormat(locale, 'always').format(Math.trunc(months / monthsInYear), 'year');
  if (months !== 0) return relativeTimeFormat(locale, 'always').format(months, 'month');
  const distance = date.getTime() - now;
  const [unit, size] = units.find(([, milliseconds]) => Math.abs(distance) >= milliseconds) ?? [
    'second',
    Infinity,
  ];
  // `auto` gives "now" instead of "0 seconds ago". For days it would give "yesterday", which is
  // wrong for a distance in hours: 30 hours ago may be the day before yesterday.
  const numeric = unit === 'second' ? 'auto' : 'always';
  return relativeTimeFormat(locale, numeric).format(Math.trunc(distance / size), unit);
}

/** Date, time and zone: "23 Nov 2026, 13:41 CET". The default is the viewer's zone. */
export function absolute(date: Date, locale: string, timeZone?: string): string {
  return dateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    ...(timeZone !== undefined && { timeZone }),
  }).format(date);
}

/**
 * "Tuesday 14:02" for the last six days, in which a weekday is unambiguous. "24 November 2026" for
 * earlier days.
 */
export function dayAndTime(date: Date, now: number, locale: string): string {
  const isRecent = now - date.getTime() < 6 * millisecondsInDay;
  return dateTimeFormat(
    locale,
    isRecent ? { weekday: 'long', hour: '2-digit', minute: '2-digit' } : { dateStyle: 'long' },
  ).format(date);
}

/** Date and time with seconds, to find the moment in a log: "23 Nov 2026, 13:41:05 CET". */
export function toTheSecond(date: Date, locale: string): string {
  return dateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' }).format(date);
}

/**
 * A calendar day in words. Null if the text is not an existing day. A day has no time zone.
 *
 * @param day `YYYY-MM-DD`
 */
export function calendarDay(day: string, locale: string): string | null {
  const date = startOf(day);
  return date && dateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

/** Whether a text is an existing calendar day in the form `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return startOf(text) !== null;
}

/**
 * The start of a day in UTC. Null if the day does not exist. `Date` reads 30 February as 2 March,
 * so the result is compared with the text.
 */
function startOf(day: string): Date | null {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${day}T`) ? date : null;
}

/** Whether `Intl` on this computer knows a time zone. */
export function isTimeZone(name: string): boolean {
  try {
    dateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A format for calendar days as `YYYY-MM-DD`. The default is the viewer's zone. */
function dayFormat(timeZone?: string): Intl.DateTimeFormat {
  // The Swedish date format is that of ISO 8601.
  return dateTimeFormat('sv-SE', timeZone === undefined ? {} : { timeZone });
}

/** The calendar day of a moment as `YYYY-MM-DD`. The default is the viewer's zone. */
export function dayOf(date: Date | number, timeZone?: string): string {
  return dayFormat(timeZone).format(date);
}

/**
 * The age in full years. Null if the day does not exist or is in the future. In other than leap
 * years, 1 March counts as the birthday of a person born on 29 February.
 *
 * @param day `YYYY-MM-DD`
 * @param now milliseconds since the Unix epoch
 */
export function age(day: string, now: number, timeZone?: string): number | null {
  const today = dayOf(now, timeZone);
  if (startOf(day) === null || day > today) return null;
  const isBeforeBirthday = today.slice(5) < day.slice(5);
  return Number(today.slice(0, 4)) - Number(day.slice(0, 4)) - (isBeforeBirthday ? 1 : 0);
}

/** Date and time in several zones, without duplicate zones and those that `Intl` doesn't know. */
export function inZones(
  date: Date,
  locale: string,
  zones: readonly string[],
): readonly { readonly zone: string; readonly time: string }[] {
  // One zone may have several names: Asia/Calcutta is Asia/Kolkata.
  const canonical = (zone: string) =>
    dateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  return zones
    .filter(isTimeZone)
    .filter((zone, index, known) => known.map(canonical).indexOf(canonical(zone)) === index)
    .map((zone) => ({ zone, time: absolute(date, locale, zone) }));
}
