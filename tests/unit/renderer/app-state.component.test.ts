import { afterEach, describe, expect, it, vi } from 'vitest';
import type { KeyStatus } from '../../../electron/contract/key';
import type { LookUp, NewLookUp } from '../../../electron/contract/look-up';
import { failed, ok, type Result } from '../../../electron/contract/result';
import type { AppState } from '../../../renderer/app-state';
import { reportSession, restoreSession } from '../../../renderer/lookup/session-restore.svelte';
import { formatsLocale } from '../../../renderer/messages/locale.svelte';
import { buildEntry, buildLookUp, buildSettings, deferred } from '../builders';
import { buildState, functionsOf } from './fake-bridge';

const entry = buildEntry({ name: 'Ann' });
const tooMany = failed({ kind: 'too-many-requests', status: 429, retryAfterSeconds: 5 });

const search = (state: AppState, text: string) => {
  state.lookups.searchText = text;
  return state.lookups.search();
};
const foundId = ({ lookups: { phase } }: AppState) =>
  phase.name === 'found' ? phase.lookUp.id : phase.name;

afterEach(() => void vi.useRealTimers());

describe('the beginning', () => {
  it('asks nothing, shows nothing, and welcomes who has not chosen yet', () => {
    const { state, bridge } = buildState({ environment: null });
    expect(state.lookups.phase).toEqual({ name: 'idle' });
    expect([state.settings.isWelcome, state.settings.isSample, state.apiKey.status]).toEqual([
      true,
      false,
      null,
    ]);
    for (const asked of functionsOf(bridge)) expect(asked).not.toHaveBeenCalled();
  });

  it('then asks for the key and the history of the server', async () => {
    const { state, bridge } = buildState();
    bridge.history.list.mockResolvedValue(ok({ entries: [entry], next: null }));
    await state.enterEnvironment();
    expect([state.settings.isWelcome, state.apiKey.status, state.history.entries]).toEqual([
      false,
      'stored',
      [entry],
    ]);
    expect(bridge.sampleData.list).not.toHaveBeenCalled();
  });

  it('asks for examples and not for a key, in the sample environment', async () => {
    const { state, bridge } = buildState({ environment: 'sample' });
    const sample = { of: 'user', id: 'usr_sample_active', shows: 'active' } as const;
    bridge.sampleData.list.mockResolvedValue(ok([sample]));
    await state.enterEnvironment();
    expect([state.settings.isSample, state.sampleIds.all]).toEqual([true, [sample]]);
    expect(bridge.key.status).not.toHaveBeenCalled();
  });

  it('knows the problem of a keychain that can’t be asked', async () => {
    const { state, bridge } = buildState();
    bridge.key.status.mockResolvedValue(failed({ kind: 'keychain-locked' }));
    await state.enterEnvironment();
    expect(state.apiKey.status).toEqual({ kind: 'keychain-locked' });
  });
});

describe('a page that comes after a lost one', () => {
  const lost = { searchText: 'usr_typed', query: { id: 'usr_a' }, isFound: true };

  it('has the text in the search box from the first, and opens from the history who was shown', async () => {
    const { state, bridge } = buildState({}, lost);
    expect(state.lookups.searchText).toBe('usr_typed');
    await restoreSession(state.lookups, lost);
    expect([foundId(state), state.lookups.searchText]).toEqual(['usr_a', 'usr_typed']);
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
    const { state, bridge } = buildState({}, wasOpen);
    bridge.history.open.mockResolvedValue(failed({ kind: 'not-in-history' }));
    await restoreSession(state.lookups, wasOpen);
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith(query);
    expect(state.lookups.searchText).toBe('usr_typed');
  });

  it('leaves the search box to who types there by then', async () => {
    const { state, bridge } = buildState({}, { ...lost, isFound: false });
    const late = deferred<Result<NewLookUp>>();
    bridge.user.lookUp.mockReturnValue(late.promise);
    const reopening = restoreSession(state.lookups, { ...lost, isFound: false });
    state.lookups.searchText = 'usr_new';
    late.resolve(ok({ ...buildLookUp({ id: 'usr_a' }), changes: null }));
    await reopening;
    expect(state.lookups.searchText).toBe('usr_new');
  });

  it('opens nobody where nobody was open', async () => {
    const { state, bridge } = buildState({}, { ...lost, query: null });
    await restoreSession(state.lookups, { ...lost, query: null });
    expect(state.lookups.phase).toEqual({ name: 'idle' });
    expect(bridge.history.open).not.toHaveBeenCalled();
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
  });
});

