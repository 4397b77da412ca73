import { describe, expect, it, vi } from 'vitest';
import type { ApiClient } from '../../../electron/api/client';
import { sampleProblems, sampleUsers } from '../../../electron/api/sample-data';
import { namedChannels } from '../../../electron/contract/channels';
import type { Problem } from '../../../electron/contract/problem';
import { failed, ok } from '../../../electron/contract/result';
import { defaultRetention } from '../../../electron/contract/retention';
import type { ChosenSettings, Settings } from '../../../electron/contract/settings';
import { createHandlers, type HandlersDeps } from '../../../electron/ipc/handlers';
import type { ApiKeys } from '../../../electron/keychain/api-keys';
import { rulesOf } from '../../../electron/policy/rules';
import {
  baseUrl,
  buildLookUp,
  buildNewLookUp,
  buildPolicy,
  buildSettings,
  noPolicy,
} from '../builders';
import { openProfile } from '../history/profile';

function setUp(chosen: Partial<Settings> = {}, policy = noPolicy) {
  let settings = buildSettings(chosen);
  const change = vi.fn(({ retention, ...changes }: ChosenSettings) => {
    settings = { ...settings, ...changes, retention: { ...settings.retention, ...retention } };
    return Promise.resolve({ settings, isSaved: true });
  });
  const deps = {
    settingsFile: { current: () => settings, change },
    rules: rulesOf(policy),
    start: () => ({
      systemLanguages: ['fr-CH'],
      version: '1.2.3',
      defaultBaseUrl: 'https://default.example/v1',
      keychain: 'linux' as const,
      restored: null,
    }),
    takeLink: () => null,
    readLicenses: () => Promise.resolve([]),
    keys: {
      status: vi.fn<ApiKeys['status']>(() => Promise.resolve(ok('stored'))),
      read: vi.fn<ApiKeys['read']>(() => Promise.resolve(ok('ak_stored'))),
      save: vi.fn<ApiKeys['save']>(() => Promise.resolve(ok(undefined))),
      remove: vi.fn<ApiKeys['remove']>(() => Promise.resolve(ok(undefined))),
    },
    server: {
      getUser: vi.fn<ApiClient['getUser']>(() =>
        Promise.resolve(failed({ kind: 'not-found', status: 404, code: 'USER_NOT_FOUND' })),
      ),
    },
    proxyPasswords: {
      save: vi.fn<HandlersDeps['proxyPasswords']['save']>(() => Promise.resolve(ok(undefined))),
    },
    network: {
      forgetPasswords: vi.fn<HandlersDeps['network']['forgetPasswords']>(() =>
        Promise.resolve(ok(undefined)),
      ),
    },
    checkConnection: vi.fn<HandlersDeps['checkConnection']>(() =>
      Promise.resolve(ok({ host: 'api.example.com', proxy: null, lines: [] })),
    ),
    history: openProfile().history,
    updates: {
      state: () => ({ name: 'not-asked' as const }),
      check: vi.fn<HandlersDeps['updates']['check']>(() => Promise.resolve({ name: 'newest' })),
      download: vi.fn<HandlersDeps['updates']['download']>(() =>
        Promise.resolve({ name: 'newest' }),
      ),
      cancelDownload: vi.fn<HandlersDeps['updates']['cancelDownload']>(),
      install: vi.fn<HandlersDeps['updates']['install']>(() => Promise.resolve({ name: 'newest' })),
    },
    lookUpUser: vi.fn<HandlersDeps['lookUpUser']>((query) =>
      Promise.resolve(ok(buildNewLookUp(query))),
    ),
    applySettings: vi.fn<HandlersDeps['applySettings']>(),
    loadPhoto: vi.fn<HandlersDeps['loadPhoto']>(() => Promise.resolve('app://inspector/photo/1')),
    forgetPhotos: vi.fn<HandlersDeps['forgetPhotos']>(),
    saveExport: vi.fn<HandlersDeps['saveExport']>(),
    rememberPage: vi.fn<HandlersDeps['rememberPage']>(),
    writeClipboard: vi.fn<HandlersDeps['writeClipboard']>(),
  } satisfies HandlersDeps;
  return { deps, handlers: createHandlers(deps) };
}

