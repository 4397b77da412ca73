import ky, { HTTPError, TimeoutError } from 'ky';
import type { Answer, Query } from '../contract/look-up';
import type { Problem } from '../contract/problem';
import { failed, ok, type Result } from '../contract/result';
import {
  isWithoutEndpoint,
  problemOfException,
  problemOfStatus,
  serverSaid,
  type Head,
} from './map-to-problem';
import { parseUser } from './parse-user';
import { readBody } from './read-body';
import { retryAfterSeconds } from './retry-after';

/** An answer longer than this is not read: the documented user takes about one kilobyte. */
export const answerLimitBytes = 1024 * 1024;

/** What is sent with one request: where to, with which key, and for how long at most. */
export type ApiRequest = {
  /** With its version and without a slash at the end, such as `https://api.aitronos.com/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** For everything together: connecting, retries, and the last byte of the body. */
  readonly timeOutSeconds: number;
  /** Ends the request; the answer is then the problem `cancelled`. */
  readonly signal: AbortSignal;
};

export interface ApiClient {
  /**
   * `GET {baseUrl}/user/{id}` or `GET {baseUrl}/user/email/{email}`. Both are opaque and are percent-encoded. The vendor
   * describes the second one in a guide and not on its reference page: a server without it is the problem
   * `no-search-by-email`. Never rejects.
   */
  getUser(query: Query, request: ApiRequest): Promise<Result<Answer>>;
}

/** Gateways that are short of breath answer these; a second try often succeeds. 429 is left to the person's countdown. */
const retriedStatuses = [502, 503, 504];

/** A server that asks for a longer break gets it: nobody would wait for that without a word. */
const longestBreakSeconds = 3;

