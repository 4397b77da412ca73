import { differenceInCalendarMonths } from 'date-fns/differenceInCalendarMonths';
import { intlFormatDistance } from 'date-fns/intlFormatDistance';

/** ISO 8601 with a zone, as the API writes moments: without one it would not be known which moment is meant. */
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** The moment that a timestamp of the API names, or null where the text names none. */
export function momentOf(timestamp: string): Date | null {
  const date = new Date(timestamp);
  return moment.test(timestamp) && !Number.isNaN(date.getTime()) ? date : null;
}

/** "2 hours ago", "yesterday", "5 months ago": nobody counts in quarters, which is what the library does from three months on. */
export function relative(date: Date, now: number, locale: string): string {
  const months = Math.abs(differenceInCalendarMonths(date, now));
  const unit = months >= 12 ? 'year' : months >= 2 ? 'month' : undefined;
  return intlFormatDistance(date, now, { locale, numeric: 'auto', ...(unit !== undefined && { unit }) });
}

/** Date and time in the viewer's zone, and the zone's name: "23 Nov 2026, 13:41 CET". */
export function absolute(date: Date, locale: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    ...(timeZone !== undefined && { timeZone }),
  }).format(date);
}

/** A calendar day, `YYYY-MM-DD`, in words; null where the text names no day that exists. A day has no zone. */
export function calendarDay(day: string, locale: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) return null;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}
