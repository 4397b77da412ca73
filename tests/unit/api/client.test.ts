import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerLimitBytes, createApiClient, type ApiRequest } from '../../../electron/api/client';
import { redirectRefusedMessage } from '../../../electron/api/sample-data';
import { answerJson, baseUrl, deferred, referenceJson } from '../builders';

type Reply = (request: Request) => Response | Promise<Response>;

/** A client over a fake fetch, which replies in this order, then repeats the last reply. */
function network(...replies: [Reply, ...Reply[]]) {
  const sent: Request[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    const request = input as Request;
    sent.push(request);
    request.signal.throwIfAborted();
    const reply = replies[Math.min(sent.length, replies.length) - 1] ?? replies[0];
    return reply(request);
  };
  return { sent, client: createApiClient(fetch) };
}

const request = (changes: Partial<ApiRequest> = {}): ApiRequest => ({
  baseUrl,
  apiKey: 'ak_test_1',
  timeOutSeconds: 15,
  signal: new AbortController().signal,
  ...changes,
});

const responds =
  (body: BodyInit | null, init?: ResponseInit): Reply =>
  () =>
    new Response(body, init);
const found = responds(referenceJson);
const noSuchEndpoint = responds('{"detail":"Not Found"}', { status: 404 });
const noSuchUser = responds('{"error":{"code":"USER_NOT_FOUND"}}', { status: 404 });
const fails =
  (message: string): Reply =>
  () =>
    Promise.reject(new Error(message));
const untilAborted: Reply = ({ signal }) =>
  new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error)),
  );

/** A response whose body sends some bytes and then stalls. `stalled` resolves when it does. */
function stallingReply() {
  const stalled = deferred<undefined>();
  const cancelled = vi.fn();
  const reply: Reply = () =>
    new Response(
      new ReadableStream<Uint8Array>(
        {
          start: (controller) => controller.enqueue(new TextEncoder().encode('{"id":"usr_')),
          pull: () => {
            stalled.resolve(undefined);
            return new Promise<void>(() => undefined);
          },
          cancel: cancelled,
        },
        { highWaterMark: 0 },
      ),
    );
  return { reply, stalled: stalled.promise, cancelled };
}

// Fakes only the timers that ky uses. Streams need the others.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** Looks up an id and advances the clock far enough for all retries, but not to the timeout. */
async function getUser(
  client: ReturnType<typeof createApiClient>,
  id = 'usr_a',
  changes?: Partial<ApiRequest>,
) {
  const answer = client.getUser({ id }, request(changes));
  await vi.advanceTimersByTimeAsync(10_000);
  return answer;
}