it('what is open is kept in the main process as it changes', async () => {
  const { state, bridge } = buildState();
  const last = () => bridge.app.rememberPage.mock.lastCall?.[0];
  reportSession(state.lookups);
  await search(state, 'usr_a');
  await expect.poll(last).toEqual({ searchText: 'usr_a', query: { id: 'usr_a' }, isFound: true });
  state.lookups.searchText = 'b';
  await expect.poll(last).toEqual({ searchText: 'b', query: { id: 'usr_a' }, isFound: true });
  bridge.user.lookUp.mockResolvedValue(failed({ kind: 'not-found', status: 404 }));
  await search(state, 'a@b.example');
  const email = 'a@b.example';
  await expect.poll(last).toEqual({ searchText: email, query: { email }, isFound: false });
  await state.lookups.clear();
  await expect.poll(last).toEqual({ searchText: email, query: null, isFound: false });
});

describe('a search', () => {
  it('looks the id up that is in the text, and puts it into the box', async () => {
    const { state, bridge } = buildState();
    await search(state, ' "usr_a", ');
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
    expect(state.lookups.phase).toEqual({
      name: 'found',
      lookUp: buildLookUp({ id: 'usr_a' }),
      isRemembered: false,
      changes: null,
      idCount: 1,
    });
    expect(state.lookups.searchText).toBe('usr_a');
  });

  it('leaves the screen as it is for a moment, and only then says that it is being looked up', async () => {
    vi.useFakeTimers();
    const { state, bridge } = buildState();
    bridge.user.lookUp.mockReturnValue(new Promise(() => undefined));
    void search(state, 'usr_a usr_b');
    await vi.advanceTimersByTimeAsync(179);
    expect(state.lookups.phase).toEqual({ name: 'idle' });
    await vi.advanceTimersByTimeAsync(1);
    expect(state.lookups.phase).toEqual({ name: 'loading', query: { id: 'usr_a' }, idCount: 2 });
  });

  it('that was answered, stopped or overtaken does not say later that it is being looked up', async () => {
    vi.useFakeTimers();
    const { state, bridge } = buildState();
    await search(state, 'usr_a');
    bridge.user.lookUp.mockReturnValueOnce(new Promise(() => undefined));
    void search(state, 'usr_b');
    await search(state, 'usr_c');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(foundId(state)).toBe('usr_c');
    bridge.user.lookUp.mockReturnValueOnce(new Promise(() => undefined));
    void search(state, 'usr_d');
    await state.lookups.clear();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(state.lookups.phase).toEqual({ name: 'idle' });
  });

  it('for several ids looks the first one up and says how many there are', async () => {
    const { state, bridge } = buildState();
    await search(state, 'usr_a usr_b usr_a usr_c');
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
    expect(state.lookups.phase).toMatchObject({ name: 'found', idCount: 3 });
    await search(state, 'usr_d');
    expect(state.lookups.phase).toMatchObject({ name: 'found', idCount: 1 });
  });

  it('for an e-mail address asks for it, and says which one', async () => {
    const { state, bridge } = buildState();
    await search(state, 'Ann <ann@example.com>');
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ email: 'ann@example.com' });
    expect(state.lookups.phase).toMatchObject({
      name: 'found',
      lookUp: { email: 'ann@example.com' },
    });
    expect(state.lookups.searchText).toBe('ann@example.com');
  });

  it('for nothing leaves the screen as it is', async () => {
    const { state, bridge } = buildState();
    await search(state, 'usr_a');
    await search(state, ' " ');
    expect(foundId(state)).toBe('usr_a');
    expect(bridge.user.lookUp).toHaveBeenCalledOnce();
  });

  it('for something else asks first, and sends it as it is when told to', async () => {
    const { state, bridge } = buildState();
    await search(state, ' uid_1 ');
    expect(state.lookups.phase).toEqual({ name: 'question', text: 'uid_1', oddity: null });
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
    await state.lookups.lookUp({ id: 'uid_1' });
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'uid_1' });
    expect(foundId(state)).toBe('uid_1');
  });

  it.each(['ak_0123456789abcdef', 'X-API-Key: 0123456789'])(
    'for a key sends nothing and wipes it: %s',
    async (key) => {
      const { state, bridge } = buildState();
      await search(state, key);
      expect(state.lookups.phase).toEqual({
        name: 'problem',
        query: null,
        problem: { kind: 'key-in-search' },
        idCount: 1,
      });
      expect(state.lookups.searchText).toBe('');
      for (const asked of functionsOf(bridge)) expect(asked).not.toHaveBeenCalled();
    },
  );

  it('for the key itself, recognised by the main process, wipes it too', async () => {
    const { state, bridge } = buildState();
    bridge.user.lookUp.mockResolvedValue(failed({ kind: 'key-in-search' }));
    await state.lookups.lookUp({ id: 'mine0123456789' });
    expect(state.lookups.phase).toEqual({
      name: 'problem',
      query: null,
      problem: { kind: 'key-in-search' },
      idCount: 1,
    });
    expect(state.lookups.searchText).toBe('');
  });
});

