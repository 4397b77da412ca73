import * as v from 'valibot';
import type { Problem, ServerSaid } from '../contract/problem';
import { ProxyPasswordNeeded } from '../network/proxy-passwords';
import { rateLimitResetSeconds, retryAfterSeconds } from './retry-after';

/** Codes and trace ids are short and plain; anything else in their place is not repeated on the screen. */
const token = v.pipe(v.string(), v.regex(/^[\w.:-]{1,128}$/));

/** The envelope of the reference page; every part of it can be absent. */
const envelopeSchema = v.object({
  error: v.object({
    code: v.fallback(v.optional(token), undefined),
    trace_id: v.fallback(v.optional(token), undefined),
  }),
});

/** Where the server names no time, as long as the documented rate of 100 a minute needs to give some room. */
const defaultRetryAfterSeconds = 10;

/** What of an answer comes before its body. */
export type Head = Pick<Response, 'status' | 'ok' | 'headers'>;

/**
 * What the server said about an answer.
 *
 * @param body the parsed body, where it was JSON
 */
export function serverSaid(response: Head, body?: unknown): ServerSaid {
  const envelope = v.safeParse(envelopeSchema, body);
  const { code, trace_id } = envelope.success ? envelope.output.error : {};
  const header = v.safeParse(token, response.headers.get('x-request-id'));
  const traceId = trace_id ?? (header.success ? header.output : undefined);
  return { status: response.status, ...(code && { code }), ...(traceId && { traceId }) };
}

/** The problem of an answer whose status is not 200. Goes by the status: the codes differ from page to page. */
export function problemOfStatus(response: Head, body: unknown): Problem {
  const said = serverSaid(response, body);
  const { headers } = response;
  switch (response.status) {
    case 401:
      return { kind: 'key-refused', ...said };
    case 403:
      return { kind: 'not-permitted', ...said };
    case 404:
      return { kind: 'not-found', ...said };
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
 * Whether an answer says that the server has no such endpoint. The API tells of a missing account in its envelope; the
 * framework under it, or a web server in front of it, has words of its own for a missing page.
 */
export function isWithoutEndpoint({ status }: Head, body: unknown): boolean {
  return status === 405 || (status === 404 && !v.is(envelopeSchema, body));
}

/** Chromium's names of network errors: https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h */
const problemsOfNetworkErrors: readonly [RegExp, (host: string, detail: string) => Problem][] = [
  [
    /^ERR_(PROXY_|TUNNEL_|SOCKS_|PAC_|MANDATORY_PROXY_|NO_SUPPORTED_PROXIES|HTTPS_PROXY_|UNEXPECTED_PROXY_)/,
    (_, detail) => ({ kind: 'proxy-failed', detail }),
  ],
  [/^ERR_NAME_/, (host) => ({ kind: 'unknown-host', host })],
  [/^ERR_(CERT|SSL_|BAD_SSL)/, (host, detail) => ({ kind: 'certificate', host, detail })],
  [
    /^ERR_(CONTENT_LENGTH_MISMATCH|CONTENT_DECODING|INCOMPLETE_CHUNKED|INVALID_CHUNKED|CONNECTION_(RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|HTTP2_|QUIC_)/,
    (_, detail) => ({ kind: 'interrupted', detail }),
  ],
  [/^ERR_(CONNECTION_)?TIMED_OUT/, (_, detail) => ({ kind: 'no-connection', detail })],
  // What listens there does not speak HTTP, or not as a server should.
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

/** The problem of a request that got no usable answer. */
export function problemOfException(error: unknown, host: string): Problem {
  const needed = proxyPasswordNeededIn(error);
  if (needed !== null)
    return { kind: 'proxy-password-needed', proxy: needed.proxy, refusals: needed.refusals };
  const message = messageOf(error);
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

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return error.cause === undefined ? error.message : `${error.message} ${messageOf(error.cause)}`;
}
