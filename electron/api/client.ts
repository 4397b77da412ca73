import ky, { HTTPError } from 'ky';
import type { Answer, Query } from '../contract/look-up';
import type { Problem } from '../contract/problem';
import { failed, ok, type Result } from '../contract/result';
import { awakeDeadline } from '../network/awake-deadline';
import { decodeBody } from './decode-body';
import {
  problemOfException,
  problemOfMissing,
  problemOfStatus,
  responseInfoOf,
  type ResponseHead,
} from './map-to-problem';
import { parseUser } from './parse-user';
import { readBody } from './read-body';
import { retryAfterSeconds } from './retry-after';
import { createUserRoute, missingStatuses } from './user-route';

/** The longest response body that is read. The documented example of a user has about 1 KiB. */
export const answerLimitBytes = 1024 * 1024;

/** The parameters of one request apart from the query. */
export type ApiRequest = {
  /** Includes the API version, ends without a slash: `https://api.aitronos.com/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /**
   * The deadline for the whole call: all tries, the waits between them and reading the body. It
   * counts only the time in which the computer is awake.
   */
  readonly timeOutSeconds: number;
  /** Aborts the request. The result is then the problem `cancelled`. */
  readonly signal: AbortSignal;
};

export interface ApiClient {
  /**
   * Requests `GET {baseUrl}/user/{id}` or `GET {baseUrl}/user/email/{email}`. Id and address are
   * percent-encoded and otherwise sent unchanged. The vendor documents the second endpoint in a
   * guide only, not in the API reference. A server without that endpoint results in the problem
   * `no-search-by-email`. A base URL that leads to no API results in the problem `wrong-address`:
   * see `UserRoute`. Never rejects.
   */
  getUser(query: Query, request: ApiRequest): Promise<Result<Answer>>;
}

/**
 * Overloaded gateways respond with these statuses, and a retry often succeeds. 429 is not among
 * them: the renderer shows its waiting time as a countdown.
 */
const retriedStatuses = [502, 503, 504];

/** With a longer `Retry-After` there is no retry: the problem tells the agent how long to wait. */
const maxRetryAfterSeconds = 3;

/**
 * The connection was lost before or while the response arrived. All names:
 * https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h
 */
