import {
  daysInYear,
  millisecondsInDay,
  millisecondsInHour,
  millisecondsInMinute,
  millisecondsInSecond,
} from 'date-fns/constants';
import { dateTimeFormat, relativeTimeFormat } from './formats';

/** ISO 8601 with a zone, as the API writes moments: without one it would not be known which moment is meant. */
const moment = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** The moment that a timestamp of the API names, or null where the text names none. */
export function momentOf(timestamp: string): Date | null {
  const day = moment.exec(timestamp)?.[1];
  const date = new Date(timestamp);
  return day !== undefined && startOf(day) !== null && !Number.isNaN(date.getTime()) ? date : null;
}

/** From the largest down; a month and a year in their mean length, as nobody says "4 months ago" to the day. */
const units = [
  ['year', daysInYear * millisecondsInDay],
  ['month', (daysInYear / 12) * millisecondsInDay],
  ['day', millisecondsInDay],
  ['hour', millisecondsInHour],
  ['minute', millisecondsInMinute],
  ['second', millisecondsInSecond],
] as const;

/** "2 hours ago", "5 months ago", "in 3 days": rounded, in the largest unit that is full or as good as. */
export function relative(date: Date, now: number, locale: string): string {
  const distance = date.getTime() - now;
  const [unit, size] = units.find(
    ([, milliseconds]) => Math.abs(distance) >= 0.99 * milliseconds,
  ) ?? ['second', Infinity];
  // "now" instead of "0 seconds ago"; but no "yesterday": 30 hours ago may be the day before.
  const numeric = unit === 'second' ? 'auto' : 'always';
  return relativeTimeFormat(locale, numeric).format(Math.round(distance / size), unit);
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
export function dayFormat(timeZone?: string): Intl.DateTimeFormat {
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