describe('the request', () => {
  it.each([
    ['usr_abc123def456', 'usr_abc123def456'],
    ['a b', 'a%20b'],
    [' a ', '%20a%20'],
    ['a/b', 'a%2Fb'],
    ['../organizations', '..%2Forganizations'],
    ['a\\b', 'a%5Cb'],
    ['a?b#c', 'a%3Fb%23c'],
    ['%2e%2e', '%252e%252e'],
    ['100%', '100%25'],
    ['a;b=c&d', 'a%3Bb%3Dc%26d'],
    ['...', '...'],
    ['.a', '.a'],
    ['Zoë', 'Zo%C3%AB'],
    ['田中', '%E7%94%B0%E4%B8%AD'],
    ['🙂', '%F0%9F%99%82'],
    ['a\nb', 'a%0Ab'],
    ['a\0b', 'a%00b'],
    ['a\uD800b', 'a%EF%BF%BDb'],
    ['\uDE42\uD83D', '%EF%BF%BD%EF%BF%BD'],
  ])('percent-encodes the id %j as one path segment', async (id, segment) => {
    const { sent, client } = network(found);
    await getUser(client, id);
    expect(sent.map(({ url }) => url)).toEqual([`https://api.example.com/v1/user/${segment}`]);
  });

  it('addresses no other endpoint, whatever the id is', async () => {
    vi.useRealTimers();
    const { sent, client } = network(found);
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', minLength: 1 }).filter((id) => id !== '.' && id !== '..'),
        async (id) => {
          await client.getUser({ id }, request());
          const { origin, pathname, search, hash } = new URL(sent.at(-1)?.url ?? '');
          expect([origin, search, hash]).toEqual(['https://api.example.com', '', '']);
          expect(pathname.split('/').slice(0, -1)).toEqual(['', 'v1', 'user']);
          expect(decodeURIComponent(pathname.split('/').at(-1) ?? '')).toBe(id.toWellFormed());
        },
      ),
    );
  });

  it.each(['', '.', '..'])('is not sent for %j, which can’t be a path segment', async (id) => {
    const { sent, client } = network(found);
    expect(await getUser(client, id)).toEqual({ ok: false, problem: { kind: 'invalid-id' } });
    expect(sent).toEqual([]);
  });

  it.each([
    ['ann.example+tag@example.com', 'ann.example%2Btag%40example.com'],
    ['a/../b@example.com', 'a%2F..%2Fb%40example.com'],
    ['zoë@müller.example', 'zo%C3%AB%40m%C3%BCller.example'],
  ])('uses the e-mail endpoint for %s', async (email, segment) => {
    const { sent, client } = network(found);
    await client.getUser({ email }, request());
    expect(sent.map(({ url }) => url)).toEqual([
      `https://api.example.com/v1/user/email/${segment}`,
    ]);
  });

  it('goes to the base URL', async () => {
    const { sent, client } = network(found);
    await getUser(client, 'usr_a', { baseUrl: 'http://127.0.0.1:8080/some/where/v2' });
    expect(sent[0]?.url).toBe('http://127.0.0.1:8080/some/where/v2/user/usr_a');
  });

  it('sends only the API key and an accept header', async () => {
    const { sent, client } = network(found);
    await getUser(client, 'usr_a', { apiKey: 'ak_mine' });
    expect(sent[0]?.method).toBe('GET');
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
      accept: 'application/json',
      'x-api-key': 'ak_mine',
    });
  });

  it('follows no redirect', async () => {
    const { sent, client } = network(found);
    await getUser(client);
    expect(sent[0]?.redirect).toBe('error');
  });

  it('uses the key of its own call', async () => {
    const { sent, client } = network(found);
    await getUser(client, 'usr_a', { apiKey: 'ak_1' });
    await getUser(client, 'usr_a', { apiKey: 'ak_2' });
    expect(sent.map(({ headers }) => headers.get('x-api-key'))).toEqual(['ak_1', 'ak_2']);
  });
});

