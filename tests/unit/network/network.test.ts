import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { AuthInfo, ClientRequest, ClientRequestConstructorOptions, Session } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { ok } from '../../../electron/contract/result';
import { createNetwork } from '../../../electron/network/network';
import { ProxyPasswordNeeded } from '../../../electron/network/proxy-passwords';

type Answer = (name?: string, password?: string) => void;

class FakeRequest extends EventEmitter {
  readonly headers: Record<string, string> = {};
  readonly abort = vi.fn<() => void>();
  readonly end = vi.fn<() => void>();
  constructor(readonly options: ClientRequestConstructorOptions) {
    super();
  }
  setHeader(name: string, value: string) {
    this.headers[name] = value;
  }
  asks(info: Partial<AuthInfo> = {}) {
    const answer = vi.fn<Answer>();
    this.emit(
      'login',
      { isProxy: true, host: 'proxy.example', port: 3128, scheme: 'basic', ...info },
      answer,
    );
    return answer;
  }
  answers(statusCode: number, headers: Record<string, string | string[]>, body: string) {
    const message = Object.assign(new PassThrough(), { statusCode, statusMessage: '', headers });
    this.emit('response', message);
    message.end(body);
  }
}

function setUp() {
  const requests: FakeRequest[] = [];
  const done: string[] = [];
  const openSession = vi.fn((name: string) => {
    const noting = (what: string) => (config?: object) => {
      done.push([name, what, ...(config ? [JSON.stringify(config)] : [])].join(' '));
      return Promise.resolve();
    };
    return {
      setProxy: noting('setProxy'),
      closeAllConnections: noting('closeAllConnections'),
      forceReloadProxyConfig: noting('forceReloadProxyConfig'),
      clearAuthCache: noting('clearAuthCache'),
    } as unknown as Session;
  });
  const passwords = {
    read: vi.fn<() => Promise<{ name: string; password: string } | null>>(() =>
      Promise.resolve(null),
    ),
    refuse: vi.fn<(proxy: string) => void>(),
    accept: vi.fn<(proxy: string) => void>(),
    refusals: () => 1,
    save: vi.fn(),
    forget: () => Promise.resolve(ok(undefined)),
  };
  const network = createNetwork({
    openSession,
    request: (options) => {
      requests.push(new FakeRequest(options));
      return requests.at(-1) as unknown as ClientRequest;
    },
    passwords,
  });
  const fetch = network.fetchOver('api');
  /** Begins a request and waits until it is on its way. */
  const begin = async (init?: RequestInit) => {
    const before = requests.length;
    const response = fetch('https://api.example/v1', init);
    response.catch(() => undefined);
    await vi.waitFor(() => expect(requests.length).toBe(before + 1));
    const request = requests.at(-1);
    if (request === undefined) throw new Error('No request was made.');
    return { response, request };
  };
  return { network, begin, done, openSession, passwords };
}

