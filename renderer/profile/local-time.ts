import { minutesInHour } from 'date-fns/constants';
import { m } from '../messages/compiled/messages.js';
import { dateTimeFormat } from '../ui/intl-formats';
import { dayOf, isTimeZone } from '../ui/time';

/** The local time in another time zone, in words. */
export type LocalTime = {
  /** For example "18:11". */
  readonly time: string;
  /**
   * For example "Tuesday". Present if the day there differs from the viewer's, or if the viewer's
   * zone is unknown.
   */
  readonly weekday?: string;
  /** For example "2 hours behind you". Absent if the viewer's zone is unknown. */
  readonly offset?: string;
};

/**
 * The local time in a user's zone and its offset from the viewer's zone. Null if `Intl` doesn't
 * know the user's zone.
 *
 * @param timeZone an IANA name
 * @param now milliseconds since the Unix epoch
 * @param locale a BCP 47 tag
 * @param viewerZone an IANA name, or null if the viewer's zone is unknown
 */
export function localTimeIn(
  timeZone: string,
  now: number,
  locale: string,
  viewerZone: string | null,
): LocalTime | null {
  if (!isTimeZone(timeZone)) return null;
  const format = (options: Intl.DateTimeFormatOptions) =>
    dateTimeFormat(locale, { ...options, timeZone }).format(now);
  return {
    time: format({ hour: '2-digit', minute: '2-digit' }),
    ...((viewerZone === null || dayOf(now, timeZone) !== dayOf(now, viewerZone)) && {
      weekday: format({ weekday: 'long' }),
    }),
    ...(viewerZone !== null && {
      offset: offsetMessage(offsetMinutes(timeZone, now) - offsetMinutes(viewerZone, now), locale),
    }),
  };
}

/** A zone's offset from UTC, in minutes. Daylight saving time makes it depend on `now`. */
function offsetMinutes(timeZone: string, now: number): number {
  const name = dateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(now)
    .find(({ type }) => type === 'timeZoneName')?.value;
  // "GMT+05:30". Some ICU versions write UTC as "GMT" without an offset.
  const [, sign, hours, minutes] = /^GMT([+-])(\d{2}):(\d{2})/.exec(name ?? '') ?? [];
  const distance = Number(hours ?? 0) * minutesInHour + Number(minutes ?? 0);
  return sign === '-' ? -distance : distance;
}

function offsetMessage(minutes: number, locale: string): string {
  if (minutes === 0) return m.clock_same();
  const duration = minutesMessage(Math.abs(minutes), locale);
  return minutes > 0 ? m.clock_ahead({ duration }) : m.clock_behind({ duration });
}

/** For example "5 hours 30 minutes". A part that is zero is left out. */
function minutesMessage(minutes: number, locale: string): string {
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