describe('an answer', () => {
  it('that is a problem is shown with the id', async () => {
    const { state, bridge } = buildState();
    bridge.user.lookUp.mockResolvedValue(failed({ kind: 'not-found', status: 404 }));
    await search(state, 'usr_a');
    expect(state.lookups.phase).toEqual({
      name: 'problem',
      query: { id: 'usr_a' },
      problem: { kind: 'not-found', status: 404 },
      idCount: 1,
    });
  });

  it('that is a user brings the history up to date', async () => {
    const { state, bridge } = buildState();
    bridge.history.list.mockResolvedValue(ok({ entries: [entry], next: null }));
    await search(state, 'usr_a');
    expect(state.history.entries).toEqual([entry]);
  });

  /** Two lookups, of which the first is answered last. */
  async function overtaken(second: (state: AppState) => Promise<unknown>) {
    const { state, bridge } = buildState();
    const late = deferred<Result<NewLookUp>>();
    bridge.user.lookUp.mockReturnValueOnce(late.promise);
    const first = search(state, 'usr_late');
    await second(state);
    const before = state.lookups.phase;
    late.resolve(ok({ ...buildLookUp({ id: 'usr_late' }), changes: null }));
    await first;
    expect(state.lookups.phase).toBe(before);
    return { state, bridge };
  }

  it('that comes after the next search is dropped', async () => {
    const { state } = await overtaken((now) => search(now, 'usr_b'));
    expect([foundId(state), state.lookups.searchText]).toEqual(['usr_b', 'usr_b']);
  });

  it('that comes after a lookup was stopped is dropped, and the main process was told', async () => {
    const { state, bridge } = await overtaken((now) => now.lookups.clear());
    expect(state.lookups.phase).toEqual({ name: 'idle' });
    expect(bridge.user.cancelLookUp).toHaveBeenCalledOnce();
  });

  it('that comes after an older lookup was opened is dropped', async () => {
    const { state } = await overtaken((now) => now.lookups.openFromHistory('usr_old'));
    expect([foundId(state), state.lookups.searchText]).toEqual(['usr_old', 'usr_old']);
  });

  it('that comes after a question is dropped', async () => {
    expect((await overtaken((now) => search(now, 'uid_1'))).state.lookups.phase.name).toBe(
      'question',
    );
  });

  it('that comes after a key was pasted is dropped', async () => {
    const { state } = await overtaken((now) => search(now, 'ak_0123456789abcdef'));
    expect([state.lookups.phase.name, state.lookups.searchText]).toEqual(['problem', '']);
  });

  it('that comes after the environment changed is dropped', async () => {
    const { state } = await overtaken((now) => now.settings.change({ environment: 'sample' }));
    expect(state.lookups.phase).toEqual({ name: 'idle' });
  });
});

describe('to clear', () => {
  it('forgets what is shown, and bothers nobody where nothing runs', async () => {
    const { state, bridge } = buildState();
    await search(state, 'usr_a');
    await state.lookups.clear();
    expect(state.lookups.phase).toEqual({ name: 'idle' });
    expect(bridge.user.cancelLookUp).not.toHaveBeenCalled();
  });
});