describe('a response', () => {
  it('returns the user and the unchanged body', async () => {
    const { client } = network(found);
    expect(await getUser(client)).toMatchObject({
      ok: true,
      value: { json: referenceJson, user: { name: 'example_full_name' } },
    });
  });

  it('may start with a byte order mark', async () => {
    const { client } = network(responds(`\uFEFF${referenceJson}`));
    expect(await getUser(client)).toMatchObject({ ok: true, value: { json: referenceJson } });
  });

  it.each(['iso-8859-1', '"windows-1252"', 'Latin1'])(
    'may declare the charset %s',
    async (charset) => {
      const body = Buffer.from(answerJson({ full_name: 'Zoë Müller' }), 'latin1');
      const headers = { 'content-type': `application/json; charset=${charset}` };
      expect(await getUser(network(responds(body, { headers })).client)).toMatchObject({
        value: { user: { name: 'Zoë Müller' } },
      });
    },
  );

  it('may arrive in chunks that split a character', async () => {
    const json = answerJson({ full_name: 'Zoë 田中 🙂' });
    const bytes = new TextEncoder().encode(json);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
        controller.close();
      },
    });
    expect(await getUser(network(responds(body)).client)).toMatchObject({
      ok: true,
      value: { json, user: { name: 'Zoë 田中 🙂' } },
    });
  });

  it('may be exactly as long as the limit', async () => {
    const { client } = network(responds(referenceJson.padEnd(answerLimitBytes)));
    expect(await getUser(client)).toMatchObject({ ok: true });
  });

  it('is refused if it is one byte longer than the limit', async () => {
    const { client } = network(responds(referenceJson.padEnd(answerLimitBytes + 1)));
    expect(await getUser(client)).toEqual({
      ok: false,
      problem: { kind: 'answer-too-large', limitBytes: 1024 * 1024 },
    });
  });

  it('is cancelled at the limit if the body never ends', async () => {
    const cancelled = vi.fn();
    let pieces = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pieces += 1;
        controller.enqueue(new Uint8Array(256 * 1024));
      },
      cancel: cancelled,
    });
    expect(await getUser(network(responds(body)).client)).toMatchObject({
      problem: { kind: 'answer-too-large' },
    });
    expect(cancelled).toHaveBeenCalledOnce();
    expect(pieces).toBeLessThan(8);
  });

  it.each([
    [404, 'answer-too-large', 1],
    [500, 'server-trouble', 1],
    [503, 'server-trouble', 3],
  ])('with status %i has the same limit', async (status, kind, tries) => {
    let pieces = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          pieces += 1;
          controller.enqueue(new Uint8Array(256 * 1024));
        },
      });
    const { sent, client } = network(() => new Response(endless(), { status }));
    expect(await getUser(client)).toMatchObject({ problem: { kind } });
    expect(sent).toHaveLength(tries);
    expect(pieces).toBeLessThan(8 * tries);
  });

  it.each([
    ['no body', null, 204, { kind: 'unexpected-answer', status: 204, traceId: 'req_1' }],
    ['an empty body', '', 200, { kind: 'empty-answer', status: 200, traceId: 'req_1' }],
    [
      'a web page',
      '<!doctype html><h1>Sign in</h1>',
      200,
      { kind: 'not-json', status: 200, traceId: 'req_1' },
    ],
    ['an array', '[]', 200, { kind: 'unexpected-answer', status: 200, traceId: 'req_1' }],
    [
      'status 201',
      referenceJson,
      201,
      { kind: 'unexpected-answer', status: 201, traceId: 'req_1' },
    ],
    [
      'a web page and an error status',
      '<h1>Blocked</h1>',
      403,
      { kind: 'not-json', status: 403, traceId: 'req_1' },
    ],
    [
      'the error object of the framework',
      '{"detail":"Not Found"}',
      404,
      { kind: 'wrong-address', status: 404, traceId: 'req_1' },
    ],
    [
      'the error object of the API',
      '{"success":false,"error":{"code":"INVALID_API_KEY","trace_id":"req_2"}}',
      401,
      { kind: 'key-refused', status: 401, code: 'INVALID_API_KEY', traceId: 'req_2' },
    ],
  ])('with %s is a problem', async (_, body, status, problem) => {
    const { client } = network(responds(body, { status, headers: { 'x-request-id': 'req_1' } }));
    expect(await getUser(client)).toEqual({ ok: false, problem });
  });

  it.each([
    [404, '{"detail":"Not Found"}', 'no-search-by-email'],
    [404, '<h1>404 Not Found</h1>', 'no-search-by-email'],
    [404, '', 'no-search-by-email'],
    [405, '{"detail":"Method Not Allowed"}', 'no-search-by-email'],
    [404, '{"success":false,"error":{"code":"USER_NOT_FOUND"}}', 'not-found'],
    [422, '{"success":false,"error":{"code":"INVALID_EMAIL_FORMAT"}}', 'invalid-id'],
    [403, '<h1>Blocked</h1>', 'not-json'],
    [500, '<h1>Internal error</h1>', 'server-trouble'],
  ])('to a lookup by e-mail address, %i with %j, is %s', async (status, body, kind) => {
    const reply = responds(body, { status });
    const { client } = network(reply, reply, noSuchUser);
    expect(await client.getUser({ email: 'ann@example.com' }, request())).toMatchObject({
      ok: false,
      problem: { kind, status },
    });
  });

  it.each([400, 401, 403, 404, 422])(
    'with status %i and without JSON is not from the API, so it says nothing about key and account',
    async (status) => {
      const page = network(responds('<h1>Sign in</h1>', { status }), noSuchEndpoint);
      expect(await getUser(page.client)).toEqual({
        ok: false,
        problem: { kind: 'not-json', status },
      });
    },
  );

  it.each([
    [400, 'invalid-id'],
    [401, 'key-refused'],
    [403, 'not-permitted'],
    [404, 'not-found'],
    [422, 'invalid-id'],
  ])('with status %i and an empty body counts as the API’s', async (status, kind) => {
    for (const body of ['', ' \n'])
      expect(await getUser(network(responds(body, { status }), noSuchEndpoint).client)).toEqual({
        ok: false,
        problem: { kind, status },
      });
  });

  it('with status 500 is server trouble, even if it is a web page', async () => {
    const { client } = network(responds('<h1>Internal error</h1>', { status: 500 }));
    expect(await getUser(client)).toEqual({
      ok: false,
      problem: { kind: 'server-trouble', status: 500 },
    });
  });

  it('that echoes the key is returned without the key', async () => {
    const json = answerJson({
      username: 'ak_test_12345',
      headers: { 'X-API-Key': 'ak_test_12345' },
    });
    const answer = await getUser(network(responds(json)).client, 'usr_a', {
      apiKey: 'ak_test_12345',
    });
    expect(answer).toMatchObject({
      ok: true,
      value: { user: { fields: { username: { value: '[API key]' } } } },
    });
    expect(JSON.stringify(answer)).not.toContain('ak_test_12345');
  });

  it.each([
    ['in JSON', (key: string) => JSON.stringify(key).slice(1, -1)],
    [
      'in JSON with escaped slashes',
      (key: string) => JSON.stringify(key).slice(1, -1).replaceAll('/', '\\/'),
    ],
    ['percent-encoded', encodeURIComponent],
    [
      'percent-encoded in lower case',
      (key: string) => encodeURIComponent(key).replaceAll(/%../g, (b) => b.toLowerCase()),
    ],
  ])(
    'that echoes a key with special characters %s is returned without the key',
    async (_, encode) => {
      const apiKey = 'ak"/\\ %+~1\\';
      const body = `{"id":"usr_a","username":"${encode(apiKey)}"}`;
      const { client } = network(responds(body, { headers: { 'x-request-id': encode(apiKey) } }));
      const answer = await getUser(client, 'usr_a', { apiKey });
      expect(answer).toMatchObject({ value: { json: '{"id":"usr_a","username":"[API key]"}' } });
      expect(JSON.stringify(answer)).not.toContain('ak');
    },
  );

  it('that echoes the key as error code or trace id is returned without the key', async () => {
    const json = '{"error":{"code":"ak_test_12345","trace_id":"ak_test_12345"}}';
    for (const status of [500, 503]) {
      const headers = { 'x-request-id': 'ak_test_12345', 'content-type': 'application/json' };
      const { client } = network(responds(json, { status, headers }));
      expect(await getUser(client, 'usr_a', { apiKey: 'ak_test_12345' })).toEqual({
        ok: false,
        problem: { kind: 'server-trouble', status },
      });
    }
  });

  it('is not changed if the key is so short that it could match unrelated text', async () => {
    const { client } = network(found);
    expect(await getUser(client, 'usr_a', { apiKey: 'example' })).toMatchObject({
      value: { json: referenceJson },
    });
  });

  const interrupts = (error: string) => () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"id":')),
      pull: (controller) => controller.error(new Error(`net::${error}`)),
    });
    return new Response(body);
  };

  it.each([
    'ERR_CONTENT_LENGTH_MISMATCH',
    'ERR_INCOMPLETE_CHUNKED_ENCODING',
    'ERR_CONNECTION_RESET',
  ])('that is interrupted is requested again twice: %s', async (detail) => {
    const lost = interrupts(detail);
    const recovering = network(lost, lost, found);
    expect(await getUser(recovering.client)).toMatchObject({ ok: true });
    const { sent, client } = network(lost);
    expect(await getUser(client)).toEqual({ ok: false, problem: { kind: 'interrupted', detail } });
    expect(sent).toHaveLength(3);
  });

  it.each(['ERR_INVALID_CHUNKED_ENCODING', 'ERR_CONTENT_DECODING_FAILED'])(
    'that can’t be decoded is not requested again: %s',
    async (detail) => {
      const { sent, client } = network(interrupts(detail), found);
      expect(await getUser(client)).toEqual({
        ok: false,
        problem: { kind: 'interrupted', detail },
      });
      expect(sent).toHaveLength(1);
    },
  );

  it('that redirects is refused', async () => {
    const { sent, client } = network(fails(redirectRefusedMessage));
    expect(await getUser(client)).toEqual({ ok: false, problem: { kind: 'redirect-refused' } });
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['an error', new Error('unforeseen')],
    ['a string', 'unforeseen'],
    ['undefined', undefined],
  ])(
    'becomes an internal problem if fetch rejects with %s, and getUser does not reject',
    async (_, thrown) => {
      const { client } = network(vi.fn<Reply>().mockRejectedValue(thrown));
      expect(await getUser(client)).toEqual({ ok: false, problem: { kind: 'internal' } });
    },
  );
});

