import { viewerZone } from './viewer-zone.svelte';

const dateTimeFormats = new Map<string, Intl.DateTimeFormat>();
const relativeTimeFormats = new Map<string, Intl.RelativeTimeFormat>();

/**
 * `Intl.DateTimeFormat`, each one made once: to make those of a card takes longer than to write the card. Without a zone
 * it is the viewer's: see {@link viewerZone}.
 *
 * @throws RangeError for a time zone that this computer doesn't know
 */
export function dateTimeFormat(
  locale: string,
  options: Intl.DateTimeFormatOptions = {},
): Intl.DateTimeFormat {
  const timeZone = options.timeZone ?? viewerZone() ?? undefined;
  const zoned = { ...options, ...(timeZone !== undefined && { timeZone }) };
  return once(
    dateTimeFormats,
    locale + JSON.stringify(zoned),
    () => new Intl.DateTimeFormat(locale, zoned),
  );
}

/** The same for `Intl.RelativeTimeFormat`. */
export function relativeTimeFormat(
  locale: string,
  numeric: 'auto' | 'always',
): Intl.RelativeTimeFormat {
  return once(
    relativeTimeFormats,
    locale + numeric,
    () => new Intl.RelativeTimeFormat(locale, { numeric }),
  );
}

function once<T>(made: Map<string, T>, key: string, make: () => T): T {
  const format = made.get(key) ?? make();
  made.set(key, format);
  return format;
}
