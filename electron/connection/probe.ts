import { problemOfException } from '../api/map-to-problem';
import { readBody } from '../api/read-body';
import type { Problem } from '../contract/problem';

/** The API's error responses have a few hundred bytes. */
const maxBodyBytes = 64 * 1024;

/** The result of one request without an API key. */
export type Probe =
  | { readonly isReached: false; readonly problem: Problem }
  | {
      readonly isReached: true;
      readonly status: number;
      /** Whether the body is a JSON object, as all of the API's responses are. */
      readonly isApi: boolean;
      readonly isEmpty: boolean;
      /** The `Date` header in milliseconds since 1970; NaN if it is missing or invalid. */
      readonly time: number;
    };

/**
 * Sends one request without the API key, so that a captive portal or another foreign server does
 * not receive it. Never rejects.
 *
 * @param fetch the one that lookups use, so that proxy and certificates apply
 */
export async function probe(
  fetch: typeof globalThis.fetch,
  url: string,
  signal: AbortSignal,
): Promise<Probe> {
  try {
    const response = await fetch(url, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal,
    });
    const body = await readBody(response, maxBodyBytes, signal);
    return {
      isReached: true,
      status: response.status,
      isEmpty: body?.byteLength === 0,
      isApi: body !== null && isJsonObject(new TextDecoder().decode(body)),
      time: Date.parse(response.headers.get('date') ?? ''),
    };
  } catch (error) {
    const problem: Problem = signal.aborted
      ? { kind: 'no-connection', detail: 'ERR_TIMED_OUT' }
      : problemOfException(error, new URL(url).host);
    return { isReached: false, problem };
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
