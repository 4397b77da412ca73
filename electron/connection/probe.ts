import { problemOfException } from '../api/map-to-problem';
import { readBody } from '../api/read-body';
import type { Problem } from '../contract/problem';

/** A refusal takes some hundred bytes. */
const longestAnswerBytes = 64 * 1024;

/** What one request found at a server. */
export type Probe =
  | { readonly isReached: false; readonly problem: Problem }
  | {
      readonly isReached: true;
      readonly status: number;
      /** Whether it speaks as the API does: JSON objects, in refusals too. */
      readonly isApi: boolean;
      /** By the `Date` header, in milliseconds since 1970; NaN where it says none. */
      readonly time: number;
    };

/**
 * Asks a server without a key, so that whoever answers learns none. Never rejects.
 *
 * @param fetch the same as lookups use
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
    const body = await readBody(response, longestAnswerBytes, signal);
    return {
      isReached: true,
      status: response.status,
      isApi: body !== null && isObject(new TextDecoder().decode(body)),
      time: Date.parse(response.headers.get('date') ?? ''),
    };
  } catch (error) {
    const problem: Problem = signal.aborted
      ? { kind: 'no-connection', detail: 'ERR_TIMED_OUT' }
      : problemOfException(error, new URL(url).host);
    return { isReached: false, problem };
  }
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
