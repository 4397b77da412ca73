import { viewerZone } from './viewer-zone.svelte';

const dateTimeFormats = new Map<string, Intl.DateTimeFormat>();
const relativeTimeFormats = new Map<string, Intl.RelativeTimeFormat>();

/**
 * A cached `Intl.DateTimeFormat`. Creating the formats of one card takes longer than rendering the
 * card. The default time zone is the viewer's (see {@link viewerZone}).
 *
 * @throws RangeError for a time zone that this computer doesn't know
 */
export function dateTimeFormat(
  locale: string,
  options: Intl.DateTimeFormatOptions = {},
): Intl.DateTimeFormat {
  const timeZone = options.timeZone ?? viewerZone() ?? undefined;
  const zoned = { ...options, ...(timeZone !== undefined && { timeZone }) };
  return cached(
    dateTimeFormats,
    locale + JSON.stringify(zoned),
    () => new Intl.DateTimeFormat(locale, zoned),
  );
}

/** A cached `Intl.RelativeTimeFormat`. */
export function relativeTimeFormat(
  locale: string,
  numeric: 'auto' | 'always',
): Intl.RelativeTimeFormat {
  return cached(
    relativeTimeFormats,
    locale + numeric,
    () => new Intl.RelativeTimeFormat(locale, { numeric }),
  );
}

function cached<T>(cache: Map<string, T>, key: string, create: () => T): T {
  const format = cache.get(key) ?? create();
  cache.set(key, format);
  return format;
}