describe('what changed', () => {
  const changes = { since: '2026-02-01T12:00:00.000Z', changes: [], routine: [] };

  it('is asked for where it was not known yet when the answer came, and the card does not wait for it', async () => {
    const { state, bridge } = buildState();
    const late = deferred<Awaited<ReturnType<typeof bridge.history.changes>>>();
    bridge.history.changes.mockReturnValueOnce(late.promise);
    await search(state, 'usr_a');
    expect(state.lookups.phase).toMatchObject({ name: 'found', changes: null });
    late.resolve(ok(changes));
    await vi.waitFor(() => expect(state.lookups.phase).toMatchObject({ name: 'found', changes }));
  });

  it('that is known late is dropped where somebody else is shown', async () => {
    const { state, bridge } = buildState();
    const late = deferred<Awaited<ReturnType<typeof bridge.history.changes>>>();
    bridge.history.changes.mockReturnValueOnce(late.promise);
    await search(state, 'usr_a');
    await search(state, 'usr_b');
    late.resolve(ok(changes));
    await late.promise;
    expect(state.lookups.phase).toMatchObject({ name: 'found', changes: null });
  });
});

describe('what the history knows of the account on the screen', () => {
  async function showPinned() {
    const parts = buildState();
    parts.bridge.history.entry.mockResolvedValue(ok({ ...entry, isPinned: true }));
    await search(parts.state, 'usr_a');
    expect(parts.state.lookups.shownEntry).toMatchObject({ isPinned: true });
    parts.bridge.history.entry.mockResolvedValue(ok(null));
    return parts;
  }

  it.each<[string, (state: AppState) => Promise<unknown>]>([
    ['removed', (state) => state.history.remove(['usr_a'])],
    ['cleared with all', (state) => state.history.clear()],
    ['forgotten', (state) => state.lookups.forget('usr_a')],
  ])('is nothing once it was %s', async (_, remove) => {
    const { state } = await showPinned();
    await remove(state);
    expect(state.lookups.shownEntry).toBeNull();
  });
});

describe('to forget somebody', () => {
  it('first ends a running lookup, because its answer may be about that person', async () => {
    const { state, bridge } = buildState();
    bridge.user.lookUp.mockReturnValueOnce(new Promise(() => undefined));
    void search(state, 'ann@example.com');
    await state.lookups.forget('usr_a');
    expect(bridge.user.cancelLookUp).toHaveBeenCalledOnce();
    expect(bridge.user.cancelLookUp.mock.invocationCallOrder[0]).toBeLessThan(
      bridge.history.forget.mock.invocationCallOrder[0] ?? 0,
    );
    expect(state.lookups.phase).toEqual({ name: 'idle' });
  });

  it('takes from the screen who was asked for under another id', async () => {
    const { state, bridge } = buildState();
    bridge.user.lookUp.mockResolvedValue(
      ok({ ...buildLookUp({ id: 'usr_a' }, { id: 'usr_A' }), changes: null }),
    );
    await search(state, 'usr_A');
    await state.lookups.forget('usr_a');
    expect([state.lookups.phase, state.lookups.searchText]).toEqual([{ name: 'idle' }, '']);
  });

  it('leaves somebody else where they are', async () => {
    const { state } = buildState();
    await search(state, 'usr_b');
    await state.lookups.forget('usr_a');
    expect([foundId(state), state.lookups.searchText]).toEqual(['usr_b', 'usr_b']);
  });
});

describe('an older lookup', () => {
  it('is opened as remembered, without asking the server', async () => {
    const { state, bridge } = buildState();
    await state.lookups.openFromHistory('usr_old');
    expect(state.lookups.phase).toEqual({
      name: 'found',
      lookUp: buildLookUp({ id: 'usr_old' }),
      isRemembered: true,
      changes: null,
      idCount: 1,
    });
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
  });

  it('that made room is a problem, which can be looked up again', async () => {
    const { state, bridge } = buildState();
    bridge.history.open.mockResolvedValue(failed({ kind: 'not-in-history' }));
    await state.lookups.openFromHistory('usr_old');
    expect(state.lookups.phase).toEqual({
      name: 'problem',
      query: { id: 'usr_old' },
      problem: { kind: 'not-in-history' },
      idCount: 1,
    });
  });

  it('that is opened late gives way to the search after it', async () => {
    const { state, bridge } = buildState();
    const late = deferred<Result<LookUp>>();
    bridge.history.open.mockReturnValueOnce(late.promise);
    const opening = state.lookups.openFromHistory('usr_old');
    await search(state, 'usr_b');
    late.resolve(ok(buildLookUp({ id: 'usr_old' })));
    await opening;
    expect([foundId(state), state.lookups.searchText]).toEqual(['usr_b', 'usr_b']);
  });

  it('ends the lookup that is running', async () => {
    const { state, bridge } = buildState();
    bridge.user.lookUp.mockReturnValueOnce(new Promise(() => undefined));
    void search(state, 'usr_a');
    await state.lookups.openFromHistory('usr_old');
    expect(bridge.user.cancelLookUp).toHaveBeenCalledOnce();
  });

  it('gives way to a search that is made while the running lookup is being ended', async () => {
    const { state, bridge } = buildState();
    const ended = deferred<Result<undefined>>();
    bridge.user.lookUp.mockReturnValueOnce(new Promise(() => undefined));
    bridge.user.cancelLookUp.mockReturnValueOnce(ended.promise);
    void search(state, 'usr_a');
    const opening = state.lookups.openFromHistory('usr_old');
    await search(state, 'usr_b');
    ended.resolve(ok(undefined));
    await opening;
    expect([foundId(state), state.lookups.searchText]).toEqual(['usr_b', 'usr_b']);
  });
});

