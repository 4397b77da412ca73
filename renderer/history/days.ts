import { millisecondsInDay } from 'date-fns/constants';
import type { HistoryEntry } from '../../electron/contract/history';
import { m } from '../messages/compiled/messages.js';
import { dateTimeFormat } from '../ui/formats';
import { dayOf } from '../ui/time';

/** The calendar day of the latest lookup where the viewer is, `YYYY-MM-DD`. */
export function dayOfEntry({ lookedUpAt }: HistoryEntry): string {
  return dayOf(new Date(lookedUpAt));
}

/**
 * Whether a calendar day begins with an entry of a list.
 *
 * @param entries newest first
 */
export function beginsDay(entries: readonly HistoryEntry[], index: number): boolean {
  const [entry, before] = [entries[index], entries[index - 1]];
  if (entry === undefined) return false;
  return before === undefined || dayOfEntry(before) !== dayOfEntry(entry);
}

/**
 * "Today", "Yesterday", "Monday 3 March", and with its year where that is another one.
 *
 * @param today `YYYY-MM-DD`, as `day` is
 */
export function headingOf(day: string, today: string, locale: string): string {
  const daysAgo = (Date.parse(today) - Date.parse(day)) / millisecondsInDay;
  if (daysAgo === 0) return m.history_today();
  if (daysAgo === 1) return m.history_yesterday();
  const isThisYear = day.slice(0, 4) === today.slice(0, 4);
  return dateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(new Date(day));
}
