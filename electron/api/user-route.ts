import type { Query } from '../contract/look-up';

/** An id that no account has. Requests for it test a key or a connection without personal data. */
export const unusedId = 'usr_00000000000000000000000000000000';

/**
 * Statuses that mean that the user or the endpoint is missing. Without the API's error object, they
 * may also come from a server without the API.
 */
export const missingStatuses = [404, 410];

/** No API has this endpoint. It has as many segments as the endpoint of a user. */
const impossiblePath = `no-such-endpoint/${unusedId}`;

/** A response whose status says that something is not there. */
type MissingAnswer = {
  readonly status: number;
  readonly body: string;
  /** The code in the API's error object, if the response has one. */
  readonly code?: string;
};

/** Requests a path below the base URL. Null if the response says nothing about the path. */
type Ask = (path: string) => Promise<Pick<MissingAnswer, 'status' | 'body'> | null>;

/**
 * What is missing. `endpoint`: the server has no search by e-mail address. `address`: the base URL
 * leads to no API.
 */
type Missing = 'user' | 'endpoint' | 'address';

export interface UserRoute {
  /** Call it when the base URL returned a user. */
  recordUser(baseUrl: string): void;
  /**
   * Finds out what a 404 or 410 speaks of. It speaks of the user only if the server answers
   * otherwise for an endpoint that does not exist. Sends up to two requests.
   *
   * @param path the requested path below the base URL
   */
  whatIsMissing(
    baseUrl: string,
    query: Query,
    path: string,
    answer: MissingAnswer,
    ask: Ask,
  ): Promise<Missing>;
}

/** A missing endpoint's error code does not name a user. */
const userCode = /USER|ACCOUNT|PERSON|MEMBER|PROFILE/;

export function createUserRoute(): UserRoute {
  /**
   * What the base URLs proved since the app started. `found`: they returned a user. `told-apart`:
   * they also answer otherwise for a missing user than for a missing endpoint.
   */
  const proven = new Map<string, 'found' | 'told-apart'>();

  return {
    recordUser(baseUrl) {
      if (!proven.has(baseUrl)) proven.set(baseUrl, 'found');
    },
    async whatIsMissing(baseUrl, query, path, answer, ask) {
      const isById = 'id' in query;
      if (userCode.test(answer.code ?? '')) {
        proven.set(baseUrl, 'told-apart');
        return 'user';
      }
      const toEndpoint = await ask(impossiblePath);
      if (toEndpoint === null) {
        if (answer.code !== undefined) return 'user';
        if (!proven.has(baseUrl)) return 'address';
        return isById ? 'user' : 'endpoint';
      }
      const missingEndpoint = shapeOf(toEndpoint, impossiblePath);
      if (shapeOf(answer, path) !== missingEndpoint) {
        if (isById) proven.set(baseUrl, 'told-apart');
        return 'user';
      }
      const unusedPath = `user/${unusedId}`;
      const toUnused = path === unusedPath ? answer : await ask(unusedPath);
      if (toUnused !== null && shapeOf(toUnused, unusedPath) !== missingEndpoint)
        proven.set(baseUrl, 'told-apart');
      else if (proven.get(baseUrl) !== 'found') return 'address';
      return isById ? 'user' : 'endpoint';
    },
  };
}

/** Members of error objects that differ from response to response. */
const changingMember = /^(trace_?id|request_?id|correlation_?id|timestamp|time|date|path|url)$/i;

/** A response without what differs from request to request: path, numbers, trace ids and times. */
function shapeOf({ status, body }: MissingAnswer, path: string): string {
  const withoutPath = [path, path.slice(path.lastIndexOf('/') + 1)]
    .flatMap((part) => [part, decodeURIComponent(part)])
    .reduce((text, part) => text.replaceAll(part, '*'), withoutChangingMembers(body));
  return `${status} ${withoutPath.replaceAll(/[\w:.+-]*\d[\w:.+-]*/g, '#').trim()}`;
}

function withoutChangingMembers(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), (name, value: unknown) =>
      changingMember.test(name) ? undefined : value,
    );
  } catch {
    return body;
  }
}
