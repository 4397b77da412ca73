import { afterEach, describe, expect, it, vi } from 'vitest';
import type { KeyStatus } from '../../../electron/contract/key';
import type { LookUp, NewLookUp } from '../../../electron/contract/look-up';
import { failed, ok, type Result } from '../../../electron/contract/result';
import type { Inspector } from '../../../renderer/inspector.svelte';
import { formatsLocale } from '../../../renderer/messages/locale.svelte';
import { buildEntry, buildLookUp, buildSettings, deferred } from '../builders';
import { buildInspector, functionsOf } from './fake-bridge';

const entry = buildEntry({ name: 'Ann' });
const tooMany = failed({ kind: 'too-many-requests', status: 429, retryAfterSeconds: 5 });

const search = (inspector: Inspector, text: string) => {
  inspector.searchText = text;
  return inspector.search();
};
const foundId = ({ phase }: Inspector) => (phase.name === 'found' ? phase.lookUp.id : phase.name);

afterEach(() => void vi.useRealTimers());

describe('the beginning', () => {
  it('asks nothing, shows nothing, and welcomes who has not chosen yet', () => {
    const { inspector, bridge } = buildInspector({ environment: null });
    expect(inspector.phase).toEqual({ name: 'idle' });
    expect([inspector.isWelcome, inspector.isSample, inspector.key]).toEqual([true, false, null]);
    for (const asked of functionsOf(bridge)) expect(asked).not.toHaveBeenCalled();
  });

  it('then asks for the key and the history of the server', async () => {
    const { inspector, bridge } = buildInspector();
    bridge.history.list.mockResolvedValue(ok({ entries: [entry], next: null }));
    await inspector.enterEnvironment();
    expect([inspector.isWelcome, inspector.key, inspector.history.entries]).toEqual([
      false,
      'stored',
      [entry],
    ]);
    expect(bridge.sampleData.list).not.toHaveBeenCalled();
  });

  it('asks for examples and not for a key, in the sample environment', async () => {
    const { inspector, bridge } = buildInspector({ environment: 'sample' });
    const sample = { of: 'user', id: 'usr_sample_active', shows: 'active' } as const;
    bridge.sampleData.list.mockResolvedValue(ok([sample]));
    await inspector.enterEnvironment();
    expect([inspector.isSample, inspector.samples]).toEqual([true, [sample]]);
    expect(bridge.key.status).not.toHaveBeenCalled();
  });

  it('knows the problem of a keychain that can’t be asked', async () => {
    const { inspector, bridge } = buildInspector();
    bridge.key.status.mockResolvedValue(failed({ kind: 'keychain-locked' }));
    await inspector.enterEnvironment();
    expect(inspector.key).toEqual({ kind: 'keychain-locked' });
  });
});

describe('a page that comes after a lost one', () => {
  const lost = { searchText: 'usr_typed', query: { id: 'usr_a' }, isFound: true };

  it('has the text in the search box from the first, and opens from the history who was shown', async () => {
    const { inspector, bridge } = buildInspector({}, lost);
    expect(inspector.searchText).toBe('usr_typed');
    await inspector.reopen();
    expect([foundId(inspector), inspector.searchText]).toEqual(['usr_a', 'usr_typed']);
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
  });

  it.each([
    ['who is not in the history', lost, { id: 'usr_a' }],
    ['who was not found', { ...lost, isFound: false }, { id: 'usr_a' }],
    [
      'by e-mail',
      { ...lost, query: { email: 'a@b.example' }, isFound: false },
      { email: 'a@b.example' },
    ],
  ])('looks up again %s', async (_, wasOpen, query) => {
    const { inspector, bridge } = buildInspector({}, wasOpen);
    bridge.history.open.mockResolvedValue(failed({ kind: 'not-in-history' }));
    await inspector.reopen();
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith(query);
    expect(inspector.searchText).toBe('usr_typed');
  });

  it('leaves the search box to who types there by then', async () => {
    const { inspector, bridge } = buildInspector({}, { ...lost, isFound: false });
    const late = deferred<Result<NewLookUp>>();
    bridge.user.lookUp.mockReturnValue(late.promise);
    const reopening = inspector.reopen();
    inspector.searchText = 'usr_new';
    late.resolve(ok({ ...buildLookUp({ id: 'usr_a' }), changes: null }));
    await reopening;
    expect(inspector.searchText).toBe('usr_new');
  });

  it('opens nobody where nobody was open', async () => {
    const { inspector, bridge } = buildInspector({}, { ...lost, query: null });
    await inspector.reopen();
    expect(inspector.phase).toEqual({ name: 'idle' });
    expect(bridge.history.open).not.toHaveBeenCalled();
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
  });
});

