import type { ChangesSince } from './history';
import type { User } from './user';

/** What a person asks for: a user by id or by e-mail address. */
export type Query = { readonly id: string } | { readonly email: string };

/** A user as the API returned it. */
export type Answer = {
  readonly user: User;
  /** The response body from which the user was read, unchanged. */
  readonly json: string;
  /** Identifies the request for the vendor's support, if the server sent an `X-Request-Id`. */
  readonly traceId?: string;
};

/** A user that was found, with what a reader needs to judge how far to trust it. */
export type LookUp = {
  /**
   * The id that was asked for, or the answer's own id if none was. The answer's own id is always in
   * `user.fields.id`.
   */
  readonly id: string;
  /** The e-mail address that was asked for. */
  readonly email?: string;
  /** The base URL that answered, or `sample`. */
  readonly environment: string;
  /** When the answer arrived, ISO 8601. */
  readonly fetchedAt: string;
} & Answer;

/** A lookup that was made just now. */
export type NewLookUp = LookUp & {
  /** What differs from the previous answer in the history; null if there is none. */
  readonly changes: ChangesSince | null;
};
