import type { ChangesSince } from './history';
import type { User } from './user';

/** What to look up: a user id or an e-mail address. */
export type Query = { readonly id: string } | { readonly email: string };

/** A user as the API returned it. */
export type Answer = {
  readonly user: User;
  /** The response body from which the user was read, unchanged. */
  readonly json: string;
  /** Identifies the request for the vendor's support, if the server sent an `X-Request-Id`. */
  readonly traceId?: string;
};

/** A successful lookup: the answer, the query, and where and when the answer came from. */
export type LookUp = {
  /**
   * The id in the query, or for a query by e-mail address the id in the answer. The server may
   * return a different id than requested: that one is in `user.fields.id`.
   */
  readonly id: string;
  /** The e-mail address in the query. */
  readonly email?: string;
  /** The base URL that answered, or `sample` (see `environmentOf`). */
  readonly environment: string;
  /** When the answer arrived, ISO 8601. */
  readonly fetchedAt: string;
} & Answer;

/** A lookup whose answer has just arrived. */
export type NewLookUp = LookUp & {
  /** Compared with the previous answer in the history; null if there is none. */
  readonly changes: ChangesSince | null;
};
