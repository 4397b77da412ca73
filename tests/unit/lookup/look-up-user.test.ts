import { describe, expect, it, vi } from 'vitest';
import type { ApiClient } from '../../../electron/api/client';
import { createSessionHistory } from '../../../electron/history/session-history';
import type { ApiKeys } from '../../../electron/keychain/api-key';
import { createLookUpUser } from '../../../electron/lookup/look-up-user';
import { failed, ok } from '../../../electron/result';
import type { Settings } from '../../../electron/settings/settings';
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
  const history = createSessionHistory();
  const lookUpUser = createLookUpUser({ settings, keys, server, sampleData, history, now: () => now });
  return { settings, keys, server, sampleData, history, lookUpUser };
}

describe('a lookup at the server', () => {
  it('is the answer, with what one has to know to trust it', async () => {
    const { lookUpUser } = setUp();
    expect(await lookUpUser({ id: 'usr_a' }, signal)).toEqual(
      ok({
        id: 'usr_a',
        environment: baseUrl,
        fetchedAt: '2026-03-01T12:00:00.000Z',
        ...buildAnswer({ id: 'usr_a' }),
      }),
    );
  });

  it('takes the key of the server that is set, and its time-out', async () => {
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

  it('stays with the server it began with, while another one is set', async () => {
    const { lookUpUser, settings, keys, server, history } = setUp();
    keys.read.mockImplementation(() => {
      settings.mockReturnValue(buildSettings({ baseUrl: 'https://there.example/v2' }));
      return Promise.resolve(ok('ak_mine'));
    });
    await lookUpUser({ id: 'usr_a' }, signal);
    expect(server.getUser.mock.calls[0]?.[1].baseUrl).toBe(baseUrl);
    expect(history.list(baseUrl)).toHaveLength(1);
  });

  it('is remembered', async () => {
    const { lookUpUser, history } = setUp();
    const lookUp = await lookUpUser({ id: 'usr_a' }, signal);
    expect(ok(history.open(baseUrl, 'usr_a'))).toEqual(lookUp);
  });

  it('keeps the id that was asked for beside the one that was answered', async () => {
    const { lookUpUser, server, history } = setUp();
    server.getUser.mockResolvedValue(ok(buildAnswer({ id: 'usr_b' })));
    expect(await lookUpUser({ id: 'usr_a' }, signal)).toMatchObject({
      value: { id: 'usr_a', user: { fields: { id: { value: 'usr_b' } } } },
    });
    expect(history.list(baseUrl).map(({ id }) => id)).toEqual(['usr_a']);
  });
});

describe('a lookup by e-mail address', () => {
  it('is remembered under the id that was answered, with the address that was asked for', async () => {
    const { lookUpUser, server, history } = setUp();
    server.getUser.mockResolvedValue(ok(buildAnswer({ id: 'usr_a', email: 'ann@example.com' })));
    const lookUp = await lookUpUser({ email: 'Ann@Example.com' }, signal);
    expect(server.getUser.mock.calls[0]?.[0]).toEqual({ email: 'Ann@Example.com' });
    expect(lookUp).toMatchObject({ value: { id: 'usr_a', email: 'Ann@Example.com' } });
    expect(history.list(baseUrl)).toMatchObject([{ id: 'usr_a', email: 'ann@example.com' }]);
    expect(ok(history.open(baseUrl, 'usr_a'))).toEqual(lookUp);
  });

  it('is not sent where it holds the key', async () => {
    const { lookUpUser, server } = setUp();
    expect(await lookUpUser({ email: 'ak_mine@example.com' }, signal)).toEqual(
      failed({ kind: 'key-in-search' }),
    );
    expect(server.getUser).not.toHaveBeenCalled();
  });
});

describe('without a key', () => {
  it.each(['no-key', 'keychain-missing', 'keychain-locked', 'keychain-failed'] as const)(
    'nothing is sent and nothing remembered: %s',
    async (kind) => {
      const { lookUpUser, keys, server, history } = setUp();
      keys.read.mockResolvedValue(failed({ kind }));
      expect(await lookUpUser({ id: 'usr_a' }, signal)).toEqual(failed({ kind }));
      expect(server.getUser).not.toHaveBeenCalled();
      expect(history.list(baseUrl)).toEqual([]);
    },
  );
});

describe('the key in the place of an id', () => {
  it.each(['ak_mine', ' ak_mine ', 'X-API-Key: ak_mine', 'usr_a ak_mine'])('is not sent: %j', async (id) => {
    const { lookUpUser, server, history } = setUp();
    expect(await lookUpUser({ id }, signal)).toEqual(failed({ kind: 'key-in-search' }));
    expect(server.getUser).not.toHaveBeenCalled();
    expect(history.list(baseUrl)).toEqual([]);
  });
});

describe('a lookup that fails', () => {
  it('is the problem, and is not remembered', async () => {
    const { lookUpUser, server, history } = setUp();
    const problem = failed({ kind: 'not-found', status: 404, traceId: 'req_1' });
    server.getUser.mockResolvedValue(problem);
    expect(await lookUpUser({ id: 'usr_a' }, signal)).toEqual(problem);
    expect(history.list(baseUrl)).toEqual([]);
  });

  it('leaves what was remembered before', async () => {
    const { lookUpUser, server, history } = setUp();
    await lookUpUser({ id: 'usr_a' }, signal);
    server.getUser.mockResolvedValue(failed({ kind: 'cancelled' }));
    await lookUpUser({ id: 'usr_a' }, signal);
    expect(history.list(baseUrl)).toHaveLength(1);
  });
});

describe('the sample environment', () => {
  it('needs no key, touches no keychain and asks no server', async () => {
    const { lookUpUser, keys, server, sampleData } = setUp({ environment: 'sample' });
    expect(await lookUpUser({ id: 'usr_a' }, signal)).toMatchObject({
      ok: true,
      value: { environment: 'sample' },
    });
    for (const touched of Object.values(keys)) expect(touched).not.toHaveBeenCalled();
    expect(server.getUser).not.toHaveBeenCalled();
    expect(sampleData.getUser.mock.calls[0]?.[1].apiKey).toBe('');
  });

  it('has a history of its own', async () => {
    const { lookUpUser, history } = setUp({ environment: 'sample' });
    await lookUpUser({ id: 'usr_a' }, signal);
    expect(history.list('sample')).toHaveLength(1);
    expect(history.list(baseUrl)).toEqual([]);
  });
});
