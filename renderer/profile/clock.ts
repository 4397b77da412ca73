import { minutesInHour } from 'date-fns/constants';
import { m } from '../messages/compiled/messages.js';
import { dateTimeFormat } from '../ui/formats';
import { dayOf, isTimeZone } from '../ui/time';

/** What the clock shows in another zone. */
export type TimeThere = {
  /** The time of the day: "18:11". */
  readonly time: string;
  /** Where it is another day there than here, or not known which day it is here: "Tuesday". */
  readonly weekday?: string;
  /** "2 hours behind you", "the same time as here"; absent where the viewer's zone is not known. */
  readonly offset?: string;
};

/**
 * The time in a person's zone, and how far it is from the viewer's. Null if this computer doesn't know the person's zone.
 *
 * @param timeZone an IANA name
 * @param now milliseconds since 1970
 * @param viewerZone an IANA name, or null if the system has none that this computer knows
 */
export function timeThere(
  timeZone: string,
  now: number,
  locale: string,
  viewerZone: string | null,
): TimeThere | null {
  if (!isTimeZone(timeZone)) return null;
  const format = (options: Intl.DateTimeFormatOptions) =>
    dateTimeFormat(locale, { ...options, timeZone }).format(now);
  return {
    time: format({ hour: '2-digit', minute: '2-digit' }),
    ...((viewerZone === null || dayOf(now, timeZone) !== dayOf(now, viewerZone)) && {
      weekday: format({ weekday: 'long' }),
    }),
    ...(viewerZone !== null && {
      offset: wordsOfOffset(offsetMinutes(timeZone, now) - offsetMinutes(viewerZone, now), locale),
    }),
  };
}

/** How far a zone is from UTC at that moment. */
function offsetMinutes(timeZone: string, now: number): number {
  const name = dateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(now)
    .find(({ type }) => type === 'timeZoneName')?.value;
  // "GMT+05:30"; UTC itself is "GMT" in some versions.
  const [, sign, hours, minutes] = /^GMT([+-])(\d{2}):(\d{2})/.exec(name ?? '') ?? [];
  const distance = Number(hours ?? 0) * minutesInHour + Number(minutes ?? 0);
  return sign === '-' ? -distance : distance;
}

function wordsOfOffset(minutes: number, locale: string): string {
  if (minutes === 0) return m.clock_same();
  const duration = wordsOfMinutes(Math.abs(minutes), locale);
  return minutes > 0 ? m.clock_ahead({ duration }) : m.clock_behind({ duration });
}

/** "5 hours 30 minutes"; without the part that is zero. */
function wordsOfMinutes(minutes: number, locale: string): string {
  const parts = (
    [
      ['hour', Math.floor(minutes / minutesInHour)],
      ['minute', minutes % minutesInHour],
    ] as const
  )
    .filter(([, count]) => count > 0)
    .map(([unit, count]) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count),
    );
  return new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' }).format(parts);
}