describe('a 404', () => {
  const missing = (status: number, body = '{"detail":"Not Found"}') => responds(body, { status });

  it('about a user needs no second request if its code says so', async () => {
    const { sent, client } = network(noSuchUser);
    expect(await getUser(client)).toMatchObject({ problem: { kind: 'not-found' } });
    expect(sent).toHaveLength(1);
  });

  it('of a server that gives every path the same response is about the address', async () => {
    for (const status of [404, 410])
      for (const body of ['{"detail":"Not Found"}', '<h1>Not found</h1>', '']) {
        const { sent, client } = network(missing(status, body));
        const problem = { kind: 'wrong-address', status };
        expect(await getUser(client)).toMatchObject({ problem });
        expect(await client.getUser({ email: 'ann@example.com' }, request())).toMatchObject({
          problem,
        });
        expect(new Set(sent.map(({ headers }) => headers.get('x-api-key'))).size).toBe(1);
        expect(sent.every(({ url }) => url.startsWith(`${baseUrl}/`))).toBe(true);
      }
  });

  it('about a user whom the server removed is a 410', async () => {
    const { client } = network(missing(410, '{"error":{"code":"GONE"}}'), noSuchEndpoint);
    expect(await getUser(client)).toEqual({
      ok: false,
      problem: { kind: 'removed', status: 410, code: 'GONE' },
    });
  });

  it('is about the user if the server returned one before and its answers can’t be told apart', async () => {
    const { client } = network(found, missing(404));
    expect(await getUser(client)).toMatchObject({ ok: true });
    expect(await getUser(client)).toMatchObject({ problem: { kind: 'not-found' } });
  });

  it('is about the address if the server once told users from endpoints and no longer does', async () => {
    const { client } = network(found, noSuchUser, missing(404));
    await getUser(client);
    expect(await getUser(client)).toMatchObject({ problem: { kind: 'not-found' } });
    expect(await getUser(client)).toMatchObject({ problem: { kind: 'wrong-address' } });
  });

  it('is not about the user if the second request fails without proof', async () => {
    const { client } = network(missing(404), fails('net::ERR_CONNECTION_REFUSED'));
    expect(await getUser(client)).toMatchObject({ problem: { kind: 'wrong-address' } });
  });
});

