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
 * ISO 8601 as the API writes moments, or with a space as databases write them. The zone may be missing.
 * PostgreSQL shortens an offset of full hours to `+00`.
 */
const timestampForm =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:(Z| ?UTC| ?GMT)| ?([+-]\d{2}):?(\d{2})?)?$/i;

/** What a timestamp says: a moment, or a time of which it isn't known where it was. Null for any other text. */
export type Timestamp = { readonly moment: Date; readonly hasZone: boolean };

export function readTimestamp(timestamp: string): Timestamp | null {
  const [, day, time, utc, hours, minutes] = timestampForm.exec(timestamp) ?? [];
  if (day === undefined || time === undefined || startOf(day) === null) return null;
  const offset = hours === undefined ? 'Z' : `${hours}:${minutes ?? '00'}`;
  const moment = new Date(`${day}T${time}${offset}`);
  if (Number.isNaN(moment.getTime())) return null;
  return { moment, hasZone: utc !== undefined || hours !== undefined };
}

/** The moment that a timestamp of the API names, or null where the text names none. */
export function momentOf(timestamp: string): Date | null {
  const read = readTimestamp(timestamp);
  return read?.hasZone === true ? read.moment : null;
}

/**
 * No account is older: the first e-mail between two computers was sent in 1971
 * (https://www.rfc-editor.org/rfc/rfc2235#page-4).
 */
const firstEmail = Date.parse('1971-01-01T00:00:00Z');

/**
 * Whether a timestamp stands for "never". Languages and databases write their zero for it: the year 0 in MySQL, 1 in Go and
 * .NET, 1601 in Windows, 1753 and 1900 in SQL Server, 1899 in Office, 1904 in Mac OS, 1970 in Unix.
 */
export function isPlaceholder(timestamp: string): boolean {
  if (timestamp.startsWith('0000-00-00')) return true;
  const read = readTimestamp(timestamp);
  return read !== null && read.moment.getTime() < firstEmail;
}

/** From the largest down. */
const units = [
  ['day', millisecondsInDay],
  ['hour', millisecondsInHour],
  ['minute', millisecondsInMinute],
  ['second', millisecondsInSecond],
] as const;

/**
 * "2 hours ago", "18 months ago", "in 3 days": in the largest unit that is full, without the rest, so that the same moment
 * has the same age everywhere. Years are told from two years on.
 *
 * @param now milliseconds since 1970
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
  // "now" instead of "0 seconds ago"; but no "yesterday": 30 hours ago may be the day before.
  const numeric = unit === 'second' ? 'auto' : 'always';
  return relativeTimeFormat(locale, numeric).format(Math.trunc(distance / size), unit);
}

/** Date and time in the viewer's zone, and the zone's name: "23 Nov 2026, 13:41 CET". */
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

/** "Tuesday 14:02" in the last six days, where a weekday can be but one; before that "24 November 2026". */
export function dayAndTime(date: Date, now: number, locale: string): string {
  const isRecent = now - date.getTime() < 6 * millisecondsInDay;
  return dateTimeFormat(
    locale,
    isRecent ? { weekday: 'long', hour: '2-digit', minute: '2-digit' } : { dateStyle: 'long' },
  ).format(date);
}

/** Precise enough to find the moment in a log: "23 Nov 2026, 13:41:05 CET". */
export function toTheSecond(date: Date, locale: string): string {
  return dateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' }).format(date);
}

/** A calendar day, `YYYY-MM-DD`, in words; null where the text names no day that exists. A day has no zone. */
export function calendarDay(day: string, locale: string): string | null {
  const date = startOf(day);
  return date && dateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

/** Whether a text names a calendar day, `YYYY-MM-DD`, that exists. */
export function isDay(text: string): boolean {
  return startOf(text) !== null;
}

/** JavaScript reads the 30th of February as the 2nd of March. */
function startOf(day: string): Date | null {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${day}T`) ? date : null;
}

/** Whether this computer knows a time zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    dateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Writes the calendar day that a moment falls on, `YYYY-MM-DD`; without a zone where the viewer is. */
function dayFormat(timeZone?: string): Intl.DateTimeFormat {
  // Sweden writes days as ISO 8601 does.
  return dateTimeFormat('sv-SE', timeZone === undefined ? {} : { timeZone });
}

/** The calendar day that a moment falls on: see {@link dayFormat}. */
export function dayOf(date: Date | number, timeZone?: string): string {
  return dayFormat(timeZone).format(date);
}

/**
 * The full years since a day, `YYYY-MM-DD`; null where there is no such day or it is still to come. Who was born on
 * the 29th of February is a year older on the 1st of March where the year has no such day.
 *
 * @param now milliseconds since 1970
 */
export function age(day: string, now: number, timeZone?: string): number | null {
  const today = dayOf(now, timeZone);
  if (startOf(day) === null || day > today) return null;
  const isBeforeBirthday = today.slice(5) < day.slice(5);
  return Number(today.slice(0, 4)) - Number(day.slice(0, 4)) - (isBeforeBirthday ? 1 : 0);
}

/** Date and time in each of some zones, each zone once; without those that this computer doesn't know. */
export function inZones(
  date: Date,
  locale: string,
  zones: readonly string[],
): readonly { readonly zone: string; readonly time: string }[] {
  // A zone can have several names: Asia/Calcutta is Asia/Kolkata.
  const canonical = (zone: string) =>
    dateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  return zones
    .filter(isTimeZone)
    .filter((zone, index, known) => known.map(canonical).indexOf(canonical(zone)) === index)
    .map((zone) => ({ zone, time: absolute(date, locale, zone) }));
}
