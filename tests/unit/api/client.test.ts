import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerLimitBytes, createApiClient, type ApiRequest } from '../../../electron/api/client';
import { redirectRefusedMessage } from '../../../electron/api/sample-data';
import { answerJson, baseUrl, deferred, referenceJson } from '../builders';

type Reply = (request: Request) => Response | Promise<Response>;

/** A network that gives these replies in turn, the last one for ever, and remembers what was sent. */
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

const answers =
  (body: BodyInit | null, init?: ResponseInit): Reply =>
  () =>
    new Response(body, init);
const found = answers(referenceJson);
const fails =
  (message: string): Reply =>
  () =>
    Promise.reject(new Error(message));
const untilAborted: Reply = ({ signal }) =>
  new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error)),
  );

/** A body that begins and then waits for more, which never comes. */
function stalled() {
  const asked = deferred<undefined>();
  const cancelled = vi.fn();
  const reply: Reply = () =>
    new Response(
      new ReadableStream<Uint8Array>(
        {
          start: (controller) => controller.enqueue(new TextEncoder().encode('{"id":"usr_')),
          pull: () => {
            asked.resolve(undefined);
            return new Promise<void>(() => undefined);
          },
          cancel: cancelled,
        },
        { highWaterMark: 0 },
      ),
    );
  return { reply, asked: asked.promise, cancelled };
}

