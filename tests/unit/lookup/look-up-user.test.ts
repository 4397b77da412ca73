import { describe, expect, it, vi } from 'vitest';
import type { ApiClient } from '../../../electron/api/client';
import { failed, ok } from '../../../electron/contract/result';
import type { Settings } from '../../../electron/contract/settings';
import type { History } from '../../../electron/history/history';
import type { ApiKeys } from '../../../electron/keychain/api-keys';
import { createLookUpUser } from '../../../electron/lookup/look-up-user';
import { baseUrl, buildAnswer, buildSettings } from '../builders';

const { signal } = new AbortController();
const now = new Date('2026-03-01T12:00:00Z');

function setUp(changes: Partial<Settings> = {}) {
  const settings = vi.fn(() => buildSettings(changes));
  const keys = {
    read: vi.fn<ApiKeys['read']>(() => Promise.resolve(ok('ak_mine'))),
    status: vi.fn<ApiKeys['status']>(),
    save: vi.fn<ApiKeys['save']>(),
    remove: vi.fn<ApiKeys['remove']>(),
  };
  const answering = () => ({
    getUser: vi.fn<ApiClient['getUser']>((query) => Promise.resolve(ok(buildAnswer(query)))),
  });
  const server = answering();
  const sampleData = answering();
  const history = {
    remember: vi.fn<History['remember']>(() => null),
    rememberFailed: vi.fn<History['rememberFailed']>(),
  };
  const lookUpUser = createLookUpUser({
    settings,
    keys,
    server,
    sampleData,
    history,
    now: () => now,
  });
  return { settings, keys, server, sampleData, history, lookUpUser };
}

function expectNothingRemembered({
  remember,
  rememberFailed,
}: ReturnType<typeof setUp>['history']) {
  expect(remember).not.toHaveBeenCalled();
  expect(rememberFailed).not.toHaveBeenCalled();
}

describe('a lookup on the server', () => {
  it('returns the answer with its environment and time', async () => {
    const { lookUpUser } = setUp();
    expect(await lookUpUser({ id: 'usr_a' }, signal)).toEqual(
      ok({
        id: 'usr_a',
        environment: baseUrl,
        fetchedAt: '2026-03-01T12:00:00.000Z',
        ...buildAnswer({ id: 'usr_a' }),
        changes: null,
      }),
    );
  });

  it('that is cancelled while its response arrives is not stored', async () => {
    const { lookUpUser, server, history } = setUp();
    const person = new AbortController();
    server.getUser.mockImplementation((query) => {
      person.abort();
      return Promise.resolve(ok(buildAnswer(query)));
    });
    expect(await lookUpUser({ id: 'usr_a' }, person.signal)).toEqual(failed({ kind: 'cancelled' }));
    expectNothingRemembered(history);
  });

  it('uses the key of the server in the settings, and the timeout', async () => {
    const { lookUpUser, keys, server, sampleData } = setUp({
      baseUrl: 'https://there.example/v2',
      timeOutSeconds: 3,
    });
    await lookUpUser({ id: 'usr_a' }, signal);
    expect(keys.read).toHaveBeenCalledWith('https://there.example/v2');
    expect(server.getUser).toHaveBeenCalledExactlyOnceWith(
      { id: 'usr_a' },
      {
        baseUrl: 'https://there.example/v2',
        apiKey: 'ak_mine',
        timeOutSeconds: 3,
        signal,
      },
    );
    expect(sampleData.getUser).not.toHaveBeenCalled();
  });

  it('keeps its server if the settings change meanwhile', async () => {
    const { lookUpUser, settings, keys, server, history } = setUp();
    keys.read.mockImplementation(() => {
      settings.mockReturnValue(buildSettings({ baseUrl: 'https://there.example/v2' }));
      return Promise.resolve(ok('ak_mine'));
    });
    await lookUpUser({ id: 'usr_a' }, signal);
    expect(server.getUser.mock.calls[0]?.[1].baseUrl).toBe(baseUrl);
    expect(history.remember.mock.calls[0]?.[0].environment).toBe(baseUrl);
  });

  it('is stored as returned, and returns the changes since the previous answer', async () => {
    const { lookUpUser, history } = setUp();
    const changes = { changes: [], routine: [], since: '2026-02-24T13:02:00.000Z' };
    history.remember.mockReturnValue(changes);
    const lookUp = await lookUpUser({ id: 'usr_a' }, signal);
    const [remembered] = history.remember.mock.calls[0] ?? [];
    expect(history.remember).toHaveBeenCalledTimes(1);
    expect(lookUp).toEqual(ok({ ...remembered, changes }));
  });

  it('keeps the requested id if the answer has another one', async () => {
    const { lookUpUser, server, history } = setUp();
    server.getUser.mockResolvedValue(ok(buildAnswer({ id: 'usr_b' })));
    expect(await lookUpUser({ id: 'usr_a' }, signal)).toMatchObject({
      value: { id: 'usr_a', user: { fields: { id: { value: 'usr_b' } } } },
    });
    expect(history.remember.mock.calls.map(([{ id }]) => id)).toEqual(['usr_a']);
  });
});

