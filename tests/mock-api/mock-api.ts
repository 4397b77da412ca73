import { randomBytes } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { sampleUsers } from '../../electron/api/sample-data';
import {
  loopbackServer,
  recordRequest,
  type Certificate,
  type RecordedRequest,
} from './loopback-server';
import { responsesById, envelope, isMockId, sendJson } from './responses-by-id';

/** How the mock API refuses `usr_mock_too_many_requests`. */
type TooManyRequests = {
  /** Seconds, a date, or undefined for no `Retry-After` header. */
  retryAfter: number | Date | undefined;
  /** The number of refusals before the user is returned. */
  times: number;
};

export type MockApiOptions = {
  /** Serves HTTPS, with an untrusted certificate or with the given one. */
  readonly tls?: boolean | Certificate;
  /** The host in its base URL; 127.0.0.1 by default. */
  readonly host?: string;
  readonly apiKey?: string;
  readonly tooManyRequests?: TooManyRequests;
  /** Serves `/v1/user/email/{email}`, which not every server does; true by default. */
  readonly offersEmailSearch?: boolean;
};

export type MockApi = {
  /** The address for the settings: `http://127.0.0.1:PORT/v1`. It survives `stop` and `start`. */
  readonly baseUrl: string;
  /** The only valid key. Assign another one to revoke it. */
  apiKey: string;
  /** All requests, including refused ones, oldest first. */
  readonly requests: RecordedRequest[];
  /** The users by id, initially the sample users. */
  readonly usersServed: ReadonlyMap<string, unknown>;
  /**
   * Serves any JSON value under an id, even under one of `responsesById`; `undefined` removes it.
   */
  setUser(id: string, user: unknown): void;
  tooManyRequests: TooManyRequests;
  offersEmailSearch: boolean;
  /** How many minutes its clock is ahead of this computer's. */
  minutesAhead: number;
  /** While true, the server holds all responses back. */
  isHolding: boolean;
  /**
   * Sends all responses that are held back, including those for `usr_mock_held`, and holds back no
   * more.
   */
  release(): void;
  /** Another origin, which `usr_mock_redirect` redirects to. It would respond with a user. */
  readonly redirectTarget: {
    readonly baseUrl: string;
    readonly requests: readonly RecordedRequest[];
  };
  /** Breaks open connections and refuses new ones. */
  stop(): Promise<void>;
  /** Listens again on the same port. */
  start(): Promise<void>;
};

const cookie = 'mock_session=should-never-come-back; Path=/; Max-Age=86400';

/**
 * Starts an API server on loopback. It serves the sample users by id and by e-mail address. For the
 * ids in `responsesById` it responds with errors or unusual bodies. It knows no other id.
 */
export async function startMockApi(options: MockApiOptions = {}): Promise<MockApi> {
  const requests: RecordedRequest[] = [];
  const now = new Date();
  const users = new Map<string, unknown>(sampleUsers.map(({ id, user }) => [id, user(now)]));
  const plainUser = (id: string) => ({ ...sampleUsers[0]?.user(now), id });
  const timesAsked = new Map<string, number>();
  const held: (() => void)[] = [];

  const server = loopbackServer((request, response) => {
    requests.push(recordRequest(request));
    if (mock.isHolding) held.push(() => answer(request, response));
    else answer(request, response);
  }, options.tls);

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const traceId = `req_mock_${requests.length}`;
    response.setHeader('x-request-id', traceId);
    response.setHeader('set-cookie', cookie);
    response.setHeader('date', new Date(Date.now() + mock.minutesAhead * 60_000).toUTCString());
    response.setHeader('x-ratelimit-limit', '100');
    response.setHeader('x-ratelimit-remaining', String(Math.max(0, 100 - requests.length)));
    const refuse = (status: number, code: string, type: string) =>
      sendJson(response, status, envelope(status, code, type, traceId));

    const key = request.headers['x-api-key'];
    const email = mock.offersEmailSearch ? emailIn(request.url ?? '') : null;
    const id = email === null ? idIn(request.url ?? '') : idOfEmail(email);
    if (key === undefined) refuse(401, 'AUTHENTICATION_REQUIRED', 'authentication_error');
    else if (key !== mock.apiKey) refuse(401, 'INVALID_API_KEY', 'authentication_error');
    else if (id === null) sendJson(response, 404, { detail: 'Not Found' });
    else if (request.method !== 'GET') {
      sendJson(response, 405, { detail: 'Method Not Allowed' }, { allow: 'GET' });
    } else {
      const asked = (timesAsked.get(id) ?? 0) + 1;
      timesAsked.set(id, asked);
      if (users.has(id)) sendJson(response, 200, users.get(id));
      else if (!isMockId(id)) refuse(404, 'USER_NOT_FOUND', 'not_found_error');
      else {
        void responsesById[id]({
          id,
          response,
          user: plainUser(id),
          asked,
          traceId,
          apiKey: mock.apiKey,
          elsewhere: mock.redirectTarget.baseUrl,
          takeRateLimitRefusal: () => takeRefusal(mock.tooManyRequests),
          hold: (answer) => held.push(answer),
        });
      }
    }
  }

  /**
   * The id of the user with this e-mail address. An unknown address is returned itself: as an id it
   * isn't found.
   */
  function idOfEmail(email: string): string {
    const isAsked = (user: unknown) => (user as { email?: unknown } | null)?.email === email;
    return [...users.keys()].find((id) => isAsked(users.get(id))) ?? email;
  }

  const redirected: RecordedRequest[] = [];
  const target = loopbackServer((request, response) => {
    redirected.push(recordRequest(request));
    sendJson(response, 200, plainUser('usr_redirected'));
  });

  const start = async () => {
    await server.start();
    await target.start();
  };
  await start();

  const mock: MockApi = {
    baseUrl: `${options.tls ? 'https' : 'http'}://${options.host ?? '127.0.0.1'}:${server.port()}/v1`,
    apiKey: options.apiKey ?? `ak_test_${randomBytes(16).toString('hex')}`,
    requests,
    usersServed: users,
    setUser: (id, user) => {
      if (user === undefined) users.delete(id);
      else users.set(id, user);
    },
    tooManyRequests: options.tooManyRequests ?? { retryAfter: 1, times: 1 },
    offersEmailSearch: options.offersEmailSearch ?? true,
    minutesAhead: 0,
    isHolding: false,
    release: () => {
      mock.isHolding = false;
      held.splice(0).forEach((send) => send());
    },
    redirectTarget: { baseUrl: `http://127.0.0.1:${target.port()}/v1`, requests: redirected },
    start,
    stop: async () => {
      held.length = 0;
      await Promise.all([server.stop(), target.stop()]);
    },
  };
  return mock;
}

/** The decoded id in `/v1/user/{id}`, or null for every other path. */
const idIn = (rawPath: string) => decodedIn(/^\/v1\/user\/([^/?]+)(?:\?|$)/, rawPath);

/** The decoded address in `/v1/user/email/{email}`, or null for every other path. */
const emailIn = (rawPath: string) => decodedIn(/^\/v1\/user\/email\/([^/?]+)(?:\?|$)/, rawPath);

function decodedIn(pattern: RegExp, rawPath: string): string | null {
  const segment = pattern.exec(rawPath)?.[1];
  if (segment === undefined) return null;
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

function takeRefusal(settings: TooManyRequests): OutgoingHttpHeaders | null {
  if (settings.times <= 0) return null;
  settings.times -= 1;
  const { retryAfter } = settings;
  if (retryAfter === undefined) return {};
  return {
    'retry-after': retryAfter instanceof Date ? retryAfter.toUTCString() : String(retryAfter),
  };
}