// Only ky's waits: what streams need runs by itself.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** Looks an id up while the time of all its retries, and less than its time-out, goes by. */
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
  ])('for %j names one percent-encoded segment', async (id, segment) => {
    const { sent, client } = network(found);
    await getUser(client, id);
    expect(sent.map(({ url }) => url)).toEqual([`https://api.example.com/v1/user/${segment}`]);
  });

  it('names the same id and no other endpoint, whatever the id is', async () => {
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

  it.each(['', '.', '..'])('for %j, which no URL can hold, is not sent', async (id) => {
    const { sent, client } = network(found);
    expect(await getUser(client, id)).toEqual({ ok: false, problem: { kind: 'invalid-id' } });
    expect(sent).toEqual([]);
  });

  it.each([
    ['ann.example+tag@example.com', 'ann.example%2Btag%40example.com'],
    ['a/../b@example.com', 'a%2F..%2Fb%40example.com'],
    ['zoë@müller.example', 'zo%C3%AB%40m%C3%BCller.example'],
  ])('for the e-mail address %s names the endpoint for it', async (email, segment) => {
    const { sent, client } = network(found);
    await client.getUser({ email }, request());
    expect(sent.map(({ url }) => url)).toEqual([
      `https://api.example.com/v1/user/email/${segment}`,
    ]);
  });

  it('goes where the base URL says', async () => {
    const { sent, client } = network(found);
    await getUser(client, 'usr_a', { baseUrl: 'http://127.0.0.1:8080/some/where/v2' });
    expect(sent[0]?.url).toBe('http://127.0.0.1:8080/some/where/v2/user/usr_a');
  });

  it('carries the key and asks for JSON', async () => {
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

  it('keeps each lookup to its own key', async () => {
    const { sent, client } = network(found);
    await getUser(client, 'usr_a', { apiKey: 'ak_1' });
    await getUser(client, 'usr_a', { apiKey: 'ak_2' });
    expect(sent.map(({ headers }) => headers.get('x-api-key'))).toEqual(['ak_1', 'ak_2']);
  });
});

describe('an answer', () => {
  it('is the user, and the text as it came', async () => {
    const { client } = network(found);
    expect(await getUser(client)).toMatchObject({
      ok: true,
      value: { json: referenceJson, user: { name: 'example_full_name' } },
    });
  });

  it('may begin with a byte order mark', async () => {
    const { client } = network(answers(`\uFEFF${referenceJson}`));
    expect(await getUser(client)).toMatchObject({ ok: true, value: { json: referenceJson } });
  });

  it('may arrive in pieces that split a character', async () => {
    const json = answerJson({ full_name: 'Zoë 田中 🙂' });
    const bytes = new TextEncoder().encode(json);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
        controller.close();
      },
    });
    expect(await getUser(network(answers(body)).client)).toMatchObject({
      ok: true,
      value: { json, user: { name: 'Zoë 田中 🙂' } },
    });
  });

  it('may be as long as the limit', async () => {
    const { client } = network(answers(referenceJson.padEnd(answerLimitBytes)));
    expect(await getUser(client)).toMatchObject({ ok: true });
  });

  it('that is one byte longer is not read', async () => {
    const { client } = network(answers(referenceJson.padEnd(answerLimitBytes + 1)));
    expect(await getUser(client)).toEqual({
      ok: false,
      problem: { kind: 'answer-too-large', limitBytes: 1024 * 1024 },
    });
  });

  it('that never ends is given up at the limit', async () => {
    const cancelled = vi.fn();
    let pieces = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pieces += 1;
        controller.enqueue(new Uint8Array(256 * 1024));
      },
      cancel: cancelled,
    });
    expect(await getUser(network(answers(body)).client)).toMatchObject({
      problem: { kind: 'answer-too-large' },
    });
    expect(cancelled).toHaveBeenCalledOnce();
    expect(pieces).toBeLessThan(8);
  });

  it.each([
    [404, 'answer-too-large', 1],
    [500, 'server-trouble', 1],
    [503, 'server-trouble', 3],
  ])('of %i is bounded too', async (status, kind, tries) => {
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
    ['nothing at all', null, 204, { kind: 'unexpected-answer', status: 204, traceId: 'req_1' }],
    ['an empty text', '', 200, { kind: 'not-json', status: 200, traceId: 'req_1' }],
    [
      'a web page',
      '<!doctype html><h1>Sign in</h1>',
      200,
      { kind: 'not-json', status: 200, traceId: 'req_1' },
    ],
    ['an array', '[]', 200, { kind: 'unexpected-answer', status: 200, traceId: 'req_1' }],
    [
      'a created user',
      referenceJson,
      201,
      { kind: 'unexpected-answer', status: 201, traceId: 'req_1' },
    ],
    [
      'a web page as an error',
      '<h1>Blocked</h1>',
      403,
      { kind: 'not-json', status: 403, traceId: 'req_1' },
    ],
    [
      'the framework’s words',
      '{"detail":"Not Found"}',
      404,
      { kind: 'not-found', status: 404, traceId: 'req_1' },
    ],
    [
      'an envelope',
      '{"success":false,"error":{"code":"INVALID_API_KEY","trace_id":"req_2"}}',
      401,
      { kind: 'key-refused', status: 401, code: 'INVALID_API_KEY', traceId: 'req_2' },
    ],
  ])('that is %s is a problem', async (_, body, status, problem) => {
    const { client } = network(answers(body, { status, headers: { 'x-request-id': 'req_1' } }));
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
  ])('of %i to an e-mail address: %s is %s', async (status, body, kind) => {
    const { client } = network(answers(body, { status }));
    expect(await client.getUser({ email: 'ann@example.com' }, request())).toMatchObject({
      ok: false,
      problem: { kind, status },
    });
  });

  it.each([400, 401, 403, 404, 422])(
    'of %i that is no JSON comes from something else than the API, and says nothing of key and account',
    async (status) => {
      const page = network(answers('<h1>Sign in</h1>', { status }));
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
  ])('of %i without a body counts', async (status, kind) => {
    for (const body of ['', ' \n'])
      expect(await getUser(network(answers(body, { status })).client)).toEqual({
        ok: false,
        problem: { kind, status },
      });
  });

  it('that is a web page of a server in trouble is the trouble', async () => {
    const { client } = network(answers('<h1>Internal error</h1>', { status: 500 }));
    expect(await getUser(client)).toEqual({
      ok: false,
      problem: { kind: 'server-trouble', status: 500 },
    });
  });

  it('that echoes the key comes without it', async () => {
    const json = answerJson({
      username: 'ak_test_12345',
      headers: { 'X-API-Key': 'ak_test_12345' },
    });
    const answer = await getUser(network(answers(json)).client, 'usr_a', {
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
      'in JSON as some write it',
      (key: string) => JSON.stringify(key).slice(1, -1).replaceAll('/', '\\/'),
    ],
    ['in an address', encodeURIComponent],
    [
      'in an address, small',
      (key: string) => encodeURIComponent(key).replaceAll(/%../g, (b) => b.toLowerCase()),
    ],
  ])('that echoes a key of odd characters %s comes without it', async (_, written) => {
    const apiKey = 'ak"/\\ %+~1\\';
    const body = `{"id":"usr_a","username":"${written(apiKey)}"}`;
    const { client } = network(answers(body, { headers: { 'x-request-id': written(apiKey) } }));
    const answer = await getUser(client, 'usr_a', { apiKey });
    expect(answer).toMatchObject({ value: { json: '{"id":"usr_a","username":"[API key]"}' } });
    expect(JSON.stringify(answer)).not.toContain('ak');
  });

  it('that echoes the key as a code or a trace id comes without it', async () => {
    const json = '{"error":{"code":"ak_test_12345","trace_id":"ak_test_12345"}}';
    for (const status of [500, 503]) {
      const headers = { 'x-request-id': 'ak_test_12345', 'content-type': 'application/json' };
      const { client } = network(answers(json, { status, headers }));
      expect(await getUser(client, 'usr_a', { apiKey: 'ak_test_12345' })).toEqual({
        ok: false,
        problem: { kind: 'server-trouble', status },
      });
    }
  });

  it('is not changed by a key so short that it would be found by chance', async () => {
    const { client } = network(found);
    expect(await getUser(client, 'usr_a', { apiKey: 'example' })).toMatchObject({
      value: { json: referenceJson },
    });
  });

  const breaksOff = (error: string) => () => {
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
  ])('that breaks off is asked for twice more: %s', async (detail) => {
    const lost = breaksOff(detail);
    const mended = network(lost, lost, found);
    expect(await getUser(mended.client)).toMatchObject({ ok: true });
    const { sent, client } = network(lost);
    expect(await getUser(client)).toEqual({ ok: false, problem: { kind: 'interrupted', detail } });
    expect(sent).toHaveLength(3);
  });

  it.each(['ERR_INVALID_CHUNKED_ENCODING', 'ERR_CONTENT_DECODING_FAILED'])(
    'that makes no sense is not asked for again: %s',
    async (detail) => {
      const { sent, client } = network(breaksOff(detail), found);
      expect(await getUser(client)).toEqual({
        ok: false,
        problem: { kind: 'interrupted', detail },
      });
      expect(sent).toHaveLength(1);
    },
  );

  it('that is a redirect is refused', async () => {
    const { sent, client } = network(fails(redirectRefusedMessage));
    expect(await getUser(client)).toEqual({ ok: false, problem: { kind: 'redirect-refused' } });
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['an error', new Error('unforeseen')],
    ['a text', 'unforeseen'],
    ['nothing', undefined],
  ])('that is thrown as %s is our own fault, and nothing is thrown on', async (_, thrown) => {
    const { client } = network(vi.fn<Reply>().mockRejectedValue(thrown));
    expect(await getUser(client)).toEqual({ ok: false, problem: { kind: 'internal' } });
  });
});

