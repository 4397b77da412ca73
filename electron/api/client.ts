import ky, { HTTPError, TimeoutError } from 'ky';
import type { Query } from '../lookup/query';
import { failed, ok, type Result } from '../result';
import {
  isWithoutEndpoint,
  problemOfException,
  problemOfStatus,
  serverSaid,
  type Head,
} from './problem-from';
import { readBody } from './read-body';
import { retryAfterSeconds } from './retry-after';
import { parseUser, type User } from './user';

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

export type Answer = {
  readonly user: User;
  /** The text from which the user was read, as it came. */
  readonly json: string;
  /** With this the vendor's support finds the request, where the server sent an `X-Request-Id`. */
  readonly traceId?: string;
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

/** Lost while in use: https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h */
const lostConnection =
  /net::ERR_(CONNECTION_(RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|NETWORK_CHANGED|SOCKET_NOT_CONNECTED)\b/;

/**
 * The API's only client.
 *
 * @param fetch `session.fetch` of an in-memory session, so that the system's proxy and certificates are honoured and
 *   nothing reaches the disk; or the sample data's
 */
export function createApiClient(fetch: typeof globalThis.fetch): ApiClient {
  const api = ky.create({
    fetch: boundErrors(fetch),
    headers: { accept: 'application/json' },
    // A followed redirect would carry the key to whichever host it names.
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
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
        return await readAnswer(response, query, apiKey, AbortSignal.any([signal, deadline]));
      } catch (error) {
        if (signal.aborted) return failed({ kind: 'cancelled' });
        if (deadline.aborted || error instanceof TimeoutError)
          return failed({ kind: 'time-out', seconds: timeOutSeconds });
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
  signal: AbortSignal,
): Promise<Result<Answer>> {
  const body = await readBody(response, answerLimitBytes, signal);
  const head = headOf(response, apiKey);
  if (body === null) {
    // A server in trouble is in trouble, however long its page about it.
    return failed(
      head.status >= 500
        ? problemOfStatus(head, undefined)
        : { kind: 'answer-too-large', limitBytes: answerLimitBytes },
    );
  }
  // The decoder leaves a byte order mark out.
  const json = withoutKey(new TextDecoder().decode(body), apiKey);
  if (head.status !== 200) {
    const envelope = parsed(json);
    if ('email' in query && isWithoutEndpoint(head, envelope))
      return failed({ kind: 'no-search-by-email', ...serverSaid(head) });
    // A proxy, a firewall or another web server answers with a page of its own: that says nothing about the account.
    const isForeign = envelope === undefined && json.trim() !== '' && meantForTheApp.includes(head.status);
    return failed(isForeign ? { kind: 'not-json', ...serverSaid(head) } : problemOfStatus(head, envelope));
  }
  const user = parseUser(json);
  if (user === 'not-json') return failed({ kind: 'not-json', ...serverSaid(head) });
  if (user === 'unexpected') return failed({ kind: 'unexpected-answer', ...serverSaid(head) });
  const { traceId } = serverSaid(head);
  return ok({ user, json, ...(traceId !== undefined && { traceId }) });
}

/** ky reads up to 10 MiB of an error before it tries again: it is given no more than other answers may have. */
function boundErrors(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (!retriedStatuses.includes(response.status)) return response;
    const { signal } = input as Request;
    const { status, headers } = response;
    return new Response(await readBody(response, answerLimitBytes, signal).catch(() => null), {
      status,
      headers,
    });
  };
}

function asksForBreak({ headers }: Response): boolean {
  return (retryAfterSeconds(headers) ?? 0) > longestBreakSeconds;
}

/** What comes before the body, without the key in it. */
function headOf({ status, ok, headers }: Response, apiKey: string): Head {
  const lines = [...headers].map(([name, value]) => [name, withoutKey(value, apiKey)] as [string, string]);
  return { status, ok, headers: new Headers(lines) };
}

/** A gateway that echoes the request's headers must not put the key on the screen. A short key would match by chance. */
function withoutKey(text: string, apiKey: string): string {
  return apiKey.length < 8 ? text : text.replaceAll(apiKey, '[API key]');
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