it('what is open is kept in the main process as it changes', async () => {
  const { inspector, bridge } = buildInspector();
  const last = () => bridge.app.rememberPage.mock.lastCall?.[0];
  inspector.keepRemembered();
  await search(inspector, 'usr_a');
  await expect.poll(last).toEqual({ searchText: 'usr_a', query: { id: 'usr_a' }, isFound: true });
  inspector.searchText = 'b';
  await expect.poll(last).toEqual({ searchText: 'b', query: { id: 'usr_a' }, isFound: true });
  bridge.user.lookUp.mockResolvedValue(failed({ kind: 'not-found', status: 404 }));
  await search(inspector, 'a@b.example');
  const email = 'a@b.example';
  await expect.poll(last).toEqual({ searchText: email, query: { email }, isFound: false });
  await inspector.clear();
  await expect.poll(last).toEqual({ searchText: email, query: null, isFound: false });
});

describe('a search', () => {
  it('looks the id up that is in the text, and puts it into the box', async () => {
    const { inspector, bridge } = buildInspector();
    await search(inspector, ' "usr_a", ');
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
    expect(inspector.phase).toEqual({
      name: 'found',
      lookUp: buildLookUp({ id: 'usr_a' }),
      isRemembered: false,
      changes: null,
      idCount: 1,
    });
    expect(inspector.searchText).toBe('usr_a');
  });

  it('leaves the screen as it is for a moment, and only then says that it is being looked up', async () => {
    vi.useFakeTimers();
    const { inspector, bridge } = buildInspector();
    bridge.user.lookUp.mockReturnValue(new Promise(() => undefined));
    void search(inspector, 'usr_a usr_b');
    await vi.advanceTimersByTimeAsync(179);
    expect(inspector.phase).toEqual({ name: 'idle' });
    await vi.advanceTimersByTimeAsync(1);
    expect(inspector.phase).toEqual({ name: 'loading', query: { id: 'usr_a' }, idCount: 2 });
  });

  it('that was answered, stopped or overtaken does not say later that it is being looked up', async () => {
    vi.useFakeTimers();
    const { inspector, bridge } = buildInspector();
    await search(inspector, 'usr_a');
    bridge.user.lookUp.mockReturnValueOnce(new Promise(() => undefined));
    void search(inspector, 'usr_b');
    await search(inspector, 'usr_c');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(foundId(inspector)).toBe('usr_c');
    bridge.user.lookUp.mockReturnValueOnce(new Promise(() => undefined));
    void search(inspector, 'usr_d');
    await inspector.clear();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(inspector.phase).toEqual({ name: 'idle' });
  });

  it('for several ids looks the first one up and says how many there are', async () => {
    const { inspector, bridge } = buildInspector();
    await search(inspector, 'usr_a usr_b usr_a usr_c');
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
    expect(inspector.phase).toMatchObject({ name: 'found', idCount: 3 });
    await search(inspector, 'usr_d');
    expect(inspector.phase).toMatchObject({ name: 'found', idCount: 1 });
  });

  it('for an e-mail address asks for it, and says which one', async () => {
    const { inspector, bridge } = buildInspector();
    await search(inspector, 'Ann <ann@example.com>');
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ email: 'ann@example.com' });
    expect(inspector.phase).toMatchObject({ name: 'found', lookUp: { email: 'ann@example.com' } });
    expect(inspector.searchText).toBe('ann@example.com');
  });

  it('for nothing leaves the screen as it is', async () => {
    const { inspector, bridge } = buildInspector();
    await search(inspector, 'usr_a');
    await search(inspector, ' " ');
    expect(foundId(inspector)).toBe('usr_a');
    expect(bridge.user.lookUp).toHaveBeenCalledOnce();
  });

  it('for something else asks first, and sends it as it is when told to', async () => {
    const { inspector, bridge } = buildInspector();
    await search(inspector, ' uid_1 ');
    expect(inspector.phase).toEqual({ name: 'question', text: 'uid_1', oddity: null });
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
    await inspector.lookUp({ id: 'uid_1' });
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'uid_1' });
    expect(foundId(inspector)).toBe('uid_1');
  });

  it.each(['ak_0123456789abcdef', 'X-API-Key: 0123456789'])(
    'for a key sends nothing and wipes it: %s',
    async (key) => {
      const { inspector, bridge } = buildInspector();
      await search(inspector, key);
      expect(inspector.phase).toEqual({
        name: 'problem',
        query: null,
        problem: { kind: 'key-in-search' },
        idCount: 1,
      });
      expect(inspector.searchText).toBe('');
      for (const asked of functionsOf(bridge)) expect(asked).not.toHaveBeenCalled();
    },
  );

  it('for the key itself, recognised by the main process, wipes it too', async () => {
    const { inspector, bridge } = buildInspector();
    bridge.user.lookUp.mockResolvedValue(failed({ kind: 'key-in-search' }));
    await inspector.lookUp({ id: 'mine0123456789' });
    expect(inspector.phase).toEqual({
      name: 'problem',
      query: null,
      problem: { kind: 'key-in-search' },
      idCount: 1,
    });
    expect(inspector.searchText).toBe('');
  });
});

