/** One day. */
const maxSeconds = 24 * 60 * 60;

const decimalNumber = /^\d+(\.\d+)?$/;

/**
 * The three formats of an HTTP date (https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7). Needed
 * because `Date.parse` alone accepts almost anything: it reads "soon 5" as a day in 2001.
 */
const httpDate = /^[A-Z][a-z]{2,8},? .*\d{2}:\d{2}:\d{2} (GMT|\d{4})$/;

/** Numbers from here on are seconds since 1970: as a wait they would take 30 years. */
const firstEpochSeconds = 1e9;

/** Numbers from here on are milliseconds since 1970: as seconds they would be in the year 5138. */
const firstEpochMilliseconds = 1e11;

/**
 * Reads `Retry-After`, which holds seconds or a date
 * (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3). Some servers send the time in seconds
 * or milliseconds since 1970.
 *
 * @returns whole seconds from 1 to one day; null if the header is missing or invalid
 */
export function retryAfterSeconds(headers: Headers): number | null {
  const header = headers.get('retry-after')?.trim() ?? '';
  if (decimalNumber.test(header)) return secondsMeantBy(Number(header), headers);
  return httpDate.test(header) ? secondsUntil(timeOf(header), headers) : null;
}

/**
 * Reads `X-RateLimit-Reset`, which the vendor documents as seconds since 1970. Other servers send
 * milliseconds since 1970, or the seconds to wait.
 *
 * @returns whole seconds from 1 to one day; null if the header is missing or invalid
 */
export function rateLimitResetSeconds(headers: Headers): number | null {
  const header = headers.get('x-ratelimit-reset')?.trim() ?? '';
  return decimalNumber.test(header) ? secondsMeantBy(Number(header), headers) : null;
}

function secondsMeantBy(value: number, headers: Headers): number {
  if (value < firstEpochSeconds) return clampSeconds(value);
  const time = value < firstEpochMilliseconds ? value * 1_000 : value;
  return secondsUntil(time, headers) ?? maxSeconds;
}

/**
 * Measures against the server's clock: this computer's clock may be wrong.
 *
 * @param time milliseconds since 1970, or NaN
 */
function secondsUntil(time: number, headers: Headers): number | null {
  const serverTime = timeOf(headers.get('date') ?? '');
  const now = Number.isNaN(serverTime) ? Date.now() : serverTime;
  return Number.isNaN(time) ? null : clampSeconds((time - now) / 1_000);
}

/** The time of an HTTP date in milliseconds since 1970, or NaN. */
const timeOf = (header: string) =>
  httpDate.test(header) ? Date.parse(header.replace(/( GMT)?$/, ' GMT')) : NaN;

const clampSeconds = (seconds: number) => Math.min(Math.max(Math.ceil(seconds), 1), maxSeconds);