describe('a retry', () => {
  it.each([502, 503, 504])('follows status %i and can succeed', async (status) => {
    const { sent, client } = network(responds('', { status }), found);
    expect(await getUser(client)).toMatchObject({ ok: true });
    expect(sent).toHaveLength(2);
  });

  it.each([502, 503, 504])('follows status %i at most twice', async (status) => {
    const envelope = '{"error":{"code":"UPSTREAM","trace_id":"req_last"}}';
    const { sent, client } = network(
      responds(envelope, { status, headers: { 'content-type': 'application/json' } }),
    );
    expect(await getUser(client)).toEqual({
      ok: false,
      problem: { kind: 'server-trouble', status, code: 'UPSTREAM', traceId: 'req_last' },
    });
    expect(sent).toHaveLength(3);
  });

  it('that also fails reports the error object or the web page of the last response', async () => {
    const envelope = responds('{"error":{"trace_id":"req_text"}}', { status: 503 });
    expect(await getUser(network(envelope).client)).toMatchObject({
      problem: { traceId: 'req_text' },
    });
    const page = responds('<h1>Bad gateway</h1>', {
      status: 502,
      headers: { 'content-type': 'text/html' },
    });
    expect(await getUser(network(page).client)).toEqual({
      ok: false,
      problem: { kind: 'server-trouble', status: 502 },
    });
  });

  it.each([
    ['a lost connection', fails('net::ERR_CONNECTION_RESET')],
    ['503', responds('', { status: 503 })],
  ])('has a random delay after %s, so that clients don’t retry all at once', async (_, reply) => {
    const { sent, client } = network(reply);
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const answer = client.getUser({ id: 'usr_a' }, request());
    const triesAfter = async (milliseconds: number) => {
      await vi.advanceTimersByTimeAsync(milliseconds);
      return sent.length;
    };
    // A random number of 0.5 halves ky's delays of 300 and 600 ms.
    expect([await triesAfter(149), await triesAfter(1)]).toEqual([1, 2]);
    expect([await triesAfter(299), await triesAfter(1)]).toEqual([2, 3]);
    expect(await answer).toMatchObject({ ok: false });
  });

  it.each([502, 503, 504])('waits for the Retry-After of status %i', async (status) => {
    const { sent, client } = network(
      responds('', { status, headers: { 'retry-after': '2' } }),
      responds('', { status, headers: { 'retry-after': '3' } }),
      found,
    );
    const answer = client.getUser({ id: 'usr_a' }, request());
    await vi.advanceTimersByTimeAsync(1_999);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(2_999);
    expect(sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toMatchObject({ ok: true });
  });

  it('waits as long as a server with another clock asks for', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const headers = {
      date: 'Sun, 01 Mar 2099 12:00:00 GMT',
      'retry-after': 'Sun, 01 Mar 2099 12:00:02 GMT',
    };
    const { sent, client } = network(responds('', { status: 503, headers }), found);
    const answer = client.getUser({ id: 'usr_a' }, request());
    await vi.advanceTimersByTimeAsync(1_999);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toMatchObject({ ok: true });
  });

  it.each(['4', '60', 'Fri, 31 Dec 9999 23:59:59 GMT', '9'.repeat(400)])(
    'is not made after a long Retry-After, which the problem holds instead: %s',
    async (retryAfter) => {
      const { sent, client } = network(
        responds('', { status: 503, headers: { 'retry-after': retryAfter } }),
        found,
      );
      expect(await getUser(client)).toEqual({
        ok: false,
        problem: {
          kind: 'server-trouble',
          status: 503,
          retryAfterSeconds: Math.min(86_400, Number(retryAfter) || 86_400),
        },
      });
      expect(sent).toHaveLength(1);
    },
  );

  it.each(['-5', 'soon', '1e99', 'soon 5', ''])(
    'ignores an invalid Retry-After: %j',
    async (retryAfter) => {
      const { sent, client } = network(
        responds('', { status: 503, headers: { 'retry-after': retryAfter } }),
        found,
      );
      expect(await getUser(client)).toMatchObject({ ok: true });
      expect(sent).toHaveLength(2);
    },
  );

  it.each([200, 204, 400, 401, 403, 404, 409, 422, 429, 500, 501, 505])(
    'is not made after status %i',
    async (status) => {
      const { sent, client } = network(
        responds(status === 204 ? null : '{}', { status, headers: { 'retry-after': '1' } }),
      );
      expect(await getUser(client)).toMatchObject({ ok: false });
      expect(sent.filter(({ url }) => url.endsWith('/usr_a'))).toHaveLength(1);
    },
  );

  it.each([
    'CONNECTION_RESET',
    'CONNECTION_CLOSED',
    'CONNECTION_ABORTED',
    'EMPTY_RESPONSE',
    'NETWORK_CHANGED',
    'SOCKET_NOT_CONNECTED',
    'NETWORK_IO_SUSPENDED',
  ])('is made if the connection is lost: net::ERR_%s', async (name) => {
    const lost = fails(`net::ERR_${name}`);
    const { sent, client } = network(lost, lost, found);
    expect(await getUser(client)).toMatchObject({ ok: true });
    expect(sent).toHaveLength(3);

    const always = network(lost);
    expect(await getUser(always.client)).toMatchObject({
      ok: false,
      problem: { detail: `ERR_${name}` },
    });
    expect(always.sent).toHaveLength(3);
  });

  it.each([
    ['CONNECTION_REFUSED', 'no-connection'],
    ['INTERNET_DISCONNECTED', 'no-connection'],
    ['PROXY_CONNECTION_FAILED', 'proxy-failed'],
    ['NAME_NOT_RESOLVED', 'unknown-host'],
    ['CERT_AUTHORITY_INVALID', 'certificate'],
  ])('is not made if it would fail again: net::ERR_%s', async (name, kind) => {
    const { sent, client } = network(fails(`net::ERR_${name}`), found);
    expect(await getUser(client)).toMatchObject({ ok: false, problem: { kind } });
    expect(sent).toHaveLength(1);
  });

  it('is not made for an unknown host, which the problem names with its port', async () => {
    const { client } = network(fails('net::ERR_NAME_NOT_RESOLVED'));
    expect(await getUser(client, 'usr_a', { baseUrl: 'https://nowhere.example:8443/v1' })).toEqual({
      ok: false,
      problem: { kind: 'unknown-host', host: 'nowhere.example:8443' },
    });
  });
});

