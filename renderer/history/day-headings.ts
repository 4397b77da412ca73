import { millisecondsInDay } from 'date-fns/constants';
import type { HistoryEntry } from '../../electron/contract/history';
import { m } from '../messages/compiled/messages.js';
import { dateTimeFormat } from '../ui/intl-formats';
import { dayOf } from '../ui/time';

/** The calendar day of a person's latest lookup in the local time zone, `YYYY-MM-DD`. */
export function dayOfEntry({ lookedUpAt }: HistoryEntry): string {
  return dayOf(new Date(lookedUpAt));
}

/**
 * Whether an entry is the first of its calendar day in the list. Such an entry has a date heading.
 *
 * @param entries newest first
 */
export function beginsDay(entries: readonly HistoryEntry[], index: number): boolean {
  const [entry, before] = [entries[index], entries[index - 1]];
  if (entry === undefined) return false;
  return before === undefined || dayOfEntry(before) !== dayOfEntry(entry);
}

/**
 * The date heading of a day: "Today", "Yesterday" or "Monday 3 March". The year is added unless it
 * is the current one.
 *
 * @param day `YYYY-MM-DD`
 * @param today `YYYY-MM-DD`
 */
export function dayHeading(day: string, today: string, locale: string): string {
  const daysAgo = (Date.parse(today) - Date.parse(day)) / millisecondsInDay;
  if (daysAgo === 0) return m.history_today();
  if (daysAgo === 1) return m.history_yesterday();
  const isThisYear = day.slice(0, 4) === today.slice(0, 4);
  return dateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
    // `Date` reads a day without a time as midnight UTC.
    timeZone: 'UTC',
  }).format(new Date(day));
}
