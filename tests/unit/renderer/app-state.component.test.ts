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

describe('a start', () => {
  it('calls no function of the main process, and welcomes an agent without an environment', () => {
    const { state, bridge } = buildState({ environment: null });
    expect(state.lookups.phase).toEqual({ name: 'idle' });
    expect([state.settings.isWelcome, state.settings.isSample, state.apiKey.status]).toEqual([
      true,
      false,
      null,
    ]);
    for (const asked of functionsOf(bridge)) expect(asked).not.toHaveBeenCalled();
  });

  it('in the server environment loads the key’s status and the history', async () => {
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

  it('in the sample environment loads the samples and not the key’s status', async () => {
    const { state, bridge } = buildState({ environment: 'sample' });
    const sample = { of: 'user', id: 'usr_sample_active', shows: 'active' } as const;
    bridge.sampleData.list.mockResolvedValue(ok([sample]));
    await state.enterEnvironment();
    expect([state.settings.isSample, state.sampleIds.all]).toEqual([true, [sample]]);
    expect(bridge.key.status).not.toHaveBeenCalled();
  });

  it('keeps the problem of a keychain that can’t be read', async () => {
    const { state, bridge } = buildState();
    bridge.key.status.mockResolvedValue(failed({ kind: 'keychain-locked' }));
    await state.enterEnvironment();
    expect(state.apiKey.status).toEqual({ kind: 'keychain-locked' });
  });
});

describe('a page after a renderer crash', () => {
  const lost = { searchText: 'usr_typed', query: { id: 'usr_a' }, isFound: true };

  it('restores the search text at once, and the shown user from the history', async () => {
    const { state, bridge } = buildState({}, lost);
    expect(state.lookups.searchText).toBe('usr_typed');
    await restoreSession(state.lookups, lost);
    expect([foundId(state), state.lookups.searchText]).toEqual(['usr_a', 'usr_typed']);
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
  });

  it.each([
    ['a user who is not in the history', lost, { id: 'usr_a' }],
    ['a user who was not found', { ...lost, isFound: false }, { id: 'usr_a' }],
    [
      'an e-mail address',
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

  it('keeps a search text that was typed in the meantime', async () => {
    const { state, bridge } = buildState({}, { ...lost, isFound: false });
    const late = deferred<Result<NewLookUp>>();
    bridge.user.lookUp.mockReturnValue(late.promise);
    const reopening = restoreSession(state.lookups, { ...lost, isFound: false });
    state.lookups.searchText = 'usr_new';
    late.resolve(ok({ ...buildLookUp({ id: 'usr_a' }), changes: null }));
    await reopening;
    expect(state.lookups.searchText).toBe('usr_new');
  });

  it('opens no user if none was shown', async () => {
    const { state, bridge } = buildState({}, { ...lost, query: null });
    await restoreSession(state.lookups, { ...lost, query: null });
    expect(state.lookups.phase).toEqual({ name: 'idle' });
    expect(bridge.history.open).not.toHaveBeenCalled();
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
  });
});

it('each change of the page is reported to the main process', async () => {
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
  it('looks up the id in the text and puts it into the search box', async () => {
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

  it('shows the loading state only after 180 ms', async () => {
    vi.useFakeTimers();
    const { state, bridge } = buildState();
    bridge.user.lookUp.mockReturnValue(new Promise(() => undefined));
    void search(state, 'usr_a usr_b');
    await vi.advanceTimersByTimeAsync(179);
    expect(state.lookups.phase).toEqual({ name: 'idle' });
    await vi.advanceTimersByTimeAsync(1);
    expect(state.lookups.phase).toEqual({ name: 'loading', query: { id: 'usr_a' }, idCount: 2 });
  });

  it('that was answered, cancelled or replaced does not show the loading state later', async () => {
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

  it('for several ids looks up the first one and counts them', async () => {
    const { state, bridge } = buildState();
    await search(state, 'usr_a usr_b usr_a usr_c');
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
    expect(state.lookups.phase).toMatchObject({ name: 'found', idCount: 3 });
    await search(state, 'usr_d');
    expect(state.lookups.phase).toMatchObject({ name: 'found', idCount: 1 });
  });

  it('for an e-mail address looks it up and keeps it', async () => {
    const { state, bridge } = buildState();
    await search(state, 'Ann <ann@example.com>');
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ email: 'ann@example.com' });
    expect(state.lookups.phase).toMatchObject({
      name: 'found',
      lookUp: { email: 'ann@example.com' },
    });
    expect(state.lookups.searchText).toBe('ann@example.com');
  });

  it('for an empty text changes nothing', async () => {
    const { state, bridge } = buildState();
    await search(state, 'usr_a');
    await search(state, ' " ');
    expect(foundId(state)).toBe('usr_a');
    expect(bridge.user.lookUp).toHaveBeenCalledOnce();
  });

  it('for other text asks first, and then sends it unchanged', async () => {
    const { state, bridge } = buildState();
    await search(state, ' uid_1 ');
    expect(state.lookups.phase).toEqual({ name: 'question', text: 'uid_1', oddity: null });
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
    await state.lookups.lookUp({ id: 'uid_1' });
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'uid_1' });
    expect(foundId(state)).toBe('uid_1');
  });

  it.each(['ak_0123456789abcdef', 'X-API-Key: 0123456789'])(
    'for an API key sends nothing and clears the search box: %s',
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

  it('for a key that only the main process recognizes clears the search box too', async () => {
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

  it('that is a user updates the history', async () => {
    const { state, bridge } = buildState();
    bridge.history.list.mockResolvedValue(ok({ entries: [entry], next: null }));
    await search(state, 'usr_a');
    expect(state.history.entries).toEqual([entry]);
  });

  /** Starts a lookup, runs another action, and answers the lookup after it. */
  async function answerLate(second: (state: AppState) => Promise<unknown>) {
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

  it('that arrives after the next search is dropped', async () => {
    const { state } = await answerLate((now) => search(now, 'usr_b'));
    expect([foundId(state), state.lookups.searchText]).toEqual(['usr_b', 'usr_b']);
  });

  it('that arrives after its lookup was cancelled is dropped', async () => {
    const { state, bridge } = await answerLate((now) => now.lookups.clear());
    expect(state.lookups.phase).toEqual({ name: 'idle' });
    expect(bridge.user.cancelLookUp).toHaveBeenCalledOnce();
  });

  it('that arrives after an entry of the history was opened is dropped', async () => {
    const { state } = await answerLate((now) => now.lookups.openFromHistory('usr_old'));
    expect([foundId(state), state.lookups.searchText]).toEqual(['usr_old', 'usr_old']);
  });

  it('that arrives after a question is dropped', async () => {
    expect((await answerLate((now) => search(now, 'uid_1'))).state.lookups.phase.name).toBe(
      'question',
    );
  });

  it('that arrives after an API key was pasted is dropped', async () => {
    const { state } = await answerLate((now) => search(now, 'ak_0123456789abcdef'));
    expect([state.lookups.phase.name, state.lookups.searchText]).toEqual(['problem', '']);
  });

  it('that arrives after the environment changed is dropped', async () => {
    const { state } = await answerLate((now) => now.settings.change({ environment: 'sample' }));
    expect(state.lookups.phase).toEqual({ name: 'idle' });
  });
});

describe('clearing', () => {
  it('removes the shown user, and cancels nothing without a running lookup', async () => {
    const { state, bridge } = buildState();
    await search(state, 'usr_a');
    await state.lookups.clear();
    expect(state.lookups.phase).toEqual({ name: 'idle' });
    expect(bridge.user.cancelLookUp).not.toHaveBeenCalled();
  });
});

describe('the changes since the last lookup', () => {
  const changes = { since: '2026-02-01T12:00:00.000Z', changes: [], routine: [] };

  it('are loaded after the card appeared if the answer did not include them', async () => {
    const { state, bridge } = buildState();
    const late = deferred<Awaited<ReturnType<typeof bridge.history.changes>>>();
    bridge.history.changes.mockReturnValueOnce(late.promise);
    await search(state, 'usr_a');
    expect(state.lookups.phase).toMatchObject({ name: 'found', changes: null });
    late.resolve(ok(changes));
    await vi.waitFor(() => expect(state.lookups.phase).toMatchObject({ name: 'found', changes }));
  });

  it('are dropped if another user is shown by then', async () => {
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

describe('the history entry of the shown account', () => {
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
    ['cleared with all others', (state) => state.history.clear()],
    ['forgotten', (state) => state.lookups.forget('usr_a')],
  ])('is null after it was %s', async (_, remove) => {
    const { state } = await showPinned();
    await remove(state);
    expect(state.lookups.shownEntry).toBeNull();
  });
});

describe('forgetting a person', () => {
  it('first cancels the running lookup, because its answer may be about that person', async () => {
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

  it('removes the person from the screen even after a lookup of another id', async () => {
    const { state, bridge } = buildState();
    bridge.user.lookUp.mockResolvedValue(
      ok({ ...buildLookUp({ id: 'usr_a' }, { id: 'usr_A' }), changes: null }),
    );
    await search(state, 'usr_A');
    await state.lookups.forget('usr_a');
    expect([state.lookups.phase, state.lookups.searchText]).toEqual([{ name: 'idle' }, '']);
  });

  it('keeps another person on the screen', async () => {
    const { state } = buildState();
    await search(state, 'usr_b');
    await state.lookups.forget('usr_a');
    expect([foundId(state), state.lookups.searchText]).toEqual(['usr_b', 'usr_b']);
  });
});

describe('an entry of the history', () => {
  it('opens as remembered, without a lookup', async () => {
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

  it('that the history removed is a problem with a query, so it can be looked up again', async () => {
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

  it('that arrives after the next search is dropped', async () => {
    const { state, bridge } = buildState();
    const late = deferred<Result<LookUp>>();
    bridge.history.open.mockReturnValueOnce(late.promise);
    const opening = state.lookups.openFromHistory('usr_old');
    await search(state, 'usr_b');
    late.resolve(ok(buildLookUp({ id: 'usr_old' })));
    await opening;
    expect([foundId(state), state.lookups.searchText]).toEqual(['usr_b', 'usr_b']);
  });

  it('cancels the running lookup', async () => {
    const { state, bridge } = buildState();
    bridge.user.lookUp.mockReturnValueOnce(new Promise(() => undefined));
    void search(state, 'usr_a');
    await state.lookups.openFromHistory('usr_old');
    expect(bridge.user.cancelLookUp).toHaveBeenCalledOnce();
  });

  it('is dropped if a search starts while the running lookup is being cancelled', async () => {
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
  it('are limited to two and counted down', async () => {
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

  it('are reset by a lookup that an agent starts', async () => {
    const { state, bridge } = buildState();
    bridge.user.lookUp.mockResolvedValue(tooMany);
    await search(state, 'usr_a');
    await state.lookups.retryAutomatically({ id: 'usr_a' }, 1);
    await state.lookups.lookUp({ id: 'usr_a' });
    expect(state.lookups.automaticRetriesLeft).toBe(2);
  });

  it('keep the number of ids', async () => {
    const { state, bridge } = buildState();
    bridge.user.lookUp.mockResolvedValueOnce(tooMany);
    await search(state, 'usr_a usr_b');
    expect(state.lookups.phase).toMatchObject({ name: 'problem', idCount: 2 });
    await state.lookups.retryAutomatically({ id: 'usr_a' }, 2);
    expect(state.lookups.phase).toMatchObject({ name: 'found', idCount: 2 });
  });

  it('keep a search text that was typed in the meantime', async () => {
    const { state, bridge } = buildState();
    bridge.user.lookUp.mockResolvedValueOnce(tooMany);
    await search(state, 'usr_a');
    state.lookups.searchText = 'usr_b';
    await state.lookups.retryAutomatically({ id: 'usr_a' }, 1);
    expect([foundId(state), state.lookups.searchText]).toEqual(['usr_a', 'usr_b']);
  });
});

describe('a change of settings', () => {
  it.each([{ environment: 'sample' }, { baseUrl: 'https://there.example/v1' }] as const)(
    'to another environment clears the screen and loads that history: %j',
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

  it('of the appearance keeps the shown user', async () => {
    const { state } = buildState();
    await search(state, 'usr_a');
    await state.settings.change({ theme: 'dark', timeOutSeconds: 30 });
    expect([foundId(state), state.lookups.searchText]).toEqual(['usr_a', 'usr_a']);
  });

  it('of the language applies at once', async () => {
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

  it('that could not be saved is marked as unsaved', async () => {
    const { state, bridge } = buildState();
    bridge.settings.change.mockResolvedValue(
      ok({ settings: state.settings.values, isSaved: false }),
    );
    await state.settings.change({ theme: 'dark' });
    expect(state.settings.areSaved).toBe(false);
  });

  it('drops a late key status of the previous server', async () => {
    const { state, bridge } = buildState();
    const late = deferred<Result<KeyStatus>>();
    bridge.key.status.mockReturnValueOnce(late.promise).mockResolvedValue(ok('none'));
    const before = state.apiKey.readStatus();
    await state.settings.change({ baseUrl: 'https://there.example/v1' });
    late.resolve(ok('stored'));
    await before;
    expect(state.apiKey.status).toBe('none');
  });

  it('of the appearance loads neither the key’s status nor the history', async () => {
    const { state, bridge } = buildState();
    await state.settings.change({ theme: 'dark' });
    expect(bridge.key.status).not.toHaveBeenCalled();
    expect(bridge.history.list).not.toHaveBeenCalled();
  });
});

describe('privacy mode', () => {
  it('is on at once, and a late answer about other settings does not switch it off', async () => {
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
  it('that is saved opens the server environment and loads the key’s status', async () => {
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
    'that was missing repeats the failed lookup after it was saved: %s',
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

  it('does not repeat a lookup that failed for another reason', async () => {
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

  it('that is removed has its status loaded again', async () => {
    const { state, bridge } = buildState();
    bridge.key.status.mockResolvedValue(ok('none'));
    expect(await state.apiKey.remove()).toEqual(ok(undefined));
    expect(state.apiKey.status).toBe('none');
  });
});
