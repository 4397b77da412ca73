import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startMockApi, type MockApi } from '../../mock-api/mock-api';
import { responsesById, type MockId } from '../../mock-api/responses-by-id';

let mock: MockApi;
beforeEach(async () => {
  mock = await startMockApi();
});
afterEach(() => mock.stop());

type AskOptions = { readonly key?: string | null; readonly method?: string };

/**
 * Sends a request with Node, which follows no redirects, decodes no bodies and normalizes no paths.
 */
function send(path: string, { key = mock.apiKey, method = 'GET' }: AskOptions = {}) {
  const { hostname, port, pathname } = new URL(mock.baseUrl);
  const headers = key === null ? {} : { 'x-api-key': key };
  return httpRequest({
    hostname,
    port,
    path: `${pathname}${path}`,
    method,
    headers,
    agent: false,
  }).end();
}

async function headOf(path: string, options?: AskOptions): Promise<IncomingMessage> {
  const [response] = (await once(send(path, options), 'response')) as [IncomingMessage];
  return response;
}

async function get(path: string, options?: AskOptions) {
  const response = await headOf(path, options);
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  return {
    status: response.statusCode,
    headers: response.headers,
    bytes,
    text: bytes.toString(),
    json: () => JSON.parse(bytes.toString()) as unknown,
  };
}

const ask = (id: MockId, options?: AskOptions) => get(`/user/${id}`, options);

describe('the key', () => {
  it('is different in each instance', async () => {
    const other = await startMockApi();
    await other.stop();
    expect(other.apiKey).toMatch(/^ak_test_[0-9a-f]{32}$/);
    expect(other.apiKey).not.toBe(mock.apiKey);
  });

  it.each([
    [null, 'AUTHENTICATION_REQUIRED'],
    ['wrong', 'INVALID_API_KEY'],
  ])('%s is refused before anything else is checked: %s', async (key, code) => {
    for (const path of [
      '/user/usr_sample_active',
      '/user/usr_mock_redirect',
      '/user/usr_nobody',
      '/else',
    ]) {
      const answer = await get(path, { key });
      expect(answer.status).toBe(401);
      expect(answer.json()).toMatchObject({
        success: false,
        error: { code, trace_id: answer.headers['x-request-id'] },
      });
    }
  });

  it('can be revoked', async () => {
    const key = mock.apiKey;
    mock.apiKey = 'another';
    expect((await get('/user/usr_sample_active', { key })).status).toBe(401);
    expect((await get('/user/usr_sample_active')).status).toBe(200);
  });
});

describe('users', () => {
  it('are the sample users, with a cookie that clients must not return', async () => {
    const answer = await get('/user/usr_sample_active');
    expect(answer.json()).toEqual(mock.usersServed.get('usr_sample_active'));
    expect(answer.headers['set-cookie']).toHaveLength(1);
    expect(answer.headers['x-request-id']).toBe('req_mock_1');
  });

  it('can be set and removed under any id', async () => {
    mock.setUser('usr ä/ö?', { id: 'usr ä/ö?' });
    expect((await get('/user/usr%20%C3%A4%2F%C3%B6%3F')).json()).toEqual({ id: 'usr ä/ö?' });
    mock.setUser('usr_mock_not_found', { id: 'usr_mock_not_found' });
    expect((await ask('usr_mock_not_found')).status).toBe(200);
    mock.setUser('usr_mock_not_found', undefined);
    expect((await ask('usr_mock_not_found')).status).toBe(404);
  });

  it('are not found with an envelope, or with a plain body', async () => {
    expect((await get('/user/usr_nobody')).json()).toMatchObject({ error: { status: 404 } });
    expect((await ask('usr_mock_not_found_plain')).json()).toEqual({ detail: 'Not Found' });
  });

  it.each(['/user/', '/user/a/b', '/user/email/', '/user/email/a/b', '/user/%E0%A4%A', '/'])(
    'are not served at %s',
    async (path) => {
      const answer = await get(path);
      expect([answer.status, answer.json()]).toEqual([404, { detail: 'Not Found' }]);
    },
  );

  it('are found by e-mail address, and unknown addresses get an envelope', async () => {
    expect((await get('/user/email/mara.oyelaran%40example.com')).json()).toMatchObject({
      id: 'usr_sample_active',
    });
    expect((await get('/user/email/nobody%40example.com')).json()).toMatchObject({
      error: { status: 404 },
    });
  });

  it('are not found by e-mail address on a server that does not offer it', async () => {
    mock.offersEmailSearch = false;
    const answer = await get('/user/email/mara.oyelaran%40example.com');
    expect([answer.status, answer.json()]).toEqual([404, { detail: 'Not Found' }]);
  });

  it('refuse every method but GET', async () => {
    expect((await get('/user/usr_sample_active', { method: 'DELETE' })).status).toBe(405);
  });
});