describe('a lookup by e-mail address', () => {
  it('is stored under the id in the answer, with the requested address', async () => {
    const { lookUpUser, server, history } = setUp();
    server.getUser.mockResolvedValue(ok(buildAnswer({ id: 'usr_a', email: 'ann@example.com' })));
    const lookUp = await lookUpUser({ email: 'Ann@Example.com' }, signal);
    expect(server.getUser.mock.calls[0]?.[0]).toEqual({ email: 'Ann@Example.com' });
    expect(lookUp).toMatchObject({ value: { id: 'usr_a', email: 'Ann@Example.com' } });
    expect(history.remember).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ id: 'usr_a', email: 'Ann@Example.com' }),
    );
  });

  it('is not sent if the address contains the key', async () => {
    const { lookUpUser, server } = setUp();
    expect(await lookUpUser({ email: 'ak_mine@example.com' }, signal)).toEqual(
      failed({ kind: 'key-in-search' }),
    );
    expect(server.getUser).not.toHaveBeenCalled();
  });
});

describe('without a key', () => {
  it.each(['no-key', 'keychain-missing', 'keychain-locked', 'keychain-failed'] as const)(
    'nothing is sent or stored: %s',
    async (kind) => {
      const { lookUpUser, keys, server, history } = setUp();
      keys.read.mockResolvedValue(failed({ kind }));
      expect(await lookUpUser({ id: 'usr_a' }, signal)).toEqual(failed({ kind }));
      expect(server.getUser).not.toHaveBeenCalled();
      expectNothingRemembered(history);
    },
  );
});

describe('an id that contains the key', () => {
  it.each(['ak_mine', ' ak_mine ', 'X-API-Key: ak_mine', 'usr_a ak_mine'])(
    'is not sent: %j',
    async (id) => {
      const { lookUpUser, server, history } = setUp();
      expect(await lookUpUser({ id }, signal)).toEqual(failed({ kind: 'key-in-search' }));
      expect(server.getUser).not.toHaveBeenCalled();
      expectNothingRemembered(history);
    },
  );
});

describe('a lookup that fails', () => {
  const notFound = failed({ kind: 'not-found', status: 404, traceId: 'req_1' });

  it('returns the problem and stores its kind', async () => {
    const { lookUpUser, server, history } = setUp();
    server.getUser.mockResolvedValue(notFound);
    expect(await lookUpUser({ id: 'usr_a' }, signal)).toEqual(notFound);
    expect(history.remember).not.toHaveBeenCalled();
    expect(history.rememberFailed).toHaveBeenCalledExactlyOnceWith({
      environment: baseUrl,
      id: 'usr_a',
      lookedUpAt: '2026-03-01T12:00:00.000Z',
      problem: 'not-found',
    });
  });

  it('is not stored if it was by e-mail address, because the id is unknown', async () => {
    const { lookUpUser, server, history } = setUp();
    server.getUser.mockResolvedValue(notFound);
    expect(await lookUpUser({ email: 'ann@example.com' }, signal)).toEqual(notFound);
    expectNothingRemembered(history);
  });

  it('is not stored if the agent cancelled it', async () => {
    const { lookUpUser, server, history } = setUp();
    server.getUser.mockResolvedValue(failed({ kind: 'cancelled' }));
    expect(await lookUpUser({ id: 'usr_a' }, signal)).toEqual(failed({ kind: 'cancelled' }));
    expectNothingRemembered(history);
  });
});

describe('the sample environment', () => {
  it('needs no key, no keychain and no server', async () => {
    const { lookUpUser, keys, server, sampleData } = setUp({ environment: 'sample' });
    expect(await lookUpUser({ id: 'usr_a' }, signal)).toMatchObject({
      ok: true,
      value: { environment: 'sample' },
    });
    for (const method of Object.values(keys)) expect(method).not.toHaveBeenCalled();
    expect(server.getUser).not.toHaveBeenCalled();
    expect(sampleData.getUser.mock.calls[0]?.[1].apiKey).toBe('');
  });

  it('has its own history', async () => {
    const { lookUpUser, history } = setUp({ environment: 'sample' });
    await lookUpUser({ id: 'usr_a' }, signal);
    expect(history.remember.mock.calls.map(([{ environment }]) => environment)).toEqual(['sample']);
  });
});
