import ky, { HTTPError, TimeoutError } from 'ky';
import type { Query } from '../lookup/query';
import { failed, ok, type Result } from '../result';
import { isWithoutEndpoint, problemOfException, problemOfStatus, serverSaid } from './problem-from';
import { readBody } from './read-body';
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
    fetch,
    headers: { accept: 'application/json' },
    // A followed redirect would carry the key to whichever host it names.
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    throwHttpErrors: (status) => retriedStatuses.includes(status),
    retry: {
      limit: 2,
      methods: ['get'],
      statusCodes: retriedStatuses,
      afterStatusCodes: [503],
      maxRetryAfter: 3_000,
      backoffLimit: 1_000,
      jitter: true,
      shouldRetry: ({ error }) => (lostConnection.test(error.message) ? true : undefined),
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
          return failed(
            problemOfStatus(error.response, typeof error.data === 'string' ? parsed(error.data) : error.data),
          );
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
  if (body === null) return failed({ kind: 'answer-too-large', limitBytes: answerLimitBytes });
  // The decoder leaves a byte order mark out.
  const json = withoutKey(new TextDecoder().decode(body), apiKey);
  if (response.status !== 200) {
    const envelope = parsed(json);
    if ('email' in query && isWithoutEndpoint(response, envelope))
      return failed({ kind: 'no-search-by-email', ...serverSaid(response) });
    // A proxy, a firewall or another web server answers with a page of its own: that says nothing about the account.
    const isForeign =
      envelope === undefined && json.trim() !== '' && meantForTheApp.includes(response.status);
    return failed(
      isForeign ? { kind: 'not-json', ...serverSaid(response) } : problemOfStatus(response, envelope),
    );
  }
  const user = parseUser(json);
  if (user === 'not-json') return failed({ kind: 'not-json', ...serverSaid(response) });
  if (user === 'unexpected') return failed({ kind: 'unexpected-answer', ...serverSaid(response) });
  const { traceId } = serverSaid(response);
  return ok({ user, json, ...(traceId !== undefined && { traceId }) });
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