describe('the timeout', () => {
  it('ends a lookup without a response', async () => {
    const { sent, client } = network(untilAborted);
    const answer = client.getUser({ id: 'usr_a' }, request({ timeOutSeconds: 15 }));
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await answer).toEqual({ ok: false, problem: { kind: 'time-out', seconds: 15 } });
    expect(sent[0]?.signal.aborted).toBe(true);
    expect(sent).toHaveLength(1);
  });

  it('does not end a lookup early', async () => {
    const late = deferred<Response>();
    const { client } = network(() => late.promise);
    const answer = client.getUser({ id: 'usr_a' }, request({ timeOutSeconds: 15 }));
    await vi.advanceTimersByTimeAsync(14_999);
    late.resolve(new Response(referenceJson));
    expect(await answer).toMatchObject({ ok: true });
  });

  it('includes the retries', async () => {
    const { client } = network(responds('', { status: 503, headers: { 'retry-after': '3' } }));
    const answer = client.getUser({ id: 'usr_a' }, request({ timeOutSeconds: 2 }));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await answer).toEqual({ ok: false, problem: { kind: 'time-out', seconds: 2 } });
  });

  it('ends a lookup within the body, and cancels the body', async () => {
    const { reply, stalled, cancelled } = stallingReply();
    const answer = network(reply).client.getUser({ id: 'usr_a' }, request({ timeOutSeconds: 7 }));
    await stalled;
    await vi.advanceTimersByTimeAsync(7_000);
    expect(await answer).toEqual({ ok: false, problem: { kind: 'time-out', seconds: 7 } });
    expect(cancelled).toHaveBeenCalledOnce();
  });

  it('ends a lookup between headers and body', async () => {
    const { client } = network(async () => {
      await vi.advanceTimersByTimeAsync(15_000);
      return new Response(referenceJson);
    });
    expect(await client.getUser({ id: 'usr_a' }, request())).toMatchObject({
      problem: { kind: 'time-out' },
    });
  });

  it('does not count sleep, so that a response which arrived meanwhile is read', async () => {
    const late = deferred<Response>();
    const { client } = network(() => late.promise);
    const answer = client.getUser({ id: 'usr_a' }, request({ timeOutSeconds: 15 }));
    await vi.advanceTimersByTimeAsync(14_900);
    const now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(now + 3_600_000);
    await vi.advanceTimersByTimeAsync(100);
    clock.mockRestore();
    late.resolve(new Response(referenceJson));
    expect(await answer).toMatchObject({ ok: true });
  });
});

