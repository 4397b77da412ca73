/**
 * What a failed response says about the failure. Leaves out the error message and its details,
 * because they can contain personal data.
 */
export type ResponseInfo = {
  /** The HTTP status. */
  readonly status: number;
  /** The machine-readable code in the API's error object, such as `INVALID_API_KEY`. */
  readonly code?: string;
  /**
   * Identifies the request for the vendor's support: `trace_id` in the error object, or else the
   * `X-Request-Id` header.
   */
  readonly traceId?: string;
};

/**
 * All expected failures, as data. Every kind has a text and a next step in renderer/problems/.
 *
 * `api/` creates the problems of the network and the server, `keychain/`, `history/` and `updates/`
 * create their own, and `ipc/` creates `refused` and `internal`.
 *
 * `detail` is Chromium's error name, such as `ERR_CONNECTION_REFUSED`.
 */
export type Problem =
  | { readonly kind: 'no-key' }
  | { readonly kind: 'key-empty' }
  | { readonly kind: 'key-with-line-break' }
  | { readonly kind: 'key-not-ascii' }
  /** The search text contains the API key. It is not sent, as URLs end up in server logs. */
  | { readonly kind: 'key-in-search' }
  | ({ readonly kind: 'key-refused' } & ResponseInfo)
  | ({ readonly kind: 'not-permitted' } & ResponseInfo)
  | ({ readonly kind: 'not-found' } & ResponseInfo)
  /** The account existed and was removed. */
  | ({ readonly kind: 'removed' } & ResponseInfo)
  /** The server has no API at the base URL: it gives the same answer for every path. */
  | ({ readonly kind: 'wrong-address' } & ResponseInfo)
  /** The server has no endpoint for lookups by e-mail address. */
  | ({ readonly kind: 'no-search-by-email' } & ResponseInfo)
  /** Without a `status` if the id can't be part of a URL and no request was sent. */
  | ({ readonly kind: 'invalid-id' } & Partial<ResponseInfo>)
  | ({ readonly kind: 'too-many-requests'; readonly retryAfterSeconds: number } & ResponseInfo)
  /** A 5xx status. `retryAfterSeconds` is set if the server sent `Retry-After`. */
  | ({ readonly kind: 'server-trouble'; readonly retryAfterSeconds?: number } & ResponseInfo)
  | ({ readonly kind: 'unexpected-status' } & ResponseInfo)
  | { readonly kind: 'time-out'; readonly seconds: number }
  | { readonly kind: 'no-connection'; readonly detail: string }
  | { readonly kind: 'interrupted'; readonly detail: string }
  | { readonly kind: 'unknown-host'; readonly host: string }
  | { readonly kind: 'certificate'; readonly host: string; readonly detail: string }
  /** The server wants a client certificate, of which the app has none. */
  | { readonly kind: 'client-certificate'; readonly host: string; readonly detail?: string }
  /** The server does not speak TLS, or no version of it that this computer knows. */
  | { readonly kind: 'no-encryption'; readonly host: string; readonly detail: string }
  /** `proxy` is `host:port`. `refusals` counts the consecutive logins that the proxy refused. */
  | { readonly kind: 'proxy-password-needed'; readonly proxy: string; readonly refusals: number }
  /** The proxy can't be reached or refuses the connection, or the proxy script failed. */
  | { readonly kind: 'proxy-failed'; readonly detail: string }
  | { readonly kind: 'redirect-refused' }
  /** With `detail` and without `status` if the response was not valid HTTP. */
  | ({ readonly kind: 'not-json'; readonly detail?: string } & Partial<ResponseInfo>)
  | ({ readonly kind: 'empty-answer' } & ResponseInfo)
  | ({ readonly kind: 'unexpected-answer' } & ResponseInfo)
  | { readonly kind: 'answer-too-large'; readonly limitBytes: number }
  | { readonly kind: 'keychain-missing' }
  | { readonly kind: 'keychain-locked' }
  | { readonly kind: 'keychain-failed' }
  /** The keychain's entry for the key does not contain a valid key. */
  | { readonly kind: 'keychain-garbled' }
  | { readonly kind: 'not-in-history' }
  | { readonly kind: 'file-not-written' }
  /** The update feed is missing or invalid. */
  | { readonly kind: 'update-feed-unusable' }
  /** The download does not match the size or the checksum in the feed. */
  | { readonly kind: 'update-damaged' }
  | { readonly kind: 'update-not-signed' }
  | { readonly kind: 'update-not-saved' }
  /** The system did not permit the installation, or it failed. */
  | { readonly kind: 'update-not-installed' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly reason: 'sender' | 'input' | 'policy' }
  | { readonly kind: 'internal' };

export type ProblemKind = Problem['kind'];
