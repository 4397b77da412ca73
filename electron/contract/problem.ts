/** What the server said about a failure, where it said anything. Never holds personal data: no message, no details. */
export type ServerSaid = {
  /** The HTTP status. */
  readonly status: number;
  /** The envelope's machine-readable code, such as `INVALID_API_KEY`. */
  readonly code?: string;
  /** With this the vendor's support finds the request: the envelope's `trace_id` or the `X-Request-Id` header. */
  readonly traceId?: string;
};

/**
 * Everything that can go wrong, as data. Each kind has its plain words and its next step in renderer/problems/.
 *
 * `api/client.ts` makes those of the network and the server, `keychain/` and `updates/` their own, `ipc/` the refusals.
 */
export type Problem =
  | { readonly kind: 'no-key' }
  | { readonly kind: 'key-empty' }
  | { readonly kind: 'key-with-line-break' }
  | { readonly kind: 'key-not-ascii' }
  | { readonly kind: 'key-in-search' }
  | ({ readonly kind: 'key-refused' } & ServerSaid)
  | ({ readonly kind: 'not-permitted' } & ServerSaid)
  | ({ readonly kind: 'not-found' } & ServerSaid)
  /** The server has no endpoint that takes an e-mail address. */
  | ({ readonly kind: 'no-search-by-email' } & ServerSaid)
  /** No `status`: an id that no URL can hold was not sent. */
  | ({ readonly kind: 'invalid-id' } & Partial<ServerSaid>)
  | ({ readonly kind: 'too-many-requests'; readonly retryAfterSeconds: number } & ServerSaid)
  /** `retryAfterSeconds` where the server asks for a break. */
  | ({ readonly kind: 'server-trouble'; readonly retryAfterSeconds?: number } & ServerSaid)
  | ({ readonly kind: 'unexpected-status' } & ServerSaid)
  | { readonly kind: 'time-out'; readonly seconds: number }
  | { readonly kind: 'no-connection'; readonly detail: string }
  | { readonly kind: 'interrupted'; readonly detail: string }
  | { readonly kind: 'unknown-host'; readonly host: string }
  | { readonly kind: 'certificate'; readonly host: string; readonly detail: string }
  /** `proxy` is its host and port; `refusals` is how often in a row it refused what was entered. */
  | { readonly kind: 'proxy-password-needed'; readonly proxy: string; readonly refusals: number }
  /** A proxy can't be reached or lets nothing through, or the script that names it can't be used. */
  | { readonly kind: 'proxy-failed'; readonly detail: string }
  | { readonly kind: 'redirect-refused' }
  /** `detail` and no `status`: what came was not even HTTP. */
  | ({ readonly kind: 'not-json'; readonly detail?: string } & Partial<ServerSaid>)
  | ({ readonly kind: 'unexpected-answer' } & ServerSaid)
  | { readonly kind: 'answer-too-large'; readonly limitBytes: number }
  | { readonly kind: 'keychain-missing' }
  | { readonly kind: 'keychain-locked' }
  | { readonly kind: 'keychain-failed' }
  /** Under the key's name the keychain holds something that is none. */
  | { readonly kind: 'keychain-garbled' }
  | { readonly kind: 'not-in-history' }
  | { readonly kind: 'file-not-written' }
  /** The feed of new versions is not there, or not as it has to be. */
  | { readonly kind: 'update-feed-unusable' }
  /** What was got is not what the feed promised. */
  | { readonly kind: 'update-damaged' }
  | { readonly kind: 'update-not-signed' }
  | { readonly kind: 'update-not-saved' }
  /** The system let nobody install it, or could not. */
  | { readonly kind: 'update-not-installed' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly reason: 'sender' | 'input' | 'policy' }
  | { readonly kind: 'internal' };

export type ProblemKind = Problem['kind'];
