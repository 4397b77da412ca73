import { describe, expect, it, vi } from 'vitest';
import { redirectRefusedMessage } from '../../../electron/api/sample-data';
import { createCheckConnection } from '../../../electron/connection/check-connection';
import type { CheckName } from '../../../electron/contract/connection-report';
import { failed, ok } from '../../../electron/contract/result';
import { ProxyPasswordNeeded } from '../../../electron/network/proxy-passwords';

const now = new Date('2026-03-01T12:00:00Z');
const apiError = JSON.stringify({ success: false, error: { code: 'AUTHENTICATION_REQUIRED' } });

type Deps = Parameters<typeof createCheckConnection>[0];

const responds =
  (status = 401, body = apiError, date: string | null = now.toUTCString()) =>
  () =>
    Promise.resolve(new Response(body, { status, headers: date === null ? {} : { date } }));
const fails = (message: string) => () => Promise.reject(new Error(message));
const never = () => new Promise<never>(() => undefined);
/** Never responds, and rejects if the signal is aborted, like a session's fetch. */
const untilAborted: Deps['fetch'] = (_input, init) =>
  new Promise((_, reject) =>
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error)),
  );

/** Checks a connection that works apart from the given dependencies. */
async function check(changes: Partial<Deps> = {}, signal = new AbortController().signal) {
  const deps = {
    baseUrl: () => 'https://api.example.com/v1',
    resolveProxy: () => Promise.resolve('DIRECT'),
    resolveHost: () => Promise.resolve({}),
    fetch: vi.fn<typeof fetch>(responds()),
    readKey: vi.fn<Deps['readKey']>(() => Promise.resolve(ok('ak_secret'))),
    checkKey: vi.fn<Deps['checkKey']>(() =>
      Promise.resolve(ok({ check: 'accepted', problem: null })),
    ),
    now: () => now,
    limitSeconds: 10,
    ...changes,
  };
  const result = await createCheckConnection(deps)(signal);
  const lines = result.ok ? result.value.lines : [];
  const found = Object.fromEntries(
    lines.map(({ check, outcome, finding, detail }) => [check, [outcome, finding, detail]]),
  ) as Partial<Record<CheckName, [string, string, string | undefined]>>;
  return { result, found, deps };
}

it('on a working connection all checks pass, in the order in which a request depends on them', async () => {
  const { result, deps } = await check();
  expect(result).toEqual(
    ok({
      host: 'api.example.com',
      proxy: null,
      lines: [
        { check: 'name', outcome: 'pass', finding: 'name-found' },
        { check: 'proxy', outcome: 'pass', finding: 'proxy-none' },
        { check: 'certificate', outcome: 'pass', finding: 'certificate-trusted' },
        { check: 'endpoint', outcome: 'pass', finding: 'endpoint-answers' },
        { check: 'key', outcome: 'pass', finding: 'key-accepted' },
        { check: 'clock', outcome: 'pass', finding: 'clock-right' },
      ],
    }),
  );
  expect(deps.checkKey).toHaveBeenCalledExactlyOnceWith({
    baseUrl: 'https://api.example.com/v1',
    apiKey: 'ak_secret',
    timeOutSeconds: 10,
    signal: expect.any(AbortSignal) as AbortSignal,
  });
});

it('sends a server’s key only to that server, even if the settings change meanwhile', async () => {
  let baseUrl = 'https://api.example.com/v1';
  const { deps } = await check({
    baseUrl: () => baseUrl,
    readKey: vi.fn<Deps['readKey']>(() => {
      baseUrl = 'https://evil.example/v1';
      return Promise.resolve(ok('ak_secret'));
    }),
  });
  expect(deps.readKey).toHaveBeenCalledExactlyOnceWith('https://api.example.com/v1');
  expect(vi.mocked(deps.checkKey).mock.calls.map(([request]) => request.baseUrl)).toEqual([
    'https://api.example.com/v1',
  ]);
});

it('the first request has no key and an unused id', async () => {
  const { deps } = await check();
  const [url, init] = vi.mocked(deps.fetch).mock.calls[0] ?? [];
  expect(url).toBe('https://api.example.com/v1/user/usr_00000000000000000000000000000000');
  expect(JSON.stringify(init)).not.toContain('ak_secret');
  expect(init?.redirect).toBe('error');
});

describe('the name check', () => {
  it('fails if the host name can’t be resolved, and the later checks are not made', async () => {
    const { found } = await check({
      resolveHost: fails('net::ERR_NAME_NOT_RESOLVED'),
      fetch: fails('net::ERR_NAME_NOT_RESOLVED'),
    });
    expect(found).toMatchObject({
      name: ['fail', 'name-unknown', undefined],
      certificate: ['unchecked', 'certificate-unseen', undefined],
      endpoint: ['unchecked', 'endpoint-unreached', undefined],
      key: ['unchecked', 'key-unasked', undefined],
      clock: ['unchecked', 'clock-untold', undefined],
    });
  });

  it('is left to the proxy if there is one', async () => {
    const { found } = await check({
      resolveProxy: () => Promise.resolve('PROXY proxy.example:3128'),
      resolveHost: fails('net::ERR_NAME_NOT_RESOLVED'),
    });
    expect(found.name).toEqual(['unchecked', 'name-left-to-proxy', undefined]);
  });
});