describe('cancelling', () => {
  const cancelled = { ok: false, problem: { kind: 'cancelled' } };

  it('before the start returns cancelled', async () => {
    const { client } = network(found);
    expect(await getUser(client, 'usr_a', { signal: AbortSignal.abort() })).toEqual(cancelled);
  });

  it('ends the wait for a response', async () => {
    const person = new AbortController();
    const { sent, client } = network(untilAborted);
    const answer = client.getUser({ id: 'usr_a' }, request({ signal: person.signal }));
    await vi.advanceTimersByTimeAsync(1);
    person.abort();
    expect(await answer).toEqual(cancelled);
    expect(sent).toHaveLength(1);
  });

  it('ends the wait for a retry', async () => {
    const person = new AbortController();
    const { sent, client } = network(
      responds('', { status: 503, headers: { 'retry-after': '3' } }),
    );
    const answer = client.getUser({ id: 'usr_a' }, request({ signal: person.signal }));
    await vi.advanceTimersByTimeAsync(1_000);
    person.abort();
    expect(await answer).toEqual(cancelled);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent).toHaveLength(1);
  });

  it('cancels the body', async () => {
    const person = new AbortController();
    const { reply, stalled, cancelled: bodyCancelled } = stallingReply();
    const answer = network(reply).client.getUser(
      { id: 'usr_a' },
      request({ signal: person.signal }),
    );
    await stalled;
    person.abort();
    expect(await answer).toEqual(cancelled);
    expect(bodyCancelled).toHaveBeenCalledOnce();
  });

  it('after the response has no effect', async () => {
    const person = new AbortController();
    const answer = await getUser(network(found).client, 'usr_a', { signal: person.signal });
    person.abort();
    expect(answer).toMatchObject({ ok: true });
  });
});