it('there is exactly one handler per channel', () => {
  const handled = Object.entries(setUp().handlers).flatMap(([group, functions]) =>
    Object.keys(functions).map((name) => `${group}:${name}`),
  );
  expect(handled.toSorted()).toEqual(namedChannels.map(({ channel }) => channel).toSorted());
});

it('app:start returns the data for the first paint without using the keychain', () => {
  const { deps, handlers } = setUp();
  expect(handlers.app.start({})).toEqual(
    ok({ ...deps.start(), policy: deps.rules.onPage, settings: buildSettings() }),
  );
  for (const method of Object.values(deps.keys)) expect(method).not.toHaveBeenCalled();
});

it('a change of the settings is saved, applied and returned', async () => {
  const { deps, handlers } = setUp();
  expect(await handlers.settings.change({ theme: 'dark' })).toEqual(
    ok({ settings: buildSettings({ theme: 'dark' }), isSaved: true }),
  );
  expect(deps.applySettings).toHaveBeenCalledExactlyOnceWith(buildSettings({ theme: 'dark' }));
});

it('a change of the retention starts a removal and does not wait for it', async () => {
  const { deps, handlers } = setUp();
  const expire = vi.spyOn(deps.history, 'expire').mockReturnValue(new Promise(() => undefined));
  await handlers.settings.change({ theme: 'dark' });
  expect(expire).not.toHaveBeenCalled();
  expect(
    await handlers.settings.change({ retention: { ...defaultRetention, entryDays: 7 } }),
  ).toMatchObject({ ok: true });
  expect(expire).toHaveBeenCalledTimes(1);
});

const refusedByPolicy = failed({ kind: 'refused', reason: 'policy' });

it.each<[string, Parameters<ReturnType<typeof setUp>['handlers']['settings']['change']>[0]]>([
  ['the server', { baseUrl: 'https://there.example/v1' }],
  ['the server, even if it stays the same', { baseUrl }],
  ['the history', { retention: { entryDays: 1 } }],
  ['photos', { showPhotos: true }],
  ['updates', { checkForUpdates: true }],
  ['sample data', { environment: 'sample' }],
  ['a locked setting among others', { theme: 'dark', showPhotos: false }],
])('a change that the policy locks is refused as a whole: %s', async (_, changes) => {
  const { deps, handlers } = setUp(
    {},
    buildPolicy({
      locked: { baseUrl, retention: {}, photos: false, updates: false, sampleData: false },
    }),
  );
  expect(await handlers.settings.change(changes)).toEqual(refusedByPolicy);
  expect(deps.settingsFile.change).not.toHaveBeenCalled();
  expect(deps.applySettings).not.toHaveBeenCalled();
  expect(await handlers.settings.change({ theme: 'dark', environment: 'server' })).toMatchObject({
    ok: true,
  });
});

it('an export is refused if the policy locks it', async () => {
  const { deps, handlers } = setUp({}, buildPolicy({ locked: { export: false } }));
  const query = { text: '', filter: 'all', format: 'csv', ids: null } as const;
  expect(await handlers.history.export(query)).toEqual(refusedByPolicy);
  expect(deps.saveExport).not.toHaveBeenCalled();
});

describe('a connection check', () => {
  it('is aborted by the next one, and by cancelCheck', async () => {
    const { deps, handlers } = setUp();
    await handlers.connection.check({});
    await handlers.connection.check({});
    const [first, second] = deps.checkConnection.mock.calls.map(([signal]) => signal);
    expect([first?.aborted, second?.aborted]).toEqual([true, false]);
    await handlers.connection.cancelCheck({});
    expect(second?.aborted).toBe(true);
  });

  it('is aborted by a change of the server, and by no other setting', async () => {
    const { deps, handlers } = setUp();
    await handlers.connection.check({});
    const signal = deps.checkConnection.mock.calls[0]?.[0];
    await handlers.settings.change({ theme: 'dark', baseUrl });
    expect(signal?.aborted).toBe(false);
    await handlers.settings.change({ baseUrl: 'https://another.example/v1' });
    expect(signal?.aborted).toBe(true);
  });
});