describe('an answer', () => {
  it('that is a problem is shown with the id', async () => {
    const { inspector, bridge } = buildInspector();
    bridge.user.lookUp.mockResolvedValue(failed({ kind: 'not-found', status: 404 }));
    await search(inspector, 'usr_a');
    expect(inspector.phase).toEqual({
      name: 'problem',
      query: { id: 'usr_a' },
      problem: { kind: 'not-found', status: 404 },
      idCount: 1,
    });
  });

  it('that is a user brings the history up to date', async () => {
    const { inspector, bridge } = buildInspector();
    bridge.history.list.mockResolvedValue(ok({ entries: [entry], next: null }));
    await search(inspector, 'usr_a');
    expect(inspector.history.entries).toEqual([entry]);
  });

  /** Two lookups, of which the first is answered last. */
  async function overtaken(second: (inspector: Inspector) => Promise<unknown>) {
    const { inspector, bridge } = buildInspector();
    const late = deferred<Result<NewLookUp>>();
    bridge.user.lookUp.mockReturnValueOnce(late.promise);
    const first = search(inspector, 'usr_late');
    await second(inspector);
    const before = inspector.phase;
    late.resolve(ok({ ...buildLookUp({ id: 'usr_late' }), changes: null }));
    await first;
    expect(inspector.phase).toBe(before);
    return { inspector, bridge };
  }

  it('that comes after the next search is dropped', async () => {
    const { inspector } = await overtaken((now) => search(now, 'usr_b'));
    expect([foundId(inspector), inspector.searchText]).toEqual(['usr_b', 'usr_b']);
  });

  it('that comes after a lookup was stopped is dropped, and the main process was told', async () => {
    const { inspector, bridge } = await overtaken((now) => now.clear());
    expect(inspector.phase).toEqual({ name: 'idle' });
    expect(bridge.user.cancelLookUp).toHaveBeenCalledOnce();
  });

  it('that comes after an older lookup was opened is dropped', async () => {
    const { inspector } = await overtaken((now) => now.openFromHistory('usr_old'));
    expect([foundId(inspector), inspector.searchText]).toEqual(['usr_old', 'usr_old']);
  });

  it('that comes after a question is dropped', async () => {
    expect((await overtaken((now) => search(now, 'uid_1'))).inspector.phase.name).toBe('question');
  });

  it('that comes after a key was pasted is dropped', async () => {
    const { inspector } = await overtaken((now) => search(now, 'ak_0123456789abcdef'));
    expect([inspector.phase.name, inspector.searchText]).toEqual(['problem', '']);
  });

  it('that comes after the environment changed is dropped', async () => {
    const { inspector } = await overtaken((now) => now.changeSettings({ environment: 'sample' }));
    expect(inspector.phase).toEqual({ name: 'idle' });
  });
});

describe('to clear', () => {
  it('forgets what is shown, and bothers nobody where nothing runs', async () => {
    const { inspector, bridge } = buildInspector();
    await search(inspector, 'usr_a');
    await inspector.clear();
    expect(inspector.phase).toEqual({ name: 'idle' });
    expect(bridge.user.cancelLookUp).not.toHaveBeenCalled();
  });
});

