const longestSeconds = 24 * 60 * 60;

const number = /^\d+(\.\d+)?$/;

/** The date of HTTP in its three forms: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7 */
const date = /^[A-Z][a-z]{2,8},? .*\d{2}:\d{2}:\d{2} (GMT|\d{4})$/;

/**
 * Whole seconds from `Retry-After`, a number of seconds or a date (RFC 9110, section 10.2.3); at least one and at most
 * those of a day. Null where there is none that can be read: `Date.parse` alone would see a day of 2001 in "soon 5".
 */
export function retryAfterSeconds(headers: Headers): number | null {
  const header = headers.get('retry-after')?.trim() ?? '';
  if (number.test(header)) return bounded(Number(header));
  return date.test(header) ? secondsUntil(Date.parse(header.replace(/( GMT)?$/, ' GMT'))) : null;
}

/** The same from `X-RateLimit-Reset`, which the vendor documents in seconds since 1970. */
export function rateLimitResetSeconds(headers: Headers): number | null {
  const header = headers.get('x-ratelimit-reset')?.trim() ?? '';
  return number.test(header) ? secondsUntil(Number(header) * 1_000) : null;
}

/** @param moment milliseconds since 1970 */
function secondsUntil(moment: number): number | null {
  return Number.isNaN(moment) ? null : bounded((moment - Date.now()) / 1_000);
}

const bounded = (seconds: number) => Math.min(Math.max(Math.ceil(seconds), 1), longestSeconds);