describe('the proxy check', () => {
  it.each([
    ['PROXY proxy.example:3128', 'proxy.example:3128'],
    ['HTTPS proxy.example:443; DIRECT', 'proxy.example:443'],
    ['SOCKS5 10.0.0.1:1080', '10.0.0.1:1080'],
    ['PROXY anna:secret@proxy.example:3128', 'proxy.example:3128'],
  ])('names the proxy of %s as %s', async (proxies, proxy) => {
    const { result, found } = await check({ resolveProxy: () => Promise.resolve(proxies) });
    expect(result).toMatchObject({ value: { proxy } });
    expect(JSON.stringify(result)).not.toContain('anna');
    expect(found.proxy).toEqual(['pass', 'proxy-works', undefined]);
  });

  it.each([
    [
      new Error('net::ERR_PROXY_CONNECTION_FAILED'),
      'fail',
      'proxy-failed',
      'ERR_PROXY_CONNECTION_FAILED',
    ],
    [new ProxyPasswordNeeded('proxy.example:3128', 0), 'fail', 'proxy-password-needed', undefined],
    [new Error('net::ERR_CERT_DATE_INVALID'), 'pass', 'proxy-works', undefined],
    [new Error(redirectRefusedMessage), 'pass', 'proxy-works', undefined],
    [new Error('net::ERR_EMPTY_RESPONSE'), 'unchecked', 'proxy-untold', undefined],
  ])('after the error %s has the outcome %s', async (error, ...finding) => {
    const { found } = await check({
      resolveProxy: () => Promise.resolve('PROXY proxy.example:3128'),
      fetch: () => Promise.reject(error),
    });
    expect(found.proxy).toEqual(finding);
  });

  it('fails if the proxy script returns nothing', async () => {
    const { found } = await check({
      resolveProxy: () => Promise.resolve(''),
      fetch: fails('net::ERR_MANDATORY_PROXY_CONFIGURATION_FAILED'),
    });
    expect(found.proxy).toEqual(['fail', 'proxy-script-failed', undefined]);
    expect(found.endpoint).toEqual(['unchecked', 'endpoint-unreached', undefined]);
  });
});

describe('the certificate check', () => {
  it('fails for an invalid certificate, and names the error', async () => {
    const { found } = await check({ fetch: fails('net::ERR_CERT_AUTHORITY_INVALID') });
    expect(found.certificate).toEqual([
      'fail',
      'certificate-refused',
      'ERR_CERT_AUTHORITY_INVALID',
    ]);
    expect(found.endpoint).toEqual(['unchecked', 'endpoint-unreached', undefined]);
  });

  it.each([
    ['ERR_BAD_SSL_CLIENT_AUTH_CERT', 'certificate-client-wanted'],
    ['ERR_SSL_PROTOCOL_ERROR', 'certificate-no-encryption'],
  ])('tells %s from an invalid certificate', async (error, finding) => {
    const { found } = await check({ fetch: fails(`net::${error}`) });
    expect(found.certificate).toEqual(['fail', finding, error]);
    expect(found.endpoint).toEqual(['unchecked', 'endpoint-unreached', undefined]);
  });

  it('is not made for http on a loopback address', async () => {
    const { found } = await check({ baseUrl: () => 'http://127.0.0.1:8080/v1' });
    expect(found.certificate).toEqual(['unchecked', 'certificate-not-needed', undefined]);
  });
});

describe('the endpoint check', () => {
  it.each([
    [responds(200, '<h1>Sign in</h1>'), ['fail', 'endpoint-foreign', '200']],
    [responds(200, '[]'), ['fail', 'endpoint-foreign', '200']],
    [responds(200, '{}'.padEnd(70_000)), ['fail', 'endpoint-foreign', '200']],
    [responds(404, '{"detail":"Not Found"}'), ['pass', 'endpoint-answers', undefined]],
    [responds(404, '<h1>Not found</h1>'), ['fail', 'endpoint-wrong-address', '404']],
    [responds(200, ''), ['fail', 'endpoint-empty', '200']],
    [responds(511, apiError), ['fail', 'endpoint-foreign', '511']],
    [fails('net::ERR_CONNECTION_RESET'), ['fail', 'endpoint-interrupted', 'ERR_CONNECTION_RESET']],
    [responds(410, ''), ['fail', 'endpoint-wrong-address', '410']],
    [responds(503, apiError), ['fail', 'endpoint-in-trouble', '503']],
    [fails(redirectRefusedMessage), ['fail', 'endpoint-redirects', undefined]],
    [fails('net::ERR_CONNECTION_REFUSED'), ['fail', 'endpoint-silent', 'ERR_CONNECTION_REFUSED']],
    [fails('out of the blue'), ['fail', 'endpoint-silent', undefined]],
  ])('%#', async (fetch, finding) => {
    const { found, deps } = await check({ fetch });
    expect(found.endpoint).toEqual(finding);
    // The key is sent only to the API.
    expect(deps.checkKey).toHaveBeenCalledTimes(finding[0] === 'pass' ? 1 : 0);
  });
});