it('records each request exactly', async () => {
  const before = Date.now();
  await get('/user/usr%20x/../%2e?a=%41', { key: 'wrong' });
  expect(mock.requests).toHaveLength(1);
  expect(mock.requests[0]).toMatchObject({
    method: 'GET',
    rawPath: '/v1/user/usr%20x/../%2e?a=%41',
    headers: { 'x-api-key': 'wrong' },
  });
  expect(mock.requests[0]?.at).toBeGreaterThanOrEqual(before);
});

describe('error responses', () => {
  it.each([
    ['usr_mock_bad_request', 400],
    ['usr_mock_key_refused', 401],
    ['usr_mock_key_expired', 401],
    ['usr_mock_not_permitted', 403],
    ['usr_mock_not_found', 404],
    ['usr_mock_conflict', 409],
    ['usr_mock_invalid_id', 422],
    ['usr_mock_server_error', 500],
    ['usr_mock_unavailable', 503],
  ] as const)('%s has status %d and an envelope', async (id, status) => {
    const answer = await ask(id);
    expect(answer.status).toBe(status);
    expect(answer.json()).toMatchObject({
      success: false,
      error: { status, trace_id: answer.headers['x-request-id'] },
    });
  });

  it.each([
    ['usr_mock_bad_gateway', 502],
    ['usr_mock_gateway_time_out', 504],
    ['usr_mock_forbidden_page', 403],
    ['usr_mock_html', 200],
  ] as const)('%s has status %d and a web page', async (id, status) => {
    const answer = await ask(id);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain('text/html');
  });

  it.each([
    ['usr_mock_old_envelope', 403],
    ['usr_mock_bare_envelope', 500],
    ['usr_mock_broken_envelope', 403],
  ] as const)('%s has status %d and another body', async (id, status) => {
    const answer = await ask(id);
    expect(answer.status).toBe(status);
    expect(answer.json()).not.toHaveProperty('error.trace_id', expect.any(String));
  });

  it('can echo the key', async () => {
    expect((await ask('usr_mock_echoes_key')).text).toContain(mock.apiKey);
  });
});

describe('temporary errors', () => {
  it('return 429 the given number of times', async () => {
    const date = new Date('2030-01-02T03:04:05Z');
    mock.tooManyRequests = { retryAfter: 7, times: 1 };
    const seconds = await ask('usr_mock_too_many_requests');
    mock.tooManyRequests = { retryAfter: date, times: 1 };
    const dated = await ask('usr_mock_too_many_requests');
    mock.tooManyRequests = { retryAfter: undefined, times: 1 };
    const silent = await ask('usr_mock_too_many_requests');
    const last = await ask('usr_mock_too_many_requests');

    expect([seconds, dated, silent, last].map(({ status }) => status)).toEqual([
      429, 429, 429, 200,
    ]);
    expect([seconds, dated, silent].map(({ headers }) => headers['retry-after'])).toEqual([
      '7',
      'Wed, 02 Jan 2030 03:04:05 GMT',
      undefined,
    ]);
    expect(last.json()).toMatchObject({ id: 'usr_mock_too_many_requests' });
  });

  it('recover after the first request', async () => {
    expect((await ask('usr_mock_recovers')).status).toBe(503);
    expect((await ask('usr_mock_recovers')).status).toBe(200);
  });
});

