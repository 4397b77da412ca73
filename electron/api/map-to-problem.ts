import * as v from 'valibot';
import type { Problem, ResponseInfo } from '../contract/problem';
import { ProxyPasswordNeeded } from '../network/proxy-passwords';
import { rateLimitResetSeconds, retryAfterSeconds } from './retry-after';

/** The form of codes and trace ids. Anything else is dropped, as it might contain personal data. */
const token = v.pipe(v.string(), v.regex(/^[\w.:-]{1,128}$/));

/** The error response of the API reference, as far as it is used. Each part can be absent. */
const envelopeSchema = v.object({
  error: v.object({
    code: v.fallback(v.optional(token), undefined),
    trace_id: v.fallback(v.optional(token), undefined),
  }),
});

/** The wait after a 429 without a time. The documented rate limit is 100 requests per minute. */
const defaultRetryAfterSeconds = 10;

/** A response without its body. */
export type ResponseHead = Pick<Response, 'status' | 'ok' | 'headers'>;

/**
 * The status, code and trace id of a response. Code and trace id come from the error object, the
 * trace id else from the `X-Request-Id` header.
 *
 * @param body the parsed JSON body, or undefined if the body is not JSON
 */
export function responseInfoOf(response: ResponseHead, body?: unknown): ResponseInfo {
  const envelope = v.safeParse(envelopeSchema, body);
  const { code, trace_id } = envelope.success ? envelope.output.error : {};
  const header = v.safeParse(token, response.headers.get('x-request-id'));
  const traceId = trace_id ?? (header.success ? header.output : undefined);
  return { status: response.status, ...(code && { code }), ...(traceId && { traceId }) };
}

/**
 * The problem for a response whose status is not 200. Only the status decides: the vendor's pages
 * document different codes for the same error.
 *
 * @param body the parsed JSON body, or undefined if the body is not JSON
 */
export function problemOfStatus(response: ResponseHead, body: unknown): Problem {
  const said = responseInfoOf(response, body);
  const { headers } = response;
  switch (response.status) {
    case 401:
      return { kind: 'key-refused', ...said };
    case 403:
      return { kind: 'not-permitted', ...said };
    case 404:
      return { kind: 'not-found', ...said };
    case 410:
      return { kind: 'removed', ...said };
    case 400:
    case 422:
      return { kind: 'invalid-id', ...said };
    case 429:
      return {
        kind: 'too-many-requests',
        retryAfterSeconds:
          retryAfterSeconds(headers) ?? rateLimitResetSeconds(headers) ?? defaultRetryAfterSeconds,
        ...said,
      };
    // A network wants a login: https://www.rfc-editor.org/rfc/rfc6585#section-6
    case 511:
      return { kind: 'not-json', ...said };
    default:
      if (response.status >= 500) {
        const seconds = retryAfterSeconds(headers);
        return {
          kind: 'server-trouble',
          ...said,
          ...(seconds !== null && { retryAfterSeconds: seconds }),
        };
      }
      return { kind: response.ok ? 'unexpected-answer' : 'unexpected-status', ...said };
  }
}

/**
 * The problem for a response that does not speak of the user.
 *
 * @param missing `endpoint`: the search by e-mail address; `address`: the API
 * @param body the parsed JSON body, or undefined if the body is not JSON
 */
export function problemOfMissing(
  missing: 'endpoint' | 'address',
  response: ResponseHead,
  body: unknown,
): Problem {
  const kind = missing === 'endpoint' ? 'no-search-by-email' : 'wrong-address';
  return { kind, ...responseInfoOf(response, body) };
}

/**
 * Chromium's network errors; the first match counts. All names:
 * https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h
 */
const problemsOfNetworkErrors: readonly [RegExp, (host: string, detail: string) => Problem][] = [
  [
    /^ERR_(PROXY_|TUNNEL_|SOCKS_|PAC_|MANDATORY_PROXY_|NO_SUPPORTED_PROXIES|HTTPS_PROXY_|UNEXPECTED_PROXY_)/,
    (_, detail) => ({ kind: 'proxy-failed', detail }),
  ],
  [/^ERR_NAME_/, (host) => ({ kind: 'unknown-host', host })],
  [
    /^ERR_(BAD_SSL_CLIENT_AUTH|SSL_CLIENT_AUTH)/,
    (host, detail) => ({ kind: 'client-certificate', host, detail }),
  ],
  [
    /^ERR_(CERT|SSL_(SERVER_CERT|PINNED_KEY|KEY_USAGE))/,
    (host, detail) => ({ kind: 'certificate', host, detail }),
  ],
  [/^ERR_SSL_/, (host, detail) => ({ kind: 'no-encryption', host, detail })],
  [
    /^ERR_(CONTENT_LENGTH_MISMATCH|CONTENT_DECODING|INCOMPLETE_CHUNKED|INVALID_CHUNKED|CONNECTION_(RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|HTTP2_|QUIC_)/,
    (_, detail) => ({ kind: 'interrupted', detail }),
  ],
  [/^ERR_(CONNECTION_)?TIMED_OUT/, (_, detail) => ({ kind: 'no-connection', detail })],
  // The response is not valid HTTP, or Chromium rejected it.
  [
    /^ERR_(INVALID_HTTP_RESPONSE|RESPONSE_HEADERS_|BLOCKED_BY_CLIENT)/,
    (_, detail) => ({ kind: 'not-json', detail }),
  ],
  [
    /^ERR_(TOO_MANY_REDIRECTS|UNSAFE_REDIRECT|INVALID_REDIRECT)/,
    () => ({ kind: 'redirect-refused' }),
  ],
  [/^ERR_/, (_, detail) => ({ kind: 'no-connection', detail })],
];

/**
 * The problem for an exception that `fetch` threw.
 *
 * @param host the requested host, with its port if that is not the scheme's default
 */
export function problemOfException(error: unknown, host: string): Problem {
  const loginNeeded = proxyPasswordNeededIn(error);
  if (loginNeeded !== null) {
    const { proxy, refusals } = loginNeeded;
    return { kind: 'proxy-password-needed', proxy, refusals };
  }
  const message = messagesOf(error);
  const code = /net::(ERR_[A-Z0-9_]+)/.exec(message)?.[1];
  if (code !== undefined) {
    for (const [pattern, problem] of problemsOfNetworkErrors)
      if (pattern.test(code)) return problem(host, code);
  }
  if (/redirect/i.test(message)) return { kind: 'redirect-refused' };
  return { kind: 'internal' };
}

function proxyPasswordNeededIn(error: unknown): ProxyPasswordNeeded | null {
  if (error instanceof ProxyPasswordNeeded) return error;
  return error instanceof Error ? proxyPasswordNeededIn(error.cause) : null;
}

/** The messages of an error and of its causes. */
function messagesOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return error.cause === undefined ? error.message : `${error.message} ${messagesOf(error.cause)}`;
}