describe('automatic retries', () => {
  it('are two at most, and counted down', async () => {
    const { state, bridge } = buildState();
    bridge.user.lookUp.mockResolvedValue(tooMany);
    await search(state, 'usr_a');
    const left = [state.lookups.automaticRetriesLeft];
    for (let tries = 0; tries < 2; tries += 1) {
      await state.lookups.retryAutomatically({ id: 'usr_a' }, 1);
      left.push(state.lookups.automaticRetriesLeft);
    }
    expect(left).toEqual([2, 1, 0]);
    expect(bridge.user.lookUp).toHaveBeenCalledTimes(3);
  });

  it('begin again with a lookup that a person starts', async () => {
    const { state, bridge } = buildState();
    bridge.user.lookUp.mockResolvedValue(tooMany);
    await search(state, 'usr_a');
    await state.lookups.retryAutomatically({ id: 'usr_a' }, 1);
    await state.lookups.lookUp({ id: 'usr_a' });
    expect(state.lookups.automaticRetriesLeft).toBe(2);
  });

  it('keep saying how many ids there were', async () => {
    const { state, bridge } = buildState();
    bridge.user.lookUp.mockResolvedValueOnce(tooMany);
    await search(state, 'usr_a usr_b');
    expect(state.lookups.phase).toMatchObject({ name: 'problem', idCount: 2 });
    await state.lookups.retryAutomatically({ id: 'usr_a' }, 2);
    expect(state.lookups.phase).toMatchObject({ name: 'found', idCount: 2 });
  });

  it('leave alone what somebody began to type', async () => {
    const { state, bridge } = buildState();
    bridge.user.lookUp.mockResolvedValueOnce(tooMany);
    await search(state, 'usr_a');
    state.lookups.searchText = 'usr_b';
    await state.lookups.retryAutomatically({ id: 'usr_a' }, 1);
    expect([foundId(state), state.lookups.searchText]).toEqual(['usr_a', 'usr_b']);
  });
});