describe('the key check', () => {
  it.each([
    [
      { readKey: () => Promise.resolve(failed({ kind: 'no-key' })) },
      ['fail', 'key-missing', undefined],
    ],
    [
      { readKey: () => Promise.resolve(failed({ kind: 'keychain-locked' })) },
      ['fail', 'key-withheld', undefined],
    ],
    [
      { checkKey: () => Promise.resolve(failed({ kind: 'key-refused', status: 401 })) },
      ['fail', 'key-refused', undefined],
    ],
    [
      { checkKey: () => Promise.resolve(ok({ check: 'unchecked' as const, problem: null })) },
      ['unchecked', 'key-unproven', undefined],
    ],
  ])('%#', async (changes, finding) => {
    expect((await check(changes)).found.key).toEqual(finding);
  });
});

describe('a request with the key', () => {
  it.each([
    [{ kind: 'wrong-address', status: 404 }, ['fail', 'endpoint-wrong-address', '404']],
    [{ kind: 'not-json', status: 403 }, ['fail', 'endpoint-foreign', '403']],
    [{ kind: 'server-trouble', status: 500 }, ['fail', 'endpoint-in-trouble', '500']],
    [
      { kind: 'too-many-requests', status: 429, retryAfterSeconds: 5 },
      ['pass', 'endpoint-answers', undefined],
    ],
  ] as const)('that ends with %o decides about the endpoint', async (problem, endpoint) => {
    const { found } = await check({
      checkKey: () => Promise.resolve(ok({ check: 'unchecked', problem })),
    });
    expect(found.endpoint).toEqual(endpoint);
    expect(found.key).toEqual(['unchecked', 'key-unasked', undefined]);
  });

  it('that can’t be sent leaves a 404 unexplained, so the address may be wrong', async () => {
    const { found } = await check({
      fetch: responds(404, '{"detail":"Not Found"}'),
      readKey: () => Promise.resolve(failed({ kind: 'no-key' })),
    });
    expect(found.endpoint).toEqual(['fail', 'endpoint-wrong-address', '404']);
    expect(found.key).toEqual(['fail', 'key-missing', undefined]);
  });
});

describe('the clock check', () => {
  it.each([
    ['2026-03-01T12:05:00Z', 'pass', 'clock-right', undefined],
    ['2026-03-01T11:55:00Z', 'pass', 'clock-right', undefined],
    ['2026-03-01T12:06:00Z', 'fail', 'clock-wrong', '6'],
    ['2026-03-01T09:00:00Z', 'fail', 'clock-wrong', '180'],
    ['no date', 'unchecked', 'clock-untold', undefined],
  ])('with the server’s date %s has the outcome %s', async (date, ...finding) => {
    expect((await check({ fetch: responds(401, apiError, date) })).found.clock).toEqual(finding);
  });
});

describe('the time limit', () => {
  it('ends network requests without a response', async () => {
    const { found } = await check({
      resolveHost: never,
      fetch: untilAborted,
      limitSeconds: 0.02,
    });
    expect(found.name).toEqual(['unchecked', 'name-unanswered', undefined]);
    expect(found.endpoint).toEqual(['fail', 'endpoint-silent', 'ERR_TIMED_OUT']);
  });

  it('applies to the keychain, and a key that arrives later is not sent', async () => {
    const { found, deps } = await check({ readKey: never, limitSeconds: 0.02 });
    expect(found.key).toEqual(['fail', 'key-unanswered', undefined]);
    expect(found.endpoint).toEqual(['pass', 'endpoint-answers', undefined]);
    expect(deps.checkKey).not.toHaveBeenCalled();
  });

  it('is not awaited if the agent cancels while the keychain hangs', async () => {
    const stop = new AbortController();
    const readKey = vi.fn<Deps['readKey']>(never);
    const checking = check({ readKey }, stop.signal);
    await vi.waitFor(() => expect(readKey).toHaveBeenCalled());
    stop.abort();
    expect((await checking).result).toEqual(failed({ kind: 'cancelled' }));
  });

  it('is not awaited if the agent cancels while the network hangs', async () => {
    const stop = new AbortController();
    const checking = check(
      { resolveProxy: never, resolveHost: never, fetch: untilAborted },
      stop.signal,
    );
    stop.abort();
    expect((await checking).result).toEqual(failed({ kind: 'cancelled' }));
  });
});
