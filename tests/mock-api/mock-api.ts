import { randomBytes } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { sampleUsers } from '../../electron/api/sample-data';
import { loopbackServer, record, type Certificate, type RecordedRequest } from './loopback-server';
import { responsesById, envelope, isMockId, sendJson } from './responses-by-id';

/** How `usr_mock_too_many_requests` is refused. */
export type TooManyRequests = {
  /** Seconds, a date, or no `Retry-After` at all. */
  retryAfter: number | Date | undefined;
  /** How many refusals are still to come before the user does. */
  times: number;
};

export type MockApiOptions = {
  /** Speaks https, with a certificate that nobody trusts or with one of the test. */
  readonly tls?: boolean | Certificate;
  /** The name in its base URL, where it is to be another than 127.0.0.1. */
  readonly host?: string;
  readonly apiKey?: string;
  readonly tooManyRequests?: TooManyRequests;
  /** Answers `/v1/user/email/{email}`, which not every server does. True where nothing else is said. */
  readonly offersEmailSearch?: boolean;
};

export type MockApi = {
  /** What a person enters in the settings: `http://127.0.0.1:PORT/v1`. It stays the same over `stop` and `start`. */
  readonly baseUrl: string;
  /** The one key that is accepted. Assign another to revoke it. */
  apiKey: string;
  /** Every request since the start, the refused ones included, oldest first. */
  readonly requests: RecordedRequest[];
  /** The users as they are sent, by id: the sample users at first. */
  readonly usersServed: ReadonlyMap<string, unknown>;
  /** Serves a user (any JSON) under an id, even under one of `responsesById`; `undefined` removes it. */
  setUser(id: string, user: unknown): void;
  tooManyRequests: TooManyRequests;
  offersEmailSearch: boolean;
  /** By how many minutes its clock is ahead of this computer's. */
  minutesAhead: number;
  /** While true, every answer is kept back. */
  isHolding: boolean;
  /** Sends the answers that are kept back, those of `usr_mock_held` too, and keeps back no more. */
  release(): void;
  /** Another origin, to which `usr_mock_redirect` points. It would answer with a user. */
  readonly redirectTarget: {
    readonly baseUrl: string;
    readonly requests: readonly RecordedRequest[];
  };
  /** Refuses connections from now on, and breaks those that are open. Nothing is left running. */
  stop(): Promise<void>;
  /** Listens again, on the same port. */
  start(): Promise<void>;
};

const cookie = 'mock_session=should-never-come-back; Path=/; Max-Age=86400';

/**
 * Starts a server on loopback that speaks the API's contract. What it does depends on the id asked for: see
 * `responsesById` for the ids with which something goes wrong; the sample users are served as they are; any other id is
 * not found. A user is found by its e-mail address too.
 */
export async function startMockApi(options: MockApiOptions = {}): Promise<MockApi> {
  const requests: RecordedRequest[] = [];
  const now = new Date();
  const users = new Map<string, unknown>(sampleUsers.map(({ id, user }) => [id, user(now)]));
  const plainUser = (id: string) => ({ ...sampleUsers[0]?.user(now), id });
  const timesAsked = new Map<string, number>();
  const held: (() => void)[] = [];

  const server = loopbackServer((request, response) => {
    requests.push(record(request));
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
          refuseForHaste: () => takeRefusal(mock.tooManyRequests),
          hold: (answer) => held.push(answer),
        });
      }
    }
  }

  /** The id of the user with this e-mail address, or, where nobody has it, the address itself: it is nobody's id. */
  function idOfEmail(email: string): string {
    const isAsked = (user: unknown) => (user as { email?: unknown } | null)?.email === email;
    return [...users.keys()].find((id) => isAsked(users.get(id))) ?? email;
  }

  const redirected: RecordedRequest[] = [];
  const target = loopbackServer((request, response) => {
    redirected.push(record(request));
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