describe('a proxy password', () => {
  const login = { proxy: 'proxy.example:3128', name: 'anna', password: 'secret' };

  it('is saved, and the result lists the proxies with a stored password', async () => {
    const { deps, handlers } = setUp({ proxyPasswordFor: ['proxy.example:3128'] });
    expect(await handlers.proxy.savePassword({ ...login, keep: 'stored' })).toEqual(
      ok(['proxy.example:3128']),
    );
    expect(deps.proxyPasswords.save).toHaveBeenCalledExactlyOnceWith(
      'proxy.example:3128',
      { name: 'anna', password: 'secret' },
      'stored',
    );
  });

  it('that can’t be stored or removed results in a problem', async () => {
    const { deps, handlers } = setUp();
    const locked = failed({ kind: 'keychain-locked' });
    deps.proxyPasswords.save.mockResolvedValue(locked);
    deps.network.forgetPasswords.mockResolvedValue(locked);
    expect(await handlers.proxy.savePassword({ ...login, keep: 'stored' })).toEqual(locked);
    expect(await handlers.proxy.forgetPasswords({})).toEqual(locked);
  });

  it('is removed with all others', async () => {
    expect(await setUp().handlers.proxy.forgetPasswords({})).toEqual(ok([]));
  });
});

describe('the key', () => {
  it('is found and removed by the current base URL, and never returned', async () => {
    const { deps, handlers } = setUp();
    expect(await handlers.key.status({})).toEqual(ok('stored'));
    expect(await handlers.key.remove({})).toEqual(ok(undefined));
    expect(deps.keys.status).toHaveBeenCalledExactlyOnceWith(baseUrl);
    expect(deps.keys.remove).toHaveBeenCalledExactlyOnceWith(baseUrl);
    expect(deps.keys.read).not.toHaveBeenCalled();
  });

  it.each(['stored', 'this-session'] as const)(
    'that the server accepts is saved with the requested lifetime: %s',
    async (keep) => {
      const { deps, handlers } = setUp({ environment: null });
      expect(await handlers.key.save({ key: ' "ak_new"\n', keep })).toEqual(ok('accepted'));
      expect(deps.server.getUser.mock.calls[0]?.[1]).toMatchObject({ baseUrl, apiKey: 'ak_new' });
      expect(deps.keys.save).toHaveBeenCalledExactlyOnceWith(baseUrl, 'ak_new', keep);
    },
  );

  it('is not saved if the agent cancels during the check', async () => {
    const { deps, handlers } = setUp({ environment: null });
    deps.server.getUser.mockImplementation(
      (_id, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve(failed({ kind: 'cancelled' })));
        }),
    );
    const saving = handlers.key.save({ key: 'ak_new', keep: 'stored' });
    await handlers.key.cancelSave({});
    expect(await saving).toEqual(failed({ kind: 'cancelled' }));
    expect(deps.keys.save).not.toHaveBeenCalled();
  });

  it('that the server refuses is not saved', async () => {
    const { deps, handlers } = setUp({ environment: null });
    const refused = failed({ kind: 'key-refused', status: 401, traceId: 'req_1' });
    deps.server.getUser.mockResolvedValue(refused);
    expect(await handlers.key.save({ key: 'ak_new', keep: 'stored' })).toEqual(refused);
    expect(deps.keys.save).not.toHaveBeenCalled();
    expect(deps.settingsFile.change).not.toHaveBeenCalled();
  });

  it('that can’t be checked offline is saved unchecked', async () => {
    const { deps, handlers } = setUp();
    deps.server.getUser.mockResolvedValue(
      failed({ kind: 'no-connection', detail: 'ERR_INTERNET_DISCONNECTED' }),
    );
    expect(await handlers.key.save({ key: 'ak_new', keep: 'stored' })).toEqual(ok('unchecked'));
    expect(deps.keys.save).toHaveBeenCalledExactlyOnceWith(baseUrl, 'ak_new', 'stored');
  });

  it.each([
    ['', 'key-empty'],
    ['a\nb', 'key-with-line-break'],
    ['ü', 'key-not-ascii'],
  ])('that is invalid in a header is neither sent nor saved: %j', async (key, kind) => {
    const { deps, handlers } = setUp();
    expect(await handlers.key.save({ key, keep: 'stored' })).toEqual(failed({ kind } as Problem));
    expect(deps.server.getUser).not.toHaveBeenCalled();
    expect(deps.keys.save).not.toHaveBeenCalled();
  });

  it('that the keychain can’t store results in a problem', async () => {
    const { deps, handlers } = setUp({ environment: null });
    const missing = failed({ kind: 'keychain-missing' });
    deps.keys.save.mockResolvedValue(missing);
    expect(await handlers.key.save({ key: 'ak_new', keep: 'stored' })).toEqual(missing);
  });

  it('is not saved if the check is cancelled while its response arrives', async () => {
    const { deps, handlers } = setUp();
    deps.server.getUser.mockImplementation(async () => {
      await handlers.key.cancelSave({});
      return failed({ kind: 'not-found', status: 404 });
    });
    expect(await handlers.key.save({ key: 'ak_new', keep: 'stored' })).toEqual(
      failed({ kind: 'cancelled' }),
    );
    expect(deps.server.getUser.mock.calls[0]?.[1].signal.aborted).toBe(true);
    expect(deps.keys.save).not.toHaveBeenCalled();
  });

  it('is not saved if another one is entered during the check', async () => {
    const { deps, handlers } = setUp();
    const first = handlers.key.save({ key: 'ak_first', keep: 'stored' });
    const second = handlers.key.save({ key: 'ak_second', keep: 'stored' });
    expect(await Promise.all([first, second])).toEqual([
      failed({ kind: 'cancelled' }),
      ok('accepted'),
    ]);
    expect(deps.keys.save).toHaveBeenCalledExactlyOnceWith(baseUrl, 'ak_second', 'stored');
  });

  it('is saved for the server that checked it, even if the settings change meanwhile', async () => {
    const { deps, handlers } = setUp();
    deps.server.getUser.mockImplementation(async () => {
      await deps.settingsFile.change({ baseUrl: 'https://there.example/v1' });
      return failed({ kind: 'not-found', status: 404 });
    });
    await handlers.key.save({ key: 'ak_new', keep: 'stored' });
    expect(deps.keys.save.mock.calls[0]?.[0]).toBe(baseUrl);
  });
});

