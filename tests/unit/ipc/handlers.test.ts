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
  const parts = {
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
        Promise.resolve(failed({ kind: 'not-found', status: 404 })),
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
  return { parts, handlers: createHandlers(parts) };
}

it('there is a handler for each channel, and no other', () => {
  const handled = Object.entries(setUp().handlers).flatMap(([group, functions]) =>
    Object.keys(functions).map((name) => `${group}:${name}`),
  );
  expect(handled.toSorted()).toEqual(namedChannels.map(({ channel }) => channel).toSorted());
});

it('the start is what the first paint needs, and asks no keychain', () => {
  const { parts, handlers } = setUp();
  expect(handlers.app.start({})).toEqual(
    ok({ ...parts.start(), policy: parts.rules.onPage, settings: buildSettings() }),
  );
  for (const touched of Object.values(parts.keys)) expect(touched).not.toHaveBeenCalled();
});

it('a change of the settings is kept, put into force and answered', async () => {
  const { parts, handlers } = setUp();
  expect(await handlers.settings.change({ theme: 'dark' })).toEqual(
    ok({ settings: buildSettings({ theme: 'dark' }), isSaved: true }),
  );
  expect(parts.applySettings).toHaveBeenCalledExactlyOnceWith(buildSettings({ theme: 'dark' }));
});

it('a change of what the history keeps removes what is too much by now, and waits for no removal', async () => {
  const { parts, handlers } = setUp();
  const expire = vi.spyOn(parts.history, 'expire').mockReturnValue(new Promise(() => undefined));
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
  ['the server, also where it stays the same', { baseUrl }],
  ['the history', { retention: { entryDays: 1 } }],
  ['photos', { showPhotos: true }],
  ['updates', { checkForUpdates: true }],
  ['sample data', { environment: 'sample' }],
  ['one thing among others', { theme: 'dark', showPhotos: false }],
])(
  'a change of what a policy locks is refused, and nothing is kept of it: %s',
  async (_, changes) => {
    const { parts, handlers } = setUp(
      {},
      buildPolicy({
        locked: { baseUrl, retention: {}, photos: false, updates: false, sampleData: false },
      }),
    );
    expect(await handlers.settings.change(changes)).toEqual(refusedByPolicy);
    expect(parts.settingsFile.change).not.toHaveBeenCalled();
    expect(parts.applySettings).not.toHaveBeenCalled();
    expect(await handlers.settings.change({ theme: 'dark', environment: 'server' })).toMatchObject({
      ok: true,
    });
  },
);

it('an export that a policy forbids is refused', async () => {
  const { parts, handlers } = setUp({}, buildPolicy({ locked: { export: false } }));
  const query = { text: '', filter: 'all', format: 'csv', ids: null } as const;
  expect(await handlers.history.export(query)).toEqual(refusedByPolicy);
  expect(parts.saveExport).not.toHaveBeenCalled();
});

describe('a check of the connection', () => {
  it('is ended by a later one, and when nobody waits for it any more', async () => {
    const { parts, handlers } = setUp();
    await handlers.connection.check({});
    await handlers.connection.check({});
    const [first, second] = parts.checkConnection.mock.calls.map(([signal]) => signal);
    expect([first?.aborted, second?.aborted]).toEqual([true, false]);
    await handlers.connection.cancelCheck({});
    expect(second?.aborted).toBe(true);
  });

  it('is ended when another server is set, and by no other setting', async () => {
    const { parts, handlers } = setUp();
    await handlers.connection.check({});
    const signal = parts.checkConnection.mock.calls[0]?.[0];
    await handlers.settings.change({ theme: 'dark', baseUrl });
    expect(signal?.aborted).toBe(false);
    await handlers.settings.change({ baseUrl: 'https://another.example/v1' });
    expect(signal?.aborted).toBe(true);
  });
});

describe('a proxy password', () => {
  const login = { proxy: 'proxy.example:3128', name: 'anna', password: 'secret' };

  it('is handed on, and what comes back tells for whom the keychain has one', async () => {
    const { parts, handlers } = setUp({ proxyPasswordFor: ['proxy.example:3128'] });
    expect(await handlers.proxy.savePassword({ ...login, keep: 'stored' })).toEqual(
      ok(['proxy.example:3128']),
    );
    expect(parts.proxyPasswords.save).toHaveBeenCalledExactlyOnceWith(
      'proxy.example:3128',
      { name: 'anna', password: 'secret' },
      'stored',
    );
  });

  it('that could not be kept or removed is said', async () => {
    const { parts, handlers } = setUp();
    const locked = failed({ kind: 'keychain-locked' });
    parts.proxyPasswords.save.mockResolvedValue(locked);
    parts.network.forgetPasswords.mockResolvedValue(locked);
    expect(await handlers.proxy.savePassword({ ...login, keep: 'stored' })).toEqual(locked);
    expect(await handlers.proxy.forgetPasswords({})).toEqual(locked);
  });

  it('is forgotten with the others', async () => {
    expect(await setUp().handlers.proxy.forgetPasswords({})).toEqual(ok([]));
  });
});