describe('a request', () => {
  it('carries what was asked for and neither cookie nor referrer, and its answer comes back', async () => {
    const { begin } = setUp();
    const { request, response } = await begin({
      headers: { 'X-API-Key': 'ak' },
      redirect: 'error',
    });
    expect(request.options).toMatchObject({
      url: 'https://api.example/v1',
      method: 'GET',
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    expect(request.headers).toEqual({ 'x-api-key': 'ak' });
    request.answers(404, { 'x-request-id': 'req_1', vary: ['a', 'b'] }, 'gone');
    const answer = await response;
    expect([answer.status, answer.headers.get('x-request-id'), answer.headers.get('vary')]).toEqual(
      [404, 'req_1', 'a, b'],
    );
    expect(await answer.text()).toBe('gone');
  });

  it('can have an answer without a body', async () => {
    const { request, response } = await setUp().begin();
    request.answers(204, {}, '');
    expect((await response).body).toBeNull();
  });

  it('is ended by its signal, with the reason', async () => {
    const stop = new AbortController();
    const { request, response } = await setUp().begin({ signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(response).rejects.toThrow('enough');
    expect(request.abort).toHaveBeenCalled();
  });

  it('that was ended before it began is not made', async () => {
    const { network, openSession } = setUp();
    const fetching = network.fetchOver('api')('https://api.example/', {
      signal: AbortSignal.abort(),
    });
    await expect(fetching).rejects.toThrow('abort');
    expect(openSession).toHaveBeenCalledTimes(1);
  });

  it('hands on why it failed', async () => {
    const { request, response } = await setUp().begin();
    request.emit('error', new Error('net::ERR_NAME_NOT_RESOLVED'));
    await expect(response).rejects.toThrow('net::ERR_NAME_NOT_RESOLVED');
  });
});

describe('a proxy that asks', () => {
  it('is told what is known of it', async () => {
    const { begin, passwords } = setUp();
    passwords.read.mockResolvedValue({ name: 'anna', password: 'secret' });
    const { request, response } = await begin();
    const answer = request.asks();
    await vi.waitFor(() => expect(answer).toHaveBeenCalledExactlyOnceWith('anna', 'secret'));
    expect(passwords.read).toHaveBeenCalledExactlyOnceWith('proxy.example:3128');
    request.answers(200, {}, '');
    await response;
    expect(passwords.accept).toHaveBeenCalledExactlyOnceWith('proxy.example:3128');
    expect(passwords.refuse).not.toHaveBeenCalled();
  });

  it('of whom nothing is known ends the request, which says who asks', async () => {
    const { request, response } = await setUp().begin();
    const answer = request.asks();
    await expect(response).rejects.toEqual(new ProxyPasswordNeeded('proxy.example:3128', 1));
    await expect(response).rejects.toMatchObject({ proxy: 'proxy.example:3128', refusals: 1 });
    expect(answer).not.toHaveBeenCalled();
    expect(request.abort).toHaveBeenCalled();
  });

  it('and asks again has refused what it was told', async () => {
    const { begin, passwords } = setUp();
    passwords.read.mockResolvedValueOnce({ name: 'anna', password: 'wrong' });
    const { request, response } = await begin();
    request.asks();
    expect(passwords.refuse).not.toHaveBeenCalled();
    request.asks();
    expect(passwords.refuse).toHaveBeenCalledExactlyOnceWith('proxy.example:3128');
    await expect(response).rejects.toBeInstanceOf(ProxyPasswordNeeded);
    expect(passwords.accept).not.toHaveBeenCalled();
  });
});

it('a server that asks is told nothing', async () => {
  const { begin, passwords } = setUp();
  passwords.read.mockResolvedValue({ name: 'anna', password: 'secret' });
  const { request } = await begin();
  expect(
    request.asks({ isProxy: false, host: 'api.example', port: 443 }),
  ).toHaveBeenCalledExactlyOnceWith();
  expect(passwords.read).not.toHaveBeenCalled();
});

describe('the proxy', () => {
  const none = { use: 'none' } as const;

  it('of the system is what a session has anyhow', async () => {
    const { begin, done, openSession } = setUp();
    await begin();
    await begin();
    expect(openSession).toHaveBeenCalledExactlyOnceWith('api');
    expect(done).toEqual([]);
  });

  it('that was chosen before is set before the first request', async () => {
    const { network, begin, done } = setUp();
    network.useProxy(none);
    expect(done).toEqual([]);
    await begin();
    expect(done).toEqual(['api setProxy {"mode":"direct"}']);
  });

  it('that is chosen later holds from the next request on; what is open is closed before, not after', async () => {
    const { network, begin, done } = setUp();
    await begin();
    network.useProxy(none);
    network.useProxy(none);
    await begin();
    expect(done).toEqual(['api closeAllConnections', 'api setProxy {"mode":"direct"}']);
  });

  it('script that could not be had is read again for the next request, and for that one alone', async () => {
    const { begin, done } = setUp();
    const { request, response } = await begin();
    request.emit('error', new Error('net::ERR_MANDATORY_PROXY_CONFIGURATION_FAILED'));
    await expect(response).rejects.toThrow();
    const second = await begin();
    expect(done).toEqual(['api forceReloadProxyConfig']);
    second.request.answers(200, {}, '');
    await second.response;
    await begin();
    expect(done).toHaveLength(1);
  });
});

it('what is forgotten is forgotten by Chromium too', async () => {
  const { network, begin, done } = setUp();
  await begin();
  expect(await network.forgetPasswords()).toEqual(ok(undefined));
  expect(done).toEqual(['api clearAuthCache', 'api closeAllConnections']);
});