describe('slow responses', () => {
  it('are held until released', async () => {
    const held = ask('usr_mock_held');
    await expect.poll(() => mock.requests.length).toBe(1);
    expect((await get('/user/usr_sample_active')).status).toBe(200);
    mock.release();
    expect((await held).json()).toMatchObject({ id: 'usr_mock_held' });
  });

  it('can stall in the body, and end when the server stops', async () => {
    const response = await headOf('/user/usr_mock_slow_body');
    const [start] = (await once(response, 'data')) as [Buffer];
    expect(start.length).toBeLessThan(Number(response.headers['content-length']));
    const failure = once(response, 'error');
    await mock.stop();
    expect((await failure)[0]).toMatchObject({ code: 'ECONNRESET' });
  });

  it('can stall before the headers, and end when the server stops', async () => {
    const request = send('/user/usr_mock_slow_headers');
    const failure = once(request, 'error');
    await expect.poll(() => mock.requests.length).toBe(1);
    await mock.stop();
    expect((await failure)[0]).toMatchObject({ code: 'ECONNRESET' });
  });
});

describe('broken connections', () => {
  it.each(['usr_mock_reset', 'usr_mock_hang_up'] as const)(
    '%s breaks before any header',
    async (id) => {
      await expect(ask(id)).rejects.toMatchObject({ code: 'ECONNRESET' });
    },
  );

  it('can break in the body', async () => {
    await expect(ask('usr_mock_cut_off')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});

describe('redirects', () => {
  it('lead to another origin, which records the requests', async () => {
    const answer = await ask('usr_mock_redirect');
    const location = answer.headers.location ?? '';
    expect(answer.status).toBe(302);
    expect(new URL(location).origin).not.toBe(new URL(mock.baseUrl).origin);
    expect(mock.redirectTarget.requests).toEqual([]);

    await (await fetch(location, { headers: { 'X-API-Key': 'carried along' } })).text();
    expect(mock.redirectTarget.requests[0]?.headers['x-api-key']).toBe('carried along');
  });

  it('lead to the same origin', async () => {
    const answer = await ask('usr_mock_redirect_same_origin');
    expect([answer.status, answer.headers.location]).toEqual([302, '/v1/user/usr_sample_active']);
  });
});

describe('unusual bodies', () => {
  it.each([
    ['usr_mock_array', (json: unknown) => Array.isArray(json)],
    ['usr_mock_null', (json: unknown) => json === null],
    ['usr_mock_string', (json: unknown) => json === 'usr_mock_string'],
    ['usr_mock_envelope', (json: object) => !Object.hasOwn(json, 'id')],
    ['usr_mock_someone_else', (json: { id: string }) => json.id === 'usr_somebody_else'],
    ['usr_mock_id_only', (json: object) => Object.keys(json).length === 1],
    ['usr_mock_wrong_types', (json: { is_active: unknown }) => typeof json.is_active === 'object'],
    ['usr_mock_markup', (json: { full_name: string }) => json.full_name.includes('<img')],
    [
      'usr_mock_awkward_keys',
      (json: object) => Object.hasOwn(json, '__proto__') && Object.hasOwn(json, ''),
    ],
    ['usr_mock_deep', (json: { deep: unknown[] }) => Array.isArray(json.deep[0])],
  ] as [MockId, (json: never) => boolean][])('%s is JSON with status 200', async (id, holds) => {
    const answer = await ask(id);
    expect(answer.status).toBe(200);
    expect(holds(answer.json() as never)).toBe(true);
  });

  it.each([
    'usr_mock_html_as_json',
    'usr_mock_broken_json',
    'usr_mock_empty',
    'usr_mock_bom',
  ] as const)('%s has the type JSON, but is not JSON', async (id) => {
    const answer = await ask(id);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.json).toThrow(SyntaxError);
  });

  it('can begin with a byte order mark', async () => {
    const { text } = await ask('usr_mock_bom');
    expect(JSON.parse(text.slice(1))).toMatchObject({ id: 'usr_mock_bom' });
  });

  it('can have another encoding', async () => {
    expect((await ask('usr_mock_latin1')).text).toContain('Zo\uFFFD');
  });

  it('can be missing', async () => {
    const answer = await ask('usr_mock_no_content');
    expect([answer.status, answer.bytes.length]).toEqual([204, 0]);
  });
});

describe('sizes and encodings', () => {
  it('a huge body is generated only as far as the client reads', async () => {
    const response = await headOf('/user/usr_mock_huge_body');
    let bytes = 0;
    for await (const chunk of response) {
      bytes += (chunk as Buffer).length;
      if (bytes > 1024 * 1024) break;
    }
    response.destroy();
    expect(bytes).toBeLessThan(2 * 1024 * 1024);
    expect((await get('/user/usr_sample_active')).status).toBe(200);
  });

  it('a huge body has more than 50 MB', async () => {
    expect((await ask('usr_mock_huge_body')).bytes.length).toBeGreaterThan(50_000_000);
  });

  it('a body can be announced with more than 50 MB', async () => {
    const response = await headOf('/user/usr_mock_huge_announced');
    expect(Number(response.headers['content-length'])).toBeGreaterThan(50_000_000);
    response.destroy();
  });

  it('a gzip bomb is small before it is decompressed', async () => {
    expect(JSON.parse(gunzipSync((await ask('usr_mock_gzip')).bytes).toString())).toMatchObject({
      id: 'usr_mock_gzip',
    });
    const bomb = (await ask('usr_mock_gzip_bomb')).bytes;
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(gunzipSync(bomb).length).toBeGreaterThan(50_000_000);
  });

  it.each(['usr_mock_bad_gzip', 'usr_mock_truncated_gzip'] as const)(
    '%s cannot be decompressed',
    async (id) => {
      const answer = await ask(id);
      expect(answer.headers['content-encoding']).toBe('gzip');
      expect(() => gunzipSync(answer.bytes)).toThrow();
    },
  );
});

describe('stopping and starting', () => {
  it('refuses connections, and comes back on the same port', async () => {
    const { baseUrl } = mock;
    await mock.stop();
    await mock.stop();
    await expect(get('/user/usr_sample_active')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await mock.start();
    await mock.start();
    expect(mock.baseUrl).toBe(baseUrl);
    expect((await get('/user/usr_sample_active')).status).toBe(200);
  });

  it('ends every kind of response', async () => {
    const servers = () =>
      process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
    const ids = Object.keys(responsesById) as MockId[];
    for (const id of ids) {
      const request = send(`/user/${id}`);
      request.on('response', (response) => response.on('error', () => undefined));
      request.on('error', () => undefined);
    }
    await expect.poll(() => mock.requests.length).toBe(ids.length);

    await mock.stop();
    await expect.poll(servers).toBe(0);
    await expect(get('/user/usr_sample_active')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('over TLS', () => {
  it('has a certificate that clients reject before they send anything', async () => {
    const secure = await startMockApi({ tls: true });
    try {
      const url = `${secure.baseUrl}/user/usr_sample_active`;
      expect(url).toMatch(/^https:/);
      const refused = httpsRequest(url, { agent: false }).end();
      expect((await once(refused, 'error'))[0]).toMatchObject({
        code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      });
      expect(secure.requests).toEqual([]);

      const headers = { 'x-api-key': secure.apiKey };
      const trusting = httpsRequest(url, {
        agent: false,
        headers,
        rejectUnauthorized: false,
      }).end();
      const [response] = (await once(trusting, 'response')) as [IncomingMessage];
      expect(response.statusCode).toBe(200);
      response.destroy();
    } finally {
      await secure.stop();
    }
  });
});