describe('a lookup', () => {
  const signalOf = (deps: ReturnType<typeof setUp>['deps'], call: number) =>
    deps.lookUpUser.mock.calls[call]?.[1];

  it('returns the user', async () => {
    const { handlers } = setUp();
    expect(await handlers.user.lookUp({ id: 'usr_a' })).toEqual(
      ok(buildNewLookUp({ id: 'usr_a' })),
    );
  });

  it('runs until it is cancelled', async () => {
    const { deps, handlers } = setUp();
    void handlers.user.lookUp({ id: 'usr_a' });
    expect(signalOf(deps, 0)?.aborted).toBe(false);
    expect(await handlers.user.cancelLookUp({})).toEqual(ok(undefined));
    expect(signalOf(deps, 0)?.aborted).toBe(true);
  });

  it('aborts the previous one', () => {
    const { deps, handlers } = setUp();
    void handlers.user.lookUp({ id: 'usr_a' });
    void handlers.user.lookUp({ id: 'usr_b' });
    expect(signalOf(deps, 0)?.aborted).toBe(true);
    expect(signalOf(deps, 1)?.aborted).toBe(false);
  });

  it('is aborted if a person is forgotten, because it may find that person', async () => {
    const { deps, handlers } = setUp();
    void handlers.user.lookUp({ email: 'ann@example.com' });
    await handlers.history.forget({ id: 'usr_a' });
    expect(signalOf(deps, 0)?.aborted).toBe(true);
  });

  it('can follow a cancelled one', async () => {
    const { deps, handlers } = setUp();
    await handlers.user.cancelLookUp({});
    void handlers.user.lookUp({ id: 'usr_a' });
    expect(signalOf(deps, 0)?.aborted).toBe(false);
  });
});