describe('the key', () => {
  it('is asked for and removed under the base URL that is set, and never given back', async () => {
    const { parts, handlers } = setUp();
    expect(await handlers.key.status({})).toEqual(ok('stored'));
    expect(await handlers.key.remove({})).toEqual(ok(undefined));
    expect(parts.keys.status).toHaveBeenCalledExactlyOnceWith(baseUrl);
    expect(parts.keys.remove).toHaveBeenCalledExactlyOnceWith(baseUrl);
    expect(parts.keys.read).not.toHaveBeenCalled();
  });

  it.each(['stored', 'this-session'] as const)(
    'that the server accepts is kept as asked: %s',
    async (keep) => {
      const { parts, handlers } = setUp({ environment: null });
      expect(await handlers.key.save({ key: ' "ak_new"\n', keep })).toEqual(ok('accepted'));
      expect(parts.server.getUser.mock.calls[0]?.[1]).toMatchObject({ baseUrl, apiKey: 'ak_new' });
      expect(parts.keys.save).toHaveBeenCalledExactlyOnceWith(baseUrl, 'ak_new', keep);
    },
  );

  it('that is not wanted any more while it is checked is not kept', async () => {
    const { parts, handlers } = setUp({ environment: null });
    parts.server.getUser.mockImplementation(
      (_id, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve(failed({ kind: 'cancelled' })));
        }),
    );
    const saving = handlers.key.save({ key: 'ak_new', keep: 'stored' });
    await handlers.key.cancelSave({});
    expect(await saving).toEqual(failed({ kind: 'cancelled' }));
    expect(parts.keys.save).not.toHaveBeenCalled();
  });

  it('that the server refuses is not kept', async () => {
    const { parts, handlers } = setUp({ environment: null });
    const refused = failed({ kind: 'key-refused', status: 401, traceId: 'req_1' });
    parts.server.getUser.mockResolvedValue(refused);
    expect(await handlers.key.save({ key: 'ak_new', keep: 'stored' })).toEqual(refused);
    expect(parts.keys.save).not.toHaveBeenCalled();
    expect(parts.settingsFile.change).not.toHaveBeenCalled();
  });

  it('that can’t be checked offline is kept unchecked', async () => {
    const { parts, handlers } = setUp();
    parts.server.getUser.mockResolvedValue(
      failed({ kind: 'no-connection', detail: 'ERR_INTERNET_DISCONNECTED' }),
    );
    expect(await handlers.key.save({ key: 'ak_new', keep: 'stored' })).toEqual(ok('unchecked'));
    expect(parts.keys.save).toHaveBeenCalledExactlyOnceWith(baseUrl, 'ak_new', 'stored');
  });

  it.each([
    ['', 'key-empty'],
    ['a\nb', 'key-with-line-break'],
    ['ü', 'key-not-ascii'],
  ])('that no header can carry is neither sent nor kept: %j', async (key, kind) => {
    const { parts, handlers } = setUp();
    expect(await handlers.key.save({ key, keep: 'stored' })).toEqual(failed({ kind } as Problem));
    expect(parts.server.getUser).not.toHaveBeenCalled();
    expect(parts.keys.save).not.toHaveBeenCalled();
  });

  it('that the keychain does not take is not said to be kept', async () => {
    const { parts, handlers } = setUp({ environment: null });
    const missing = failed({ kind: 'keychain-missing' });
    parts.keys.save.mockResolvedValue(missing);
    expect(await handlers.key.save({ key: 'ak_new', keep: 'stored' })).toEqual(missing);
  });

  it('whose check is cancelled is not kept, even where the answer comes first', async () => {
    const { parts, handlers } = setUp();
    parts.server.getUser.mockImplementation(async () => {
      await handlers.key.cancelSave({});
      return failed({ kind: 'not-found', status: 404 });
    });
    expect(await handlers.key.save({ key: 'ak_new', keep: 'stored' })).toEqual(
      failed({ kind: 'cancelled' }),
    );
    expect(parts.server.getUser.mock.calls[0]?.[1].signal.aborted).toBe(true);
    expect(parts.keys.save).not.toHaveBeenCalled();
  });

  it('that is replaced while it is checked is not kept, and the new one is', async () => {
    const { parts, handlers } = setUp();
    const first = handlers.key.save({ key: 'ak_first', keep: 'stored' });
    const second = handlers.key.save({ key: 'ak_second', keep: 'stored' });
    expect(await Promise.all([first, second])).toEqual([
      failed({ kind: 'cancelled' }),
      ok('accepted'),
    ]);
    expect(parts.keys.save).toHaveBeenCalledExactlyOnceWith(baseUrl, 'ak_second', 'stored');
  });

  it('is kept for the server that checked it, while another one is set', async () => {
    const { parts, handlers } = setUp();
    parts.server.getUser.mockImplementation(async () => {
      await parts.settingsFile.change({ baseUrl: 'https://there.example/v1' });
      return failed({ kind: 'not-found', status: 404 });
    });
    await handlers.key.save({ key: 'ak_new', keep: 'stored' });
    expect(parts.keys.save.mock.calls[0]?.[0]).toBe(baseUrl);
  });
});