/** Lost while in use, within the answer too: https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h */
const lostConnection =
  /net::ERR_(CONNECTION_(RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|NETWORK_CHANGED|SOCKET_NOT_CONNECTED|CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING)\b/;

/** More than is read, with what came before the body. */
class AnswerTooLarge extends Error {
  constructor(readonly response: Response) {
    super('The answer is too large.');
  }
}

/**
 * The API's only client.
 *
 * @param fetch over an in-memory session, so that the system's proxy and certificates are honoured, and nothing reaches the disk;
 *   without cookies, cache and referrer. Or the sample data's
 */
export function createApiClient(fetch: typeof globalThis.fetch): ApiClient {
  const api = ky.create({
    fetch: readWhole(fetch),
    headers: { accept: 'application/json' },
    // A followed redirect would carry the key to whichever host it names.
    redirect: 'error',
    throwHttpErrors: (status) => retriedStatuses.includes(status),
    // The text of an error is read like that of any other answer.
    parseJson: (text) => text,
    retry: {
      limit: 2,
      methods: ['get'],
      statusCodes: retriedStatuses,
      afterStatusCodes: retriedStatuses,
      maxRetryAfter: longestBreakSeconds * 1_000,
      backoffLimit: 1_000,
      jitter: true,
      shouldRetry: ({ error }) => {
        if (error instanceof AnswerTooLarge) return false;
        if (error instanceof HTTPError && asksForBreak(error.response)) return false;
        return lostConnection.test(error.message) ? true : undefined;
      },
    },
  });

  return {
    async getUser(query, { baseUrl, apiKey, timeOutSeconds, signal }) {
      const path = pathOf(query);
      if (path === null) return failed({ kind: 'invalid-id' });
      const timeOut = timeOutSeconds * 1_000;
      const deadline = AbortSignal.timeout(timeOut);
      try {
        const response = await api.get(`${baseUrl}/${path}`, {
          headers: { 'X-API-Key': apiKey },
          signal: AbortSignal.any([signal, deadline]),
          timeout: timeOut,
          totalTimeout: timeOut,
        });
        return await readAnswer(response, query, apiKey);
      } catch (error) {
        if (signal.aborted) return failed({ kind: 'cancelled' });
        if (deadline.aborted || error instanceof TimeoutError)
          return failed({ kind: 'time-out', seconds: timeOutSeconds });
        if (error instanceof AnswerTooLarge)
          return failed(problemOfTooLarge(headOf(error.response, apiKey)));
        if (error instanceof HTTPError) {
          const body = typeof error.data === 'string' ? withoutKey(error.data, apiKey) : '';
          return failed(problemOfStatus(headOf(error.response, apiKey), parsed(body)));
        }
        return failed(problemOfException(error, new URL(baseUrl).host));
      }
    },
  };
}

/**
 * Where the account stands below the base URL, or null where no URL can say it. `.` and `..` can't be a segment of a path,
 * however they are encoded: the URL would name another endpoint (https://url.spec.whatwg.org/#double-dot-path-segment).
 */
function pathOf(query: Query): string | null {
  const [folder, name] = 'id' in query ? ['user', query.id] : ['user/email', query.email];
  if (name === '' || name === '.' || name === '..') return null;
  return `${folder}/${encodeURIComponent(name.toWellFormed())}`;
}

/** Statuses that speak of the key or the account, if it is the API that speaks. */
const meantForTheApp = [400, 401, 403, 404, 422];

async function readAnswer(
  response: Response,
  query: Query,
  apiKey: string,
): Promise<Result<Answer>> {
  const head = headOf(response, apiKey);
  // The decoder leaves a byte order mark out; Node's `text` leaves out two.
  const json = withoutKey(new TextDecoder().decode(await response.arrayBuffer()), apiKey);
  if (head.status !== 200) {
    const envelope = parsed(json);
    if ('email' in query && isWithoutEndpoint(head, envelope))
      return failed({ kind: 'no-search-by-email', ...serverSaid(head) });
    // A proxy, a firewall or another web server answers with a page of its own: that says nothing about the account.
    const isForeign =
      envelope === undefined && json.trim() !== '' && meantForTheApp.includes(head.status);
    return failed(
      isForeign ? { kind: 'not-json', ...serverSaid(head) } : problemOfStatus(head, envelope),
    );
  }
  const user = parseUser(json);
  if (user === 'not-json') return failed({ kind: 'not-json', ...serverSaid(head) });
  if (user === 'unexpected') return failed({ kind: 'unexpected-answer', ...serverSaid(head) });
  const { traceId } = serverSaid(head);
  return ok({ user, json, ...(traceId !== undefined && { traceId }) });
}

/** A server in trouble is in trouble, however long its page about it. */
function problemOfTooLarge(head: Head): Problem {
  return head.status >= 500
    ? problemOfStatus(head, undefined)
    : { kind: 'answer-too-large', limitBytes: answerLimitBytes };
}

/**
 * Reads an answer before ky sees it: a connection that is lost in the middle is tried again like one that is lost before, and of an
 * error no more is read than of any other answer, where ky would read 10 MiB.
 */
function readWhole(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    const { status, headers } = response;
    const reading = readBody(response, answerLimitBytes, (input as Request).signal);
    const isRetried = retriedStatuses.includes(status);
    const body = await (isRetried ? reading.catch(() => null) : reading);
    if (body === null && !isRetried) throw new AnswerTooLarge(response);
    return new Response(body, { status, headers });
  };
}

function asksForBreak({ headers }: Response): boolean {
  return (retryAfterSeconds(headers) ?? 0) > longestBreakSeconds;
}

/** What comes before the body, without the key in it. */
function headOf({ status, ok, headers }: Response, apiKey: string): Head {
  const lines = [...headers].map(
    ([name, value]) => [name, withoutKey(value, apiKey)] as [string, string],
  );
  return { status, ok, headers: new Headers(lines) };
}

/** A gateway that echoes the request's headers must not put the key on the screen. A short key would match by chance. */
function withoutKey(text: string, apiKey: string): string {
  if (apiKey.length < 8) return text;
  return formsOf(apiKey).reduce((rest, form) => rest.replaceAll(form, '[API key]'), text);
}

/** How a key is written in JSON, in an address, and as it is; that one last, because it may be the beginning of another. */
function formsOf(apiKey: string): readonly string[] {
  const inJson = JSON.stringify(apiKey).slice(1, -1);
  const inAddress = encodeURIComponent(apiKey);
  const inLowerCase = inAddress.replaceAll(/%../g, (byte) => byte.toLowerCase());
  return [inJson.replaceAll('/', '\\/'), inJson, inAddress, inLowerCase, apiKey];
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