describe('a photo', () => {
  const photoOf = (handlers: ReturnType<typeof setUp>['handlers'], id: string) =>
    handlers.photo.load({ id });
  const loaded = ok({ url: 'app://inspector/photo/1' });
  const none = ok({ url: null });

  it('is loaded for the last lookup only', async () => {
    const { deps, handlers } = setUp();
    expect(await photoOf(handlers, 'usr_a')).toEqual(none);
    await handlers.user.lookUp({ id: 'usr_a' });
    await handlers.user.lookUp({ id: 'usr_b' });
    expect(await photoOf(handlers, 'usr_a')).toEqual(none);
    expect(await photoOf(handlers, 'usr_b')).toEqual(loaded);
    expect(deps.loadPhoto).toHaveBeenCalledExactlyOnceWith(buildNewLookUp({ id: 'usr_b' }));
  });

  it('is loaded for a person who was opened from the history', async () => {
    const { deps, handlers } = setUp();
    const remembered = buildLookUp({ id: 'usr_b' });
    deps.history.remember(remembered);
    await handlers.user.lookUp({ id: 'usr_a' });
    await handlers.history.open({ id: 'usr_b' });
    expect(await photoOf(handlers, 'usr_b')).toEqual(loaded);
    expect(deps.loadPhoto).toHaveBeenCalledExactlyOnceWith(remembered);
  });

  it('stays available if the next lookup fails', async () => {
    const { deps, handlers } = setUp();
    await handlers.user.lookUp({ id: 'usr_a' });
    deps.lookUpUser.mockResolvedValue(failed({ kind: 'not-found', status: 404 }));
    await handlers.user.lookUp({ id: 'usr_b' });
    await handlers.history.open({ id: 'usr_b' });
    expect(await photoOf(handlers, 'usr_a')).toEqual(loaded);
  });

  it('is not available after the person was forgotten', async () => {
    const { deps, handlers } = setUp();
    await handlers.user.lookUp({ id: 'usr_a' });
    await handlers.history.forget({ id: 'usr_a' });
    expect(deps.forgetPhotos).toHaveBeenCalledTimes(1);
    expect(await photoOf(handlers, 'usr_a')).toEqual(none);
  });

  it('is not available after the person was forgotten by the id in the answer', async () => {
    const { deps, handlers } = setUp();
    deps.lookUpUser.mockResolvedValue(ok(buildNewLookUp({ id: 'usr_a' }, { id: 'me' })));
    await handlers.user.lookUp({ id: 'me' });
    expect(await photoOf(handlers, 'me')).toEqual(loaded);
    await handlers.history.forget({ id: 'usr_a' });
    expect(await photoOf(handlers, 'me')).toEqual(none);
  });
});

it('sampleData:list returns all sample users and problems with their kinds', async () => {
  const listed = await setUp().handlers.sampleData.list({});
  expect(listed).toEqual(
    ok([
      ...sampleUsers.map(({ id, kind }) => ({ of: 'user', id, shows: kind })),
      ...sampleProblems.map(({ id, kind }) => ({ of: 'problem', id, shows: kind })),
    ]),
  );
});

it('a text is written to the clipboard unchanged', async () => {
  const { deps, handlers } = setUp();
  expect(await handlers.clipboard.writeText({ text: ' ann@example.com ' })).toEqual(ok(undefined));
  expect(deps.writeClipboard).toHaveBeenCalledExactlyOnceWith(' ann@example.com ');
});
