import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { AuthInfo, ClientRequest, ClientRequestConstructorOptions, Session } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { ok } from '../../../electron/contract/result';
import { createNetwork } from '../../../electron/network/network';
import { ProxyPasswordNeeded } from '../../../electron/network/proxy-passwords';

type LoginCallback = (name?: string, password?: string) => void;

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
  askForLogin(info: Partial<AuthInfo> = {}) {
    const answer = vi.fn<LoginCallback>();
    this.emit(
      'login',
      { isProxy: true, host: 'proxy.example', port: 3128, scheme: 'basic', ...info },
      answer,
    );
    return answer;
  }
  respond(statusCode: number, headers: Record<string, string | string[]>, body: string) {
    const message = Object.assign(new PassThrough(), { statusCode, statusMessage: '', headers });
    this.emit('response', message);
    message.end(body);
  }
}

function setUp() {
  const requests: FakeRequest[] = [];
  const sessionCalls: string[] = [];
  const openSession = vi.fn((name: string) => {
    const record = (method: string) => (config?: object) => {
      sessionCalls.push([name, method, ...(config ? [JSON.stringify(config)] : [])].join(' '));
      return Promise.resolve();
    };
    return {
      setProxy: record('setProxy'),
      closeAllConnections: record('closeAllConnections'),
      forceReloadProxyConfig: record('forceReloadProxyConfig'),
      clearAuthCache: record('clearAuthCache'),
    } as unknown as Session;
  });
  const passwords = {
    read: vi.fn<() => Promise<{ name: string; password: string } | null>>(() =>
      Promise.resolve(null),
    ),
    recordRefusal: vi.fn<(proxy: string) => void>(),
    recordSuccess: vi.fn<(proxy: string) => void>(),
    refusals: () => 1,
    save: vi.fn(),
    removeAll: () => Promise.resolve(ok(undefined)),
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
  /** Starts a request and waits until `net.request` was called. */
  const begin = async (init?: RequestInit) => {
    const before = requests.length;
    const response = fetch('https://api.example/v1', init);
    response.catch(() => undefined);
    await vi.waitFor(() => expect(requests.length).toBe(before + 1));
    const request = requests.at(-1);
    if (request === undefined) throw new Error('No request was made.');
    return { response, request };
  };
  return { network, begin, sessionCalls, openSession, passwords };
}

describe('a request', () => {
  it('sends the headers without cookies and referrer, and returns the response', async () => {
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
    request.respond(404, { 'x-request-id': 'req_1', vary: ['a', 'b'] }, 'gone');
    const answer = await response;
    expect([answer.status, answer.headers.get('x-request-id'), answer.headers.get('vary')]).toEqual(
      [404, 'req_1', 'a, b'],
    );
    expect(await answer.text()).toBe('gone');
  });

  it('can have a response without a body', async () => {
    const { request, response } = await setUp().begin();
    request.respond(204, {}, '');
    expect((await response).body).toBeNull();
  });

  it('is aborted by its signal, with the signal’s reason', async () => {
    const stop = new AbortController();
    const { request, response } = await setUp().begin({ signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(response).rejects.toThrow('enough');
    expect(request.abort).toHaveBeenCalled();
  });

  it('is not made if its signal was aborted before', async () => {
    const { network, openSession } = setUp();
    const fetching = network.fetchOver('api')('https://api.example/', {
      signal: AbortSignal.abort(),
    });
    await expect(fetching).rejects.toThrow('abort');
    expect(openSession).toHaveBeenCalledTimes(1);
  });

  it('rejects with Chromium’s error', async () => {
    const { request, response } = await setUp().begin();
    request.emit('error', new Error('net::ERR_NAME_NOT_RESOLVED'));
    await expect(response).rejects.toThrow('net::ERR_NAME_NOT_RESOLVED');
  });
});

describe('a proxy that asks for credentials', () => {
  it('gets the known credentials', async () => {
    const { begin, passwords } = setUp();
    passwords.read.mockResolvedValue({ name: 'anna', password: 'secret' });
    const { request, response } = await begin();
    const answer = request.askForLogin();
    await vi.waitFor(() => expect(answer).toHaveBeenCalledExactlyOnceWith('anna', 'secret'));
    expect(passwords.read).toHaveBeenCalledExactlyOnceWith('proxy.example:3128');
    request.respond(200, {}, '');
    await response;
    expect(passwords.recordSuccess).toHaveBeenCalledExactlyOnceWith('proxy.example:3128');
    expect(passwords.recordRefusal).not.toHaveBeenCalled();
  });

  it('aborts the request if none are known, and the error names the proxy', async () => {
    const { request, response } = await setUp().begin();
    const answer = request.askForLogin();
    await expect(response).rejects.toEqual(new ProxyPasswordNeeded('proxy.example:3128', 1));
    await expect(response).rejects.toMatchObject({ proxy: 'proxy.example:3128', refusals: 1 });
    expect(answer).not.toHaveBeenCalled();
    expect(request.abort).toHaveBeenCalled();
  });

  it('counts as having refused them if it asks again', async () => {
    const { begin, passwords } = setUp();
    passwords.read.mockResolvedValueOnce({ name: 'anna', password: 'wrong' });
    const { request, response } = await begin();
    request.askForLogin();
    expect(passwords.recordRefusal).not.toHaveBeenCalled();
    request.askForLogin();
    expect(passwords.recordRefusal).toHaveBeenCalledExactlyOnceWith('proxy.example:3128');
    await expect(response).rejects.toBeInstanceOf(ProxyPasswordNeeded);
    expect(passwords.recordSuccess).not.toHaveBeenCalled();
  });
});

it('a server that asks for credentials gets none', async () => {
  const { begin, passwords } = setUp();
  passwords.read.mockResolvedValue({ name: 'anna', password: 'secret' });
  const { request } = await begin();
  expect(
    request.askForLogin({ isProxy: false, host: 'api.example', port: 443 }),
  ).toHaveBeenCalledExactlyOnceWith();
  expect(passwords.read).not.toHaveBeenCalled();
});

describe('the proxy setting', () => {
  const none = { use: 'none' } as const;

  it('"system" is the default of a session, so nothing is set', async () => {
    const { begin, sessionCalls, openSession } = setUp();
    await begin();
    await begin();
    expect(openSession).toHaveBeenCalledExactlyOnceWith('api');
    expect(sessionCalls).toEqual([]);
  });

  it('is applied before the first request', async () => {
    const { network, begin, sessionCalls } = setUp();
    network.useProxy(none);
    expect(sessionCalls).toEqual([]);
    await begin();
    expect(sessionCalls).toEqual(['api setProxy {"mode":"direct"}']);
  });

  it('applies from the next request after a change; connections are closed before it is set', async () => {
    const { network, begin, sessionCalls } = setUp();
    await begin();
    network.useProxy(none);
    network.useProxy(none);
    await begin();
    expect(sessionCalls).toEqual(['api closeAllConnections', 'api setProxy {"mode":"direct"}']);
  });

  it('reloads a proxy script that failed, once, for the next request', async () => {
    const { begin, sessionCalls } = setUp();
    const { request, response } = await begin();
    request.emit('error', new Error('net::ERR_MANDATORY_PROXY_CONFIGURATION_FAILED'));
    await expect(response).rejects.toThrow();
    const second = await begin();
    expect(sessionCalls).toEqual(['api forceReloadProxyConfig']);
    second.request.respond(200, {}, '');
    await second.response;
    await begin();
    expect(sessionCalls).toHaveLength(1);
  });
});

it('removing the passwords clears Chromium’s copies too', async () => {
  const { network, begin, sessionCalls } = setUp();
  await begin();
  expect(await network.forgetPasswords()).toEqual(ok(undefined));
  expect(sessionCalls).toEqual(['api clearAuthCache', 'api closeAllConnections']);
});