describe('a lookup', () => {
  const signalOf = (parts: ReturnType<typeof setUp>['parts'], call: number) =>
    parts.lookUpUser.mock.calls[call]?.[1];

  it('is answered', async () => {
    const { handlers } = setUp();
    expect(await handlers.user.lookUp({ id: 'usr_a' })).toEqual(
      ok(buildNewLookUp({ id: 'usr_a' })),
    );
  });

  it('runs until it is cancelled', async () => {
    const { parts, handlers } = setUp();
    void handlers.user.lookUp({ id: 'usr_a' });
    expect(signalOf(parts, 0)?.aborted).toBe(false);
    expect(await handlers.user.cancelLookUp({})).toEqual(ok(undefined));
    expect(signalOf(parts, 0)?.aborted).toBe(true);
  });

  it('ends the one before it', () => {
    const { parts, handlers } = setUp();
    void handlers.user.lookUp({ id: 'usr_a' });
    void handlers.user.lookUp({ id: 'usr_b' });
    expect(signalOf(parts, 0)?.aborted).toBe(true);
    expect(signalOf(parts, 1)?.aborted).toBe(false);
  });

  it('ends with whoever is forgotten: its answer may be about them', async () => {
    const { parts, handlers } = setUp();
    void handlers.user.lookUp({ email: 'ann@example.com' });
    await handlers.history.forget({ id: 'usr_a' });
    expect(signalOf(parts, 0)?.aborted).toBe(true);
  });

  it('can be made after one was cancelled', async () => {
    const { parts, handlers } = setUp();
    await handlers.user.cancelLookUp({});
    void handlers.user.lookUp({ id: 'usr_a' });
    expect(signalOf(parts, 0)?.aborted).toBe(false);
  });
});

describe('a photo', () => {
  const photoOf = (handlers: ReturnType<typeof setUp>['handlers'], id: string) =>
    handlers.photo.load({ id });
  const there = ok({ url: 'app://inspector/photo/1' });
  const none = ok({ url: null });

  it('is that of the person who was looked up last, and of nobody else', async () => {
    const { parts, handlers } = setUp();
    expect(await photoOf(handlers, 'usr_a')).toEqual(none);
    await handlers.user.lookUp({ id: 'usr_a' });
    await handlers.user.lookUp({ id: 'usr_b' });
    expect(await photoOf(handlers, 'usr_a')).toEqual(none);
    expect(await photoOf(handlers, 'usr_b')).toEqual(there);
    expect(parts.loadPhoto).toHaveBeenCalledExactlyOnceWith(buildNewLookUp({ id: 'usr_b' }));
  });

  it('is that of the person who was opened from the history', async () => {
    const { parts, handlers } = setUp();
    const remembered = buildLookUp({ id: 'usr_b' });
    parts.history.remember(remembered);
    await handlers.user.lookUp({ id: 'usr_a' });
    await handlers.history.open({ id: 'usr_b' });
    expect(await photoOf(handlers, 'usr_b')).toEqual(there);
    expect(parts.loadPhoto).toHaveBeenCalledExactlyOnceWith(remembered);
  });

  it('stays where the next lookup finds nobody', async () => {
    const { parts, handlers } = setUp();
    await handlers.user.lookUp({ id: 'usr_a' });
    parts.lookUpUser.mockResolvedValue(failed({ kind: 'not-found', status: 404 }));
    await handlers.user.lookUp({ id: 'usr_b' });
    await handlers.history.open({ id: 'usr_b' });
    expect(await photoOf(handlers, 'usr_a')).toEqual(there);
  });

  it('of somebody who is forgotten is forgotten too', async () => {
    const { parts, handlers } = setUp();
    await handlers.user.lookUp({ id: 'usr_a' });
    await handlers.history.forget({ id: 'usr_a' });
    expect(parts.forgetPhotos).toHaveBeenCalledTimes(1);
    expect(await photoOf(handlers, 'usr_a')).toEqual(none);
  });

  it('of somebody who was asked for under another id is forgotten too', async () => {
    const { parts, handlers } = setUp();
    parts.lookUpUser.mockResolvedValue(ok(buildNewLookUp({ id: 'usr_a' }, { id: 'me' })));
    await handlers.user.lookUp({ id: 'me' });
    expect(await photoOf(handlers, 'me')).toEqual(there);
    await handlers.history.forget({ id: 'usr_a' });
    expect(await photoOf(handlers, 'me')).toEqual(none);
  });
});

it('the sample data are listed with what each one shows', async () => {
  const listed = await setUp().handlers.sampleData.list({});
  expect(listed).toEqual(
    ok([
      ...sampleUsers.map(({ id, kind }) => ({ of: 'user', id, shows: kind })),
      ...sampleProblems.map(({ id, kind }) => ({ of: 'problem', id, shows: kind })),
    ]),
  );
});

it('a text is copied as it is', async () => {
  const { parts, handlers } = setUp();
  expect(await handlers.clipboard.writeText({ text: ' ann@example.com ' })).toEqual(ok(undefined));
  expect(parts.writeClipboard).toHaveBeenCalledExactlyOnceWith(' ann@example.com ');
});
