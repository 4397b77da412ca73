import { millisecondsInDay } from 'date-fns/constants';
import type { HistoryEntry } from '../../electron/history/entry';
import { m } from '../messages/compiled/messages.js';
import { dateTimeFormat } from '../ui/formats';
import { dayFormat } from '../ui/time';

/** The entries of a calendar day where the viewer is. */
export type Day = {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly entries: readonly HistoryEntry[];
};

/** @param entries newest first, and so are the days */
export function daysOf(entries: readonly HistoryEntry[]): readonly Day[] {
  const format = dayFormat();
  const days = new Map<string, HistoryEntry[]>();
  for (const entry of entries) {
    const day = format.format(new Date(entry.lookedUpAt));
    const others = days.get(day);
    if (others === undefined) days.set(day, [entry]);
    else others.push(entry);
  }
  return [...days].map(([day, ofDay]) => ({ day, entries: ofDay }));
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