describe('a change of the settings', () => {
  it.each([{ environment: 'sample' }, { baseUrl: 'https://there.example/v1' }] as const)(
    'to another environment clears the screen and asks what is there: %j',
    async (changes) => {
      const { state, bridge } = buildState();
      await search(state, 'usr_a');
      bridge.history.list.mockResolvedValue(ok({ entries: [], next: null }));
      await state.settings.change(changes);
      expect([state.lookups.phase.name, state.lookups.searchText, state.history.entries]).toEqual([
        'idle',
        '',
        [],
      ]);
      expect(state.lookups.recentSearches).toEqual([]);
      expect(state.settings.values).toMatchObject(changes);
    },
  );

  it('of the looks leaves the screen as it is', async () => {
    const { state } = buildState();
    await search(state, 'usr_a');
    await state.settings.change({ theme: 'dark', timeOutSeconds: 30 });
    expect([foundId(state), state.lookups.searchText]).toEqual(['usr_a', 'usr_a']);
  });

  it('of the language is seen at once', async () => {
    const { state } = buildState();
    await state.settings.change({ language: 'de' });
    expect([document.documentElement.lang, formatsLocale()]).toEqual(['de', 'de-CH']);
  });

  it('that is refused changes nothing', async () => {
    const { state, bridge } = buildState();
    const refused = failed({ kind: 'refused', reason: 'input' });
    bridge.settings.change.mockResolvedValue(refused);
    const before = state.settings.values;
    expect(await state.settings.change({ baseUrl: 'x' })).toEqual(refused);
    expect(state.settings.values).toBe(before);
  });

  it('that could not be written says so', async () => {
    const { state, bridge } = buildState();
    bridge.settings.change.mockResolvedValue(
      ok({ settings: state.settings.values, isSaved: false }),
    );
    await state.settings.change({ theme: 'dark' });
    expect(state.settings.areSaved).toBe(false);
  });

  it('is not overtaken by what the keychain says late about the server before', async () => {
    const { state, bridge } = buildState();
    const late = deferred<Result<KeyStatus>>();
    bridge.key.status.mockReturnValueOnce(late.promise).mockResolvedValue(ok('none'));
    const before = state.apiKey.readStatus();
    await state.settings.change({ baseUrl: 'https://there.example/v1' });
    late.resolve(ok('stored'));
    await before;
    expect(state.apiKey.status).toBe('none');
  });

  it('of the looks asks nobody anything', async () => {
    const { state, bridge } = buildState();
    await state.settings.change({ theme: 'dark' });
    expect(bridge.key.status).not.toHaveBeenCalled();
    expect(bridge.history.list).not.toHaveBeenCalled();
  });
});

describe('privacy mode', () => {
  it('is on at once, and no answer that waited for the disk switches it off', async () => {
    const { state, bridge } = buildState();
    const slow = deferred<Awaited<ReturnType<typeof bridge.settings.change>>>();
    bridge.settings.change.mockReturnValueOnce(slow.promise);
    const language = state.settings.change({ language: 'de' });
    const privacy = state.settings.togglePrivacy();
    expect(state.settings.isPrivate).toBe(true);
    slow.resolve(ok({ settings: buildSettings({ language: 'de' }), isSaved: true }));
    await language;
    expect(state.settings.isPrivate).toBe(true);
    await privacy;
    expect(state.settings.isPrivate).toBe(true);
  });
});

describe('the key', () => {
  it('that is saved opens the server, and its whereabouts are asked for', async () => {
    const { state, bridge } = buildState({ environment: null });
    expect(await state.apiKey.save('ak_1', 'stored')).toEqual(ok('accepted'));
    expect(bridge.key.save).toHaveBeenCalledExactlyOnceWith({ key: 'ak_1', keep: 'stored' });
    expect([
      state.settings.isWelcome,
      state.settings.values.environment,
      state.apiKey.status,
    ]).toEqual([false, 'server', 'stored']);
  });

  it.each(['no-key', 'key-refused', 'keychain-locked'] as const)(
    'that was missing does what it stood in the way of: %s',
    async (kind) => {
      const { state, bridge } = buildState();
      const problem = kind === 'key-refused' ? ({ kind, status: 401 } as const) : { kind };
      bridge.user.lookUp.mockResolvedValueOnce(failed(problem));
      await search(state, 'usr_a usr_b');
      await state.apiKey.save('ak_1', 'stored');
      expect(state.lookups.phase).toMatchObject({
        name: 'found',
        lookUp: { id: 'usr_a' },
        idCount: 2,
      });
    },
  );

  it('that was not what was missing looks nothing up', async () => {
    const { state, bridge } = buildState();
    bridge.user.lookUp.mockResolvedValueOnce(failed({ kind: 'not-found', status: 404 }));
    await search(state, 'usr_a');
    await state.apiKey.save('ak_1', 'stored');
    expect(bridge.user.lookUp).toHaveBeenCalledOnce();
  });

  it('that is refused changes nothing', async () => {
    const { state, bridge } = buildState({ environment: null });
    const refused = failed({ kind: 'key-refused', status: 401 });
    bridge.key.save.mockResolvedValue(refused);
    expect(await state.apiKey.save('ak_1', 'stored')).toEqual(refused);
    expect(state.settings.isWelcome).toBe(true);
    expect(bridge.settings.change).not.toHaveBeenCalled();
  });

  it('that is removed is asked for again', async () => {
    const { state, bridge } = buildState();
    bridge.key.status.mockResolvedValue(ok('none'));
    expect(await state.apiKey.remove()).toEqual(ok(undefined));
    expect(state.apiKey.status).toBe('none');
  });
});