describe('what changed', () => {
  const changes = { since: '2026-02-01T12:00:00.000Z', changes: [], routine: [] };

  it('is asked for where it was not known yet when the answer came, and the card does not wait for it', async () => {
    const { inspector, bridge } = buildInspector();
    const late = deferred<Awaited<ReturnType<typeof bridge.history.changes>>>();
    bridge.history.changes.mockReturnValueOnce(late.promise);
    await search(inspector, 'usr_a');
    expect(inspector.phase).toMatchObject({ name: 'found', changes: null });
    late.resolve(ok(changes));
    await vi.waitFor(() => expect(inspector.phase).toMatchObject({ name: 'found', changes }));
  });

  it('that is known late is dropped where somebody else is shown', async () => {
    const { inspector, bridge } = buildInspector();
    const late = deferred<Awaited<ReturnType<typeof bridge.history.changes>>>();
    bridge.history.changes.mockReturnValueOnce(late.promise);
    await search(inspector, 'usr_a');
    await search(inspector, 'usr_b');
    late.resolve(ok(changes));
    await late.promise;
    expect(inspector.phase).toMatchObject({ name: 'found', changes: null });
  });
});

describe('what the history knows of the account on the screen', () => {
  async function showPinned() {
    const parts = buildInspector();
    parts.bridge.history.entry.mockResolvedValue(ok({ ...entry, isPinned: true }));
    await search(parts.inspector, 'usr_a');
    expect(parts.inspector.shownEntry).toMatchObject({ isPinned: true });
    parts.bridge.history.entry.mockResolvedValue(ok(null));
    return parts;
  }

  it.each<[string, (inspector: Inspector) => Promise<unknown>]>([
    ['removed', (inspector) => inspector.removeFromHistory(['usr_a'])],
    ['cleared with all', (inspector) => inspector.clearHistory()],
    ['forgotten', (inspector) => inspector.forget('usr_a')],
  ])('is nothing once it was %s', async (_, remove) => {
    const { inspector } = await showPinned();
    await remove(inspector);
    expect(inspector.shownEntry).toBeNull();
  });
});

describe('to forget somebody', () => {
  it('first ends a running lookup, because its answer may be about that person', async () => {
    const { inspector, bridge } = buildInspector();
    bridge.user.lookUp.mockReturnValueOnce(new Promise(() => undefined));
    void search(inspector, 'ann@example.com');
    await inspector.forget('usr_a');
    expect(bridge.user.cancelLookUp).toHaveBeenCalledOnce();
    expect(bridge.user.cancelLookUp.mock.invocationCallOrder[0]).toBeLessThan(
      bridge.history.forget.mock.invocationCallOrder[0] ?? 0,
    );
    expect(inspector.phase).toEqual({ name: 'idle' });
  });

  it('takes from the screen who was asked for under another id', async () => {
    const { inspector, bridge } = buildInspector();
    bridge.user.lookUp.mockResolvedValue(
      ok({ ...buildLookUp({ id: 'usr_a' }, { id: 'usr_A' }), changes: null }),
    );
    await search(inspector, 'usr_A');
    await inspector.forget('usr_a');
    expect([inspector.phase, inspector.searchText]).toEqual([{ name: 'idle' }, '']);
  });

  it('leaves somebody else where they are', async () => {
    const { inspector } = buildInspector();
    await search(inspector, 'usr_b');
    await inspector.forget('usr_a');
    expect([foundId(inspector), inspector.searchText]).toEqual(['usr_b', 'usr_b']);
  });
});

describe('an older lookup', () => {
  it('is opened as remembered, without asking the server', async () => {
    const { inspector, bridge } = buildInspector();
    await inspector.openFromHistory('usr_old');
    expect(inspector.phase).toEqual({
      name: 'found',
      lookUp: buildLookUp({ id: 'usr_old' }),
      isRemembered: true,
      changes: null,
      idCount: 1,
    });
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
  });

  it('that made room is a problem, which can be looked up again', async () => {
    const { inspector, bridge } = buildInspector();
    bridge.history.open.mockResolvedValue(failed({ kind: 'not-in-history' }));
    await inspector.openFromHistory('usr_old');
    expect(inspector.phase).toEqual({
      name: 'problem',
      query: { id: 'usr_old' },
      problem: { kind: 'not-in-history' },
      idCount: 1,
    });
  });

  it('that is opened late gives way to the search after it', async () => {
    const { inspector, bridge } = buildInspector();
    const late = deferred<Result<LookUp>>();
    bridge.history.open.mockReturnValueOnce(late.promise);
    const opening = inspector.openFromHistory('usr_old');
    await search(inspector, 'usr_b');
    late.resolve(ok(buildLookUp({ id: 'usr_old' })));
    await opening;
    expect([foundId(inspector), inspector.searchText]).toEqual(['usr_b', 'usr_b']);
  });

  it('ends the lookup that is running', async () => {
    const { inspector, bridge } = buildInspector();
    bridge.user.lookUp.mockReturnValueOnce(new Promise(() => undefined));
    void search(inspector, 'usr_a');
    await inspector.openFromHistory('usr_old');
    expect(bridge.user.cancelLookUp).toHaveBeenCalledOnce();
  });

  it('gives way to a search that is made while the running lookup is being ended', async () => {
    const { inspector, bridge } = buildInspector();
    const ended = deferred<Result<undefined>>();
    bridge.user.lookUp.mockReturnValueOnce(new Promise(() => undefined));
    bridge.user.cancelLookUp.mockReturnValueOnce(ended.promise);
    void search(inspector, 'usr_a');
    const opening = inspector.openFromHistory('usr_old');
    await search(inspector, 'usr_b');
    ended.resolve(ok(undefined));
    await opening;
    expect([foundId(inspector), inspector.searchText]).toEqual(['usr_b', 'usr_b']);
  });
});