describe('a second try', () => {
  it.each([502, 503, 504])('is made after %i, and succeeds', async (status) => {
    const { sent, client } = network(answers('', { status }), found);
    expect(await getUser(client)).toMatchObject({ ok: true });
    expect(sent).toHaveLength(2);
  });

  it.each([502, 503, 504])('after %i is made twice at most', async (status) => {
    const envelope = '{"error":{"code":"UPSTREAM","trace_id":"req_last"}}';
    const { sent, client } = network(
      answers(envelope, { status, headers: { 'content-type': 'application/json' } }),
    );
    expect(await getUser(client)).toEqual({
      ok: false,
      problem: { kind: 'server-trouble', status, code: 'UPSTREAM', traceId: 'req_last' },
    });
    expect(sent).toHaveLength(3);
  });

  it('reads an envelope that is sent as plain text, and a web page', async () => {
    const envelope = answers('{"error":{"trace_id":"req_text"}}', { status: 503 });
    expect(await getUser(network(envelope).client)).toMatchObject({
      problem: { traceId: 'req_text' },
    });
    const page = answers('<h1>Bad gateway</h1>', {
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
    ['503', answers('', { status: 503 })],
  ])(
    'comes at a moment of chance after %s, so that not everybody comes at once',
    async (_, reply) => {
      const { sent, client } = network(reply);
      vi.spyOn(Math, 'random').mockReturnValue(0.5);
      const answer = client.getUser({ id: 'usr_a' }, request());
      const triesAfter = async (milliseconds: number) => {
        await vi.advanceTimersByTimeAsync(milliseconds);
        return sent.length;
      };
      // Half of 300 and of 600 milliseconds.
      expect([await triesAfter(149), await triesAfter(1)]).toEqual([1, 2]);
      expect([await triesAfter(299), await triesAfter(1)]).toEqual([2, 3]);
      expect(await answer).toMatchObject({ ok: false });
    },
  );

  it.each([502, 503, 504])('waits as long as a %i asks for', async (status) => {
    const { sent, client } = network(
      answers('', { status, headers: { 'retry-after': '2' } }),
      answers('', { status, headers: { 'retry-after': '3' } }),
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

  it.each(['4', '60', 'Fri, 31 Dec 9999 23:59:59 GMT', '9'.repeat(400)])(
    'is not made before the end of a longer break, which is said instead: Retry-After: %s',
    async (retryAfter) => {
      const { sent, client } = network(
        answers('', { status: 503, headers: { 'retry-after': retryAfter } }),
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
    'is made as ever where no break can be read: Retry-After: %s',
    async (retryAfter) => {
      const { sent, client } = network(
        answers('', { status: 503, headers: { 'retry-after': retryAfter } }),
        found,
      );
      expect(await getUser(client)).toMatchObject({ ok: true });
      expect(sent).toHaveLength(2);
    },
  );

  it.each([200, 204, 400, 401, 403, 404, 409, 422, 429, 500, 501, 505])(
    'is not made after %i',
    async (status) => {
      const { sent, client } = network(
        answers(status === 204 ? null : '{}', { status, headers: { 'retry-after': '1' } }),
      );
      expect(await getUser(client)).toMatchObject({ ok: false });
      expect(sent).toHaveLength(1);
    },
  );

  it.each([
    'CONNECTION_RESET',
    'CONNECTION_CLOSED',
    'CONNECTION_ABORTED',
    'EMPTY_RESPONSE',
    'NETWORK_CHANGED',
    'SOCKET_NOT_CONNECTED',
  ])('is made where the connection is lost: net::ERR_%s', async (name) => {
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
  ])('is not made where it is of no use: net::ERR_%s', async (name, kind) => {
    const { sent, client } = network(fails(`net::ERR_${name}`), found);
    expect(await getUser(client)).toMatchObject({ ok: false, problem: { kind } });
    expect(sent).toHaveLength(1);
  });

  it('names the host that was asked', async () => {
    const { client } = network(fails('net::ERR_NAME_NOT_RESOLVED'));
    expect(await getUser(client, 'usr_a', { baseUrl: 'https://nowhere.example:8443/v1' })).toEqual({
      ok: false,
      problem: { kind: 'unknown-host', host: 'nowhere.example:8443' },
    });
  });
});

describe('the time-out', () => {
  /** Stands in for the deadline of a whole lookup, which no fake clock drives. */
  function controlDeadline() {
    const deadline = new AbortController();
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline.signal);
    const expire = () =>
      deadline.abort(new DOMException('The operation timed out', 'TimeoutError'));
    return { timeout, expire };
  }

  it('ends a lookup that gets no answer', async () => {
    const { sent, client } = network(untilAborted);
    const answer = client.getUser({ id: 'usr_a' }, request({ timeOutSeconds: 15 }));
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await answer).toEqual({ ok: false, problem: { kind: 'time-out', seconds: 15 } });
    expect(sent[0]?.signal.aborted).toBe(true);
    expect(sent).toHaveLength(1);
  });

  it('does not end it sooner', async () => {
    const late = deferred<Response>();
    const { client } = network(() => late.promise);
    const answer = client.getUser({ id: 'usr_a' }, request({ timeOutSeconds: 15 }));
    await vi.advanceTimersByTimeAsync(14_999);
    late.resolve(new Response(referenceJson));
    expect(await answer).toMatchObject({ ok: true });
  });

  it('counts the retries in', async () => {
    const { client } = network(answers('', { status: 503, headers: { 'retry-after': '3' } }));
    const answer = client.getUser({ id: 'usr_a' }, request({ timeOutSeconds: 2 }));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await answer).toEqual({ ok: false, problem: { kind: 'time-out', seconds: 2 } });
  });

  it('ends a lookup in the middle of the body, and the body with it', async () => {
    const { timeout, expire } = controlDeadline();
    const { reply, asked, cancelled } = stalled();
    const answer = network(reply).client.getUser({ id: 'usr_a' }, request({ timeOutSeconds: 7 }));
    await asked;
    expire();
    expect(await answer).toEqual({ ok: false, problem: { kind: 'time-out', seconds: 7 } });
    expect(cancelled).toHaveBeenCalledOnce();
    expect(timeout).toHaveBeenCalledWith(7_000);
  });

  it('ends a lookup between head and body', async () => {
    const { expire } = controlDeadline();
    const { client } = network(() => {
      expire();
      return new Response(referenceJson);
    });
    expect(await getUser(client)).toMatchObject({ problem: { kind: 'time-out' } });
  });
});

describe('to cancel', () => {
  const cancelled = { ok: false, problem: { kind: 'cancelled' } };

  it('before the start leaves the question unanswered', async () => {
    const { client } = network(found);
    expect(await getUser(client, 'usr_a', { signal: AbortSignal.abort() })).toEqual(cancelled);
  });

  it('ends the wait for an answer', async () => {
    const person = new AbortController();
    const { sent, client } = network(untilAborted);
    const answer = client.getUser({ id: 'usr_a' }, request({ signal: person.signal }));
    await vi.advanceTimersByTimeAsync(1);
    person.abort();
    expect(await answer).toEqual(cancelled);
    expect(sent).toHaveLength(1);
  });

  it('ends the wait for a second try', async () => {
    const person = new AbortController();
    const { sent, client } = network(answers('', { status: 503, headers: { 'retry-after': '3' } }));
    const answer = client.getUser({ id: 'usr_a' }, request({ signal: person.signal }));
    await vi.advanceTimersByTimeAsync(1_000);
    person.abort();
    expect(await answer).toEqual(cancelled);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent).toHaveLength(1);
  });

  it('ends the body', async () => {
    const person = new AbortController();
    const { reply, asked, cancelled: bodyCancelled } = stalled();
    const answer = network(reply).client.getUser(
      { id: 'usr_a' },
      request({ signal: person.signal }),
    );
    await asked;
    person.abort();
    expect(await answer).toEqual(cancelled);
    expect(bodyCancelled).toHaveBeenCalledOnce();
  });

  it('after the answer changes nothing', async () => {
    const person = new AbortController();
    const answer = await getUser(network(found).client, 'usr_a', { signal: person.signal });
    person.abort();
    expect(answer).toMatchObject({ ok: true });
  });
});
