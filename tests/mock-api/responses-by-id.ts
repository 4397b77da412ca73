import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';

/** One request with the right key, and what a response needs. */
type Exchange = {
  readonly id: string;
  readonly response: ServerResponse;
  /** A complete user with this id. */
  readonly user: Record<string, unknown>;
  /** The number of requests for this id, including this one. */
  readonly asked: number;
  readonly traceId: string;
  readonly apiKey: string;
  /** The base URL of another origin, for redirects. */
  readonly elsewhere: string;
  /** The headers of the next `429` response, or null if no refusals are left. */
  readonly takeRateLimitRefusal: () => OutgoingHttpHeaders | null;
  /** Holds a response back until the test releases it. */
  readonly hold: (answer: () => void) => void;
};

type RespondTo = (exchange: Exchange) => void | Promise<void>;

const html = { 'content-type': 'text/html; charset=utf-8' };
const signInPage =
  '<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>';

/** Together 60 MiB: more than the app reads of a response. */
const hugeChunk = Buffer.alloc(64 * 1024, 'x');
const hugeChunks = 960;

/** How the mock API responds to a request for one of these ids. */
export const responsesById = {
  // Errors in the formats of the vendor's current and older reference pages.
  usr_mock_bad_request: refuse(400, 'INVALID_FIELD_VALUE', 'validation_error'),
  usr_mock_key_refused: refuse(401, 'INVALID_API_KEY', 'authentication_error'),
  usr_mock_key_expired: refuse(401, 'API_KEY_EXPIRED', 'authentication_error'),
  usr_mock_not_permitted: refuse(403, 'INSUFFICIENT_PERMISSIONS', 'authorization_error'),
  usr_mock_not_found: refuse(404, 'USER_NOT_FOUND', 'not_found_error'),
  usr_mock_not_found_plain: ({ response }) => sendJson(response, 404, { detail: 'Not Found' }),
  usr_mock_removed: refuse(410, 'USER_REMOVED', 'gone_error'),
  usr_mock_conflict: refuse(409, 'CONFLICT', 'conflict_error'),
  usr_mock_invalid_id: refuse(422, 'VALIDATION_ERROR', 'validation_error'),
  usr_mock_server_error: refuse(500, 'INTERNAL_SERVER_ERROR', 'server_error'),
  usr_mock_bad_gateway: ({ response }) => send(response, 502, '<h1>502 Bad Gateway</h1>', html),
  usr_mock_unavailable: refuse(503, 'SERVICE_UNAVAILABLE', 'server_error'),
  usr_mock_gateway_time_out: ({ response }) =>
    send(response, 504, '<h1>504 Gateway Time-out</h1>', html),
  usr_mock_old_envelope: ({ response }) =>
    sendJson(response, 403, {
      detail: 'Access denied',
      status_code: 403,
      error_type: 'ACCESS_DENIED',
      meta: {},
      errors: [],
    }),
  usr_mock_bare_envelope: ({ response }) =>
    sendJson(response, 500, { success: false, error: { code: 'INTERNAL_SERVER_ERROR' } }),
  usr_mock_broken_envelope: ({ response }) =>
    sendJson(response, 403, {
      success: false,
      error: { code: ['X'], message: 7, trace_id: { no: 'text' } },
    }),
  usr_mock_forbidden_page: ({ response }) =>
    send(response, 403, '<h1>Blocked by the firewall</h1>', html),
  usr_mock_echoes_key: ({ response, traceId, apiKey }) =>
    sendJson(
      response,
      403,
      envelope(
        403,
        'ACCESS_DENIED',
        'authorization_error',
        traceId,
        `The key ${apiKey} may not do this.`,
      ),
    ),

  // Errors that a retry overcomes.
  usr_mock_too_many_requests: ({ response, user, traceId, takeRateLimitRefusal }) => {
    const headers = takeRateLimitRefusal();
    if (headers === null) sendJson(response, 200, user);
    else {
      sendJson(
        response,
        429,
        envelope(429, 'RATE_LIMIT_EXCEEDED', 'rate_limit_error', traceId),
        headers,
      );
    }
  },
  usr_mock_recovers: ({ response, user, asked, traceId }) => {
    if (asked > 1) sendJson(response, 200, user);
    else sendJson(response, 503, envelope(503, 'SERVICE_UNAVAILABLE', 'server_error', traceId));
  },

  // Slow or incomplete responses.
  usr_mock_held: ({ response, user, hold }) => hold(() => sendJson(response, 200, user)),
  usr_mock_slow_headers: () => undefined,
  usr_mock_slow_body: ({ response, user }) => {
    const body = JSON.stringify(user);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.write(body.slice(0, 40));
  },

  // Broken connections.
  usr_mock_cut_off: ({ response, user }) => {
    const body = JSON.stringify(user);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.write(body.slice(0, 40), () => response.destroy());
  },
  usr_mock_reset: ({ response }) => void response.socket?.resetAndDestroy(),
  usr_mock_hang_up: ({ response }) => void response.destroy(),

  // Redirects.
  usr_mock_redirect: ({ response, elsewhere }) =>
    send(response, 302, '', { location: `${elsewhere}/user/usr_sample_active` }),
  usr_mock_redirect_same_origin: ({ response }) =>
    send(response, 302, '', { location: '/v1/user/usr_sample_active' }),

  // Successful responses that are not a user.
  usr_mock_html: ({ response }) => send(response, 200, signInPage, html),
  usr_mock_html_as_json: ({ response }) => sendText(response, signInPage),
  usr_mock_broken_json: ({ response }) =>
    sendText(response, '{"id":"usr_mock_broken_json","email":'),
  usr_mock_array: ({ response, user }) => sendJson(response, 200, [user]),
  usr_mock_null: ({ response }) => sendJson(response, 200, null),
  usr_mock_string: ({ response }) => sendJson(response, 200, 'usr_mock_string'),
  usr_mock_envelope: ({ response, user }) => sendJson(response, 200, { success: true, data: user }),
  usr_mock_empty: ({ response }) => sendText(response, ''),
  usr_mock_no_content: ({ response }) => void response.writeHead(204).end(),

  // Users with unusual contents.
  usr_mock_someone_else: ({ response, user }) =>
    sendJson(response, 200, { ...user, id: 'usr_somebody_else' }),
  usr_mock_id_only: ({ response, id }) => sendJson(response, 200, { id }),
  usr_mock_wrong_types: ({ response, user, id }) =>
    sendJson(response, 200, {
      ...Object.fromEntries(Object.keys(user).map((name) => [name, { of: [1, null] }])),
      id,
    }),
  usr_mock_markup: ({ response, user, id }) =>
    sendJson(response, 200, {
      ...user,
      id,
      full_name: '<img src="x" onerror="document.title=\'owned\'"><b>Bold</b>',
      username: '{@html 1}{{7*7}}${7*7}',
      profile_image: 'javascript:alert(1)',
    }),
  usr_mock_awkward_keys: ({ response, user }) =>
    sendText(
      response,
      `${JSON.stringify(user).slice(0, -1)},"__proto__":{"is_active":false},"constructor":null,"":"no name",` +
        '"big":12345678901234567890,"gender":"the second of two"}',
    ),
  usr_mock_deep: ({ response, id }) =>
    sendText(response, `{"id":"${id}","deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
  usr_mock_bom: ({ response, user }) => sendText(response, `\uFEFF${JSON.stringify(user)}`),
  usr_mock_latin1: ({ response, user }) =>
    sendText(response, Buffer.from(JSON.stringify({ ...user, full_name: 'Zoë Müller' }), 'latin1')),

  // Sizes and encodings.
  usr_mock_huge_body: async ({ response, id }) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    // The pipeline fails when the client stops reading, as it should.
    await pipeline(Readable.from(hugeUser(id)), response).catch(() => undefined);
  },
  usr_mock_huge_announced: ({ response }) => {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': hugeChunk.length * hugeChunks,
    });
    response.write('{"notes":"');
  },
  usr_mock_gzip: ({ response, user }) => sendGzip(response, gzipSync(JSON.stringify(user))),
  usr_mock_gzip_bomb: ({ response, id }) =>
    sendGzip(response, gzipSync(Buffer.concat([...hugeUser(id)]), { level: 1 })),
  usr_mock_bad_gzip: ({ response }) => sendGzip(response, Buffer.from('this was never compressed')),
  usr_mock_truncated_gzip: ({ response, user }) => {
    const whole = gzipSync(JSON.stringify(user));
    sendGzip(response, whole.subarray(0, whole.length / 2));
  },
} satisfies Record<string, RespondTo>;

/** An id with a response of its own. */
export type MockId = keyof typeof responsesById;

export function isMockId(id: string): id is MockId {
  return Object.hasOwn(responsesById, id);
}

/** The body of an error response in the format of the vendor's reference page. */
export function envelope(
  status: number,
  code: string,
  type: string,
  traceId: string,
  message = `Refused: ${code}.`,
) {
  const error = {
    code,
    message,
    system_message: message,
    type,
    status,
    trace_id: traceId,
    timestamp: new Date().toISOString(),
    details: {},
  };
  return { success: false, error };
}

/** Responds with a JSON body. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers?: OutgoingHttpHeaders,
) {
  send(response, status, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
}

function sendText(response: ServerResponse, body: string | Buffer) {
  send(response, 200, body, { 'content-type': 'application/json' });
}

function sendGzip(response: ServerResponse, body: Buffer) {
  send(response, 200, body, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
}

function send(
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  headers: OutgoingHttpHeaders,
) {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
}

function refuse(status: number, code: string, type: string): RespondTo {
  return ({ response, traceId }) =>
    sendJson(response, status, envelope(status, code, type, traceId));
}

/** Generates a user of 60 MiB piece by piece. */
function* hugeUser(id: string): Generator<Buffer> {
  yield Buffer.from(`{"id":"${id}","email":"huge@example.com","notes":"`);
  for (let chunk = 0; chunk < hugeChunks; chunk += 1) yield hugeChunk;
  yield Buffer.from('"}');
}