const lostConnection =
  /net::ERR_(CONNECTION_(RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|NETWORK_CHANGED|SOCKET_NOT_CONNECTED|NETWORK_IO_SUSPENDED|CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING)\b/;

/** The body exceeds `answerLimitBytes`. */
class AnswerTooLarge extends Error {
  constructor(readonly response: Response) {
    super('The answer is too large.');
  }
}

/**
 * Creates the API client.
 *
 * @param fetch for the server, one over Chromium's network stack with an in-memory session: it uses
 *   the system's proxy and certificates and writes nothing to disk. For the sample data,
 *   `createSampleFetch`
 */
export function createApiClient(fetch: typeof globalThis.fetch): ApiClient {
  const api = ky.create({
    fetch: withBufferedBody(fetch),
    headers: { accept: 'application/json' },
    // Following a redirect would send the key to the host that the redirect names.
    redirect: 'error',
    // ky's own timeouts would count the time asleep.
    timeout: false,
    totalTimeout: false,
    throwHttpErrors: (status) => retriedStatuses.includes(status),
    // Keeps `HTTPError.data` a string, from which the key is removed before it is parsed.
    parseJson: (text) => text,
    retry: {
      limit: 2,
      methods: ['get'],
      statusCodes: retriedStatuses,
      afterStatusCodes: retriedStatuses,
      maxRetryAfter: maxRetryAfterSeconds * 1_000,
      backoffLimit: 1_000,
      jitter: true,
      shouldRetry: ({ error }) => {
        if (error instanceof AnswerTooLarge) return false;
        if (error instanceof HTTPError && isRetryAfterTooLong(error.response)) return false;
        return lostConnection.test(error.message) ? true : undefined;
      },
    },
  });

  const userRoute = createUserRoute();

  return {
    async getUser(query, { baseUrl, apiKey, timeOutSeconds, signal }) {
      const path = pathOf(query);
      if (path === null) return failed({ kind: 'invalid-id' });
      const deadline = awakeDeadline(timeOutSeconds * 1_000);
      const limit = AbortSignal.any([signal, deadline.signal]);
      const send = (path: string) =>
        api.get(`${baseUrl}/${path}`, {
          headers: { 'X-API-Key': apiKey },
          signal: limit,
        });
      try {
        const response = await send(path);
        const head = headOf(response, apiKey);
        const text = await textOf(response, apiKey);
        if (head.status === 200) {
          const answer = parseAnswer(head, text);
          if (answer.ok) userRoute.recordUser(baseUrl);
          return answer;
        }
        const envelope = parseJson(text);
        if (missingStatuses.includes(head.status)) {
          const { code } = responseInfoOf(head, envelope);
          const answer = { status: head.status, body: text, ...(code !== undefined && { code }) };
          const missing = await userRoute.whatIsMissing(baseUrl, query, path, answer, (path) =>
            send(path).then(toMissingAnswer, () => null),
          );
          limit.throwIfAborted();
          if (missing !== 'user') return failed(problemOfMissing(missing, head, envelope));
        }
        if ('email' in query && head.status === 405)
          return failed(problemOfMissing('endpoint', head, envelope));
        return failed(problemOfRefusal(head, text, envelope));
      } catch (error) {
        if (signal.aborted) return failed({ kind: 'cancelled' });
        if (deadline.signal.aborted) return failed({ kind: 'time-out', seconds: timeOutSeconds });
        if (error instanceof AnswerTooLarge)
          return failed(problemOfTooLarge(headOf(error.response, apiKey)));
        if (error instanceof HTTPError) {
          const body = typeof error.data === 'string' ? withoutKey(error.data, apiKey) : '';
          return failed(problemOfStatus(headOf(error.response, apiKey), parseJson(body)));
        }
        return failed(problemOfException(error, new URL(baseUrl).host));
      } finally {
        deadline.stop();
      }
    },
  };
}

/**
 * The path below the base URL, or null if the id can't be a path segment. The URL parser resolves
 * `.` and `..` even if they are percent-encoded, so that the URL would address another endpoint
 * (https://url.spec.whatwg.org/#double-dot-path-segment).
 */
function pathOf(query: Query): string | null {
  const [folder, name] = 'id' in query ? ['user', query.id] : ['user/email', query.email];
  if (name === '' || name === '.' || name === '..') return null;
  return `${folder}/${encodeURIComponent(name.toWellFormed())}`;
}

/** Statuses that concern the key or the account, provided that the API itself responded. */
const apiErrorStatuses = [400, 401, 403, 422, ...missingStatuses];

/** Decodes here because `Response.text()` in Node removes two byte order marks instead of one. */
async function textOf(response: Response, apiKey: string): Promise<string> {
  const bytes = await response.arrayBuffer();
  return withoutKey(decodeBody(bytes, response.headers.get('content-type') ?? ''), apiKey);
}

function parseAnswer(head: ResponseHead, json: string): Result<Answer> {
  if (json.trim() === '') return failed({ kind: 'empty-answer', ...responseInfoOf(head) });
  const user = parseUser(json);
  if (user === 'not-json') return failed({ kind: 'not-json', ...responseInfoOf(head) });
  if (user === 'unexpected') return failed({ kind: 'unexpected-answer', ...responseInfoOf(head) });
  const { traceId } = responseInfoOf(head);
  return ok({ user, json, ...(traceId !== undefined && { traceId }) });
}

/** Null for an overloaded server, whose response says nothing about the path. */
async function toMissingAnswer(response: Response) {
  return response.status === 429 || response.status >= 500
    ? null
    : { status: response.status, body: await response.text() };
}

/** @param envelope the body as JSON, or undefined if it is not JSON */
function problemOfRefusal(head: ResponseHead, body: string, envelope: unknown): Problem {
  // Proxies, firewalls and other web servers respond with HTML pages. Their status says nothing
  // about the key or the account.
  const isForeign =
    envelope === undefined && body.trim() !== '' && apiErrorStatuses.includes(head.status);
  return isForeign
    ? { kind: 'not-json', ...responseInfoOf(head) }
    : problemOfStatus(head, envelope);
}

/** For a server error the status matters more than the size of the error page. */
function problemOfTooLarge(head: ResponseHead): Problem {
  return head.status >= 500
    ? problemOfStatus(head, undefined)
    : { kind: 'answer-too-large', limitBytes: answerLimitBytes };
}

/**
 * Reads the body before ky gets the response. This way ky also retries if the connection is lost
 * within the body, and `answerLimitBytes` applies to error responses, of which ky itself would read
 * up to 10 MiB.
 */
function withBufferedBody(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    const { status, headers } = response;
    const bodyPromise = readBody(response, answerLimitBytes, (input as Request).signal);
    const isRetried = retriedStatuses.includes(status);
    const body = await (isRetried ? bodyPromise.catch(() => null) : bodyPromise);
    if (body === null && !isRetried) throw new AnswerTooLarge(response);
    return new Response(body, { status, headers: withRelativeRetryAfter(headers) });
  };
}

/** ky would measure the date in a `Retry-After` against this computer's clock. */
function withRelativeRetryAfter(headers: Headers): Headers {
  const relative = new Headers(headers);
  const seconds = retryAfterSeconds(headers);
  if (seconds !== null) relative.set('retry-after', String(seconds));
  return relative;
}

function isRetryAfterTooLong({ headers }: Response): boolean {
  return (retryAfterSeconds(headers) ?? 0) > maxRetryAfterSeconds;
}

/** The status and the headers of a response, with the key removed from the headers. */
function headOf({ status, ok, headers }: Response, apiKey: string): ResponseHead {
  const lines = [...headers].map(
    ([name, value]) => [name, withoutKey(value, apiKey)] as [string, string],
  );
  return { status, ok, headers: new Headers(lines) };
}

/**
 * Removes the key from a text, because some gateways echo the request's headers and the key must
 * not reach the screen. Keys of fewer than 8 characters stay: they would match unrelated text.
 */
function withoutKey(text: string, apiKey: string): string {
  if (apiKey.length < 8) return text;
  return encodingsOf(apiKey).reduce((rest, encoded) => rest.replaceAll(encoded, '[API key]'), text);
}

/**
 * The key as JSON text, percent-encoded and plain. Plain comes last: it can be a prefix of the
 * other forms, and replacing it first would leave the rest of them behind.
 */
function encodingsOf(apiKey: string): readonly string[] {
  const inJson = JSON.stringify(apiKey).slice(1, -1);
  const inUrl = encodeURIComponent(apiKey);
  const inUrlLowerCase = inUrl.replaceAll(/%../g, (byte) => byte.toLowerCase());
  return [inJson.replaceAll('/', '\\/'), inJson, inUrl, inUrlLowerCase, apiKey];
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