describe('automatic retries', () => {
  it('are two at most, and counted down', async () => {
    const { inspector, bridge } = buildInspector();
    bridge.user.lookUp.mockResolvedValue(tooMany);
    await search(inspector, 'usr_a');
    const left = [inspector.automaticRetriesLeft];
    for (let tries = 0; tries < 2; tries += 1) {
      await inspector.retryAutomatically({ id: 'usr_a' }, 1);
      left.push(inspector.automaticRetriesLeft);
    }
    expect(left).toEqual([2, 1, 0]);
    expect(bridge.user.lookUp).toHaveBeenCalledTimes(3);
  });

  it('begin again with a lookup that a person starts', async () => {
    const { inspector, bridge } = buildInspector();
    bridge.user.lookUp.mockResolvedValue(tooMany);
    await search(inspector, 'usr_a');
    await inspector.retryAutomatically({ id: 'usr_a' }, 1);
    await inspector.lookUp({ id: 'usr_a' });
    expect(inspector.automaticRetriesLeft).toBe(2);
  });

  it('keep saying how many ids there were', async () => {
    const { inspector, bridge } = buildInspector();
    bridge.user.lookUp.mockResolvedValueOnce(tooMany);
    await search(inspector, 'usr_a usr_b');
    expect(inspector.phase).toMatchObject({ name: 'problem', idCount: 2 });
    await inspector.retryAutomatically({ id: 'usr_a' }, 2);
    expect(inspector.phase).toMatchObject({ name: 'found', idCount: 2 });
  });

  it('leave alone what somebody began to type', async () => {
    const { inspector, bridge } = buildInspector();
    bridge.user.lookUp.mockResolvedValueOnce(tooMany);
    await search(inspector, 'usr_a');
    inspector.searchText = 'usr_b';
    await inspector.retryAutomatically({ id: 'usr_a' }, 1);
    expect([foundId(inspector), inspector.searchText]).toEqual(['usr_a', 'usr_b']);
  });
});

