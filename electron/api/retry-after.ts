/** One day. */
const maxSeconds = 24 * 60 * 60;

const decimalNumber = /^\d+(\.\d+)?$/;

/**
 * The three formats of an HTTP date (https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7). Needed
 * because `Date.parse` alone accepts almost anything: it reads "soon 5" as a day in 2001.
 */
const httpDate = /^[A-Z][a-z]{2,8},? .*\d{2}:\d{2}:\d{2} (GMT|\d{4})$/;

/**
 * Reads `Retry-After`, which holds seconds or a date
 * (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3).
 *
 * @returns whole seconds from 1 to one day; null if the header is missing or invalid
 */
export function retryAfterSeconds(headers: Headers): number | null {
  const header = headers.get('retry-after')?.trim() ?? '';
  if (decimalNumber.test(header)) return clampSeconds(Number(header));
  return httpDate.test(header)
    ? secondsUntil(Date.parse(header.replace(/( GMT)?$/, ' GMT')))
    : null;
}

/**
 * Reads `X-RateLimit-Reset`, which the vendor documents as seconds since 1970.
 *
 * @returns whole seconds from 1 to one day; null if the header is missing or invalid
 */
export function rateLimitResetSeconds(headers: Headers): number | null {
  const header = headers.get('x-ratelimit-reset')?.trim() ?? '';
  return decimalNumber.test(header) ? secondsUntil(Number(header) * 1_000) : null;
}

/** @param time milliseconds since 1970, or NaN */
function secondsUntil(time: number): number | null {
  return Number.isNaN(time) ? null : clampSeconds((time - Date.now()) / 1_000);
}

const clampSeconds = (seconds: number) => Math.min(Math.max(Math.ceil(seconds), 1), maxSeconds);