describe('a change of the settings', () => {
  it.each([{ environment: 'sample' }, { baseUrl: 'https://there.example/v1' }] as const)(
    'to another environment clears the screen and asks what is there: %j',
    async (changes) => {
      const { inspector, bridge } = buildInspector();
      await search(inspector, 'usr_a');
      bridge.history.list.mockResolvedValue(ok({ entries: [], next: null }));
      await inspector.changeSettings(changes);
      expect([inspector.phase.name, inspector.searchText, inspector.history.entries]).toEqual([
        'idle',
        '',
        [],
      ]);
      expect(inspector.recentSearches).toEqual([]);
      expect(inspector.settings).toMatchObject(changes);
    },
  );

  it('of the looks leaves the screen as it is', async () => {
    const { inspector } = buildInspector();
    await search(inspector, 'usr_a');
    await inspector.changeSettings({ theme: 'dark', timeOutSeconds: 30 });
    expect([foundId(inspector), inspector.searchText]).toEqual(['usr_a', 'usr_a']);
  });

  it('of the language is seen at once', async () => {
    const { inspector } = buildInspector();
    await inspector.changeSettings({ language: 'de' });
    expect([document.documentElement.lang, formatsLocale()]).toEqual(['de', 'de-CH']);
  });

  it('that is refused changes nothing', async () => {
    const { inspector, bridge } = buildInspector();
    const refused = failed({ kind: 'refused', reason: 'input' });
    bridge.settings.change.mockResolvedValue(refused);
    const before = inspector.settings;
    expect(await inspector.changeSettings({ baseUrl: 'x' })).toEqual(refused);
    expect(inspector.settings).toBe(before);
  });

  it('that could not be written says so', async () => {
    const { inspector, bridge } = buildInspector();
    bridge.settings.change.mockResolvedValue(ok({ settings: inspector.settings, isSaved: false }));
    await inspector.changeSettings({ theme: 'dark' });
    expect(inspector.areSettingsSaved).toBe(false);
  });

  it('is not overtaken by what the keychain says late about the server before', async () => {
    const { inspector, bridge } = buildInspector();
    const late = deferred<Result<KeyStatus>>();
    bridge.key.status.mockReturnValueOnce(late.promise).mockResolvedValue(ok('none'));
    const before = inspector.readKey();
    await inspector.changeSettings({ baseUrl: 'https://there.example/v1' });
    late.resolve(ok('stored'));
    await before;
    expect(inspector.key).toBe('none');
  });

  it('of the looks asks nobody anything', async () => {
    const { inspector, bridge } = buildInspector();
    await inspector.changeSettings({ theme: 'dark' });
    expect(bridge.key.status).not.toHaveBeenCalled();
    expect(bridge.history.list).not.toHaveBeenCalled();
  });
});

describe('privacy mode', () => {
  it('is on at once, and no answer that waited for the disk switches it off', async () => {
    const { inspector, bridge } = buildInspector();
    const slow = deferred<Awaited<ReturnType<typeof bridge.settings.change>>>();
    bridge.settings.change.mockReturnValueOnce(slow.promise);
    const language = inspector.changeSettings({ language: 'de' });
    const privacy = inspector.togglePrivacy();
    expect(inspector.isPrivate).toBe(true);
    slow.resolve(ok({ settings: buildSettings({ language: 'de' }), isSaved: true }));
    await language;
    expect(inspector.isPrivate).toBe(true);
    await privacy;
    expect(inspector.isPrivate).toBe(true);
  });
});

describe('the key', () => {
  it('that is saved opens the server, and its whereabouts are asked for', async () => {
    const { inspector, bridge } = buildInspector({ environment: null });
    expect(await inspector.saveKey('ak_1', 'stored')).toEqual(ok('accepted'));
    expect(bridge.key.save).toHaveBeenCalledExactlyOnceWith({ key: 'ak_1', keep: 'stored' });
    expect([inspector.isWelcome, inspector.settings.environment, inspector.key]).toEqual([
      false,
      'server',
      'stored',
    ]);
  });

  it.each(['no-key', 'key-refused', 'keychain-locked'] as const)(
    'that was missing does what it stood in the way of: %s',
    async (kind) => {
      const { inspector, bridge } = buildInspector();
      const problem = kind === 'key-refused' ? ({ kind, status: 401 } as const) : { kind };
      bridge.user.lookUp.mockResolvedValueOnce(failed(problem));
      await search(inspector, 'usr_a usr_b');
      await inspector.saveKey('ak_1', 'stored');
      expect(inspector.phase).toMatchObject({ name: 'found', lookUp: { id: 'usr_a' }, idCount: 2 });
    },
  );

  it('that was not what was missing looks nothing up', async () => {
    const { inspector, bridge } = buildInspector();
    bridge.user.lookUp.mockResolvedValueOnce(failed({ kind: 'not-found', status: 404 }));
    await search(inspector, 'usr_a');
    await inspector.saveKey('ak_1', 'stored');
    expect(bridge.user.lookUp).toHaveBeenCalledOnce();
  });

  it('that is refused changes nothing', async () => {
    const { inspector, bridge } = buildInspector({ environment: null });
    const refused = failed({ kind: 'key-refused', status: 401 });
    bridge.key.save.mockResolvedValue(refused);
    expect(await inspector.saveKey('ak_1', 'stored')).toEqual(refused);
    expect(inspector.isWelcome).toBe(true);
    expect(bridge.settings.change).not.toHaveBeenCalled();
  });

  it('that is removed is asked for again', async () => {
    const { inspector, bridge } = buildInspector();
    bridge.key.status.mockResolvedValue(ok('none'));
    expect(await inspector.removeKey()).toEqual(ok(undefined));
    expect(inspector.key).toBe('none');
  });
});
