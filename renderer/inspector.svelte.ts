import type { InspectorBridge } from '../electron/contract/bridge';
import type { Input } from '../electron/contract/channels';
import type { ConnectionReport } from '../electron/contract/connection-report';
import type {
  ChangesSince,
  EditOutcome,
  HistoryEntry,
  PastLookUp,
  RemovedCounts,
  AnswerVersion,
} from '../electron/contract/history';
import type { SecretLifetime, KeyStatus, KeyCheck } from '../electron/contract/key';
import type { LookUp, Query } from '../electron/contract/look-up';
import type { Lock, PolicyOnPage } from '../electron/contract/policy';
import type { Problem } from '../electron/contract/problem';
import type { Result } from '../electron/contract/result';
import type { SampleId } from '../electron/contract/sample-data';
import type { License, StartData } from '../electron/contract/start';
import { textOfField, type User } from '../electron/contract/user';
import { History } from './history/history.svelte';
import { chooseLanguage } from './messages/locale.svelte';
import type { Oddity } from './search/oddity';
import { queryText } from './search/query-text';
import { withoutSearch, withSearch } from './search/recent-searches';
import { readSearchText } from './search/search-text';
import { toDisplayText } from './ui/display-text';
import { Updates } from './updates/updates.svelte';

/** What the main area shows. */
export type Phase =
  | { readonly name: 'idle' }
  /** The oddity is null where nothing in the text was recognised. */
  | { readonly name: 'question'; readonly text: string; readonly oddity: Oddity | null }
  /** A link asks for an id. */
  | { readonly name: 'link'; readonly id: string }
  | { readonly name: 'loading'; readonly query: Query; readonly idCount: number }
  | {
      readonly name: 'found';
      readonly lookUp: LookUp;
      /** Whether it comes from the history, and not from the server just now. */
      readonly isRemembered: boolean;
      /** What differs from the lookup before; null where none is known. */
      readonly changes: ChangesSince | null;
      readonly idCount: number;
    }
  | {
      readonly name: 'problem';
      readonly query: Query | null;
      readonly problem: Problem;
      readonly idCount: number;
    };

/** What is known about the key: null until the keychain was asked. */
export type KeyKnowledge = KeyStatus | Problem | null;

/** A person who waits sees a lookup try again by itself this often; then it needs a click. */
const mostAutomaticRetries = 2;

const announceLoadingAfterMs = 180;

const isAboutKey = ({ kind }: Problem) =>
  kind === 'no-key' || kind === 'key-refused' || kind.startsWith('keychain-');

const readableName = ({ name }: User) => (name === null ? null : toDisplayText(name));

/** What would lead to what the main area shows. */
function queryOf(phase: Phase): Query | null {
  switch (phase.name) {
    case 'idle':
    case 'question':
    case 'link':
      return null;
    case 'found': {
      const { id, email } = phase.lookUp;
      return id === '' && email !== undefined ? { email } : { id };
    }
    case 'loading':
    case 'problem':
      return phase.query;
  }
}

/** The state of the screen and what a person can do with it. */
export class Inspector {
  settings: StartData['settings'];
  phase = $state.raw<Phase>({ name: 'idle' });
  searchText = $state('');
  /** What was looked up, newest first; in memory, and of this environment only. */
  recentSearches = $state.raw<readonly string[]>([]);
  /** What the history knows of the account that is, or was last, on the screen. */
  shownEntry = $state.raw<HistoryEntry | null>(null);
  /** The id that somebody is asked about, whether every trace of it shall go. */
  forgetting = $state<string | null>(null);
  samples = $state.raw<readonly SampleId[]>([]);
  key = $state.raw<KeyKnowledge>(null);
  /** What the server said of a key that was saved just now. */
  keyCheck = $state<KeyCheck | null>(null);
  /** An address that stands in a field and can't be used: a key must not be sent to the former one instead. */
  isAddressWrong = $state(false);
  areSettingsSaved = $state(true);
  automaticRetriesLeft = $state(mostAutomaticRetries);

  readonly start: Omit<StartData, 'settings'>;
  /** What the policy sets. It stays the same until the app restarts. */
  readonly policy: PolicyOnPage;
  readonly history: History;
  readonly updates: Updates;
  readonly #bridge: InspectorBridge;
  /** Numbers the requests, so that a late answer is dropped. */
  #request = 0;
  #isAsking = false;

  readonly isWelcome = $derived.by(() => this.settings.environment === null);
  readonly isSample = $derived.by(() => this.settings.environment === 'sample');
  /** Where lookups go: a server's base URL, or `sample`. */
  readonly environment = $derived.by(() => (this.isSample ? 'sample' : this.settings.baseUrl));
  /** Privacy mode: personal values are masked, for screens that are shared. */
  readonly isPrivate = $derived.by(() => this.settings.isPrivate);
  /** The name of the person on the screen, where there is one and it may be told. */
  readonly shownName = $derived.by(() =>
    this.phase.name === 'found' && !this.isPrivate ? readableName(this.phase.lookUp.user) : null,
  );

  constructor(bridge: InspectorBridge, { settings, ...start }: StartData) {
    this.#bridge = bridge;
    this.history = new History(bridge);
    this.updates = new Updates(bridge);
    this.start = start;
    this.policy = start.policy;
    this.settings = $state.raw(settings);
    this.searchText = start.restored?.searchText ?? '';
    chooseLanguage(settings.language, start.systemLanguages);
  }

  /** Looks up what the search box holds. */
  async search(): Promise<void> {
    const found = readSearchText(this.searchText);
    switch (found.kind) {
      case 'empty':
        return;
      case 'ids':
        return this.lookUp({ id: found.ids[0] }, found.ids.length);
      case 'email':
        return this.lookUp({ email: found.email });
      case 'api-key':
        this.searchText = '';
        this.#show({
          name: 'problem',
          query: null,
          problem: { kind: 'key-in-search' },
          idCount: 1,
        });
        return;
      case 'doubtful':
        this.#show({ name: 'question', text: found.text, oddity: found.oddity });
        return;
      case 'unrecognised':
        this.#show({ name: 'question', text: found.text, oddity: null });
        return;
    }
  }

  /**
   * Looks an account up because a person wants it.
   *
   * @param idCount how many different ids stood in the text that was searched
   */
  async lookUp(query: Query, idCount = 1): Promise<void> {
    this.automaticRetriesLeft = mostAutomaticRetries;
    const text = queryText(query);
    this.searchText = text;
    this.recentSearches = withSearch(this.recentSearches, text);
    await this.#ask(query, idCount);
  }

  /** Asks the server once more about what the main area shows, in the same way as before. */
  async lookUpAgain(): Promise<void> {
    const { phase } = this;
    if (phase.name === 'found') {
      const { id, email } = phase.lookUp;
      await this.lookUp(email === undefined ? { id } : { email });
    } else if (phase.name === 'problem' && phase.query !== null) {
      await this.lookUp(phase.query, phase.idCount);
    }
  }

  /** The countdown of a "too many requests" has ended. Leaves the search box alone: somebody may be typing there. */
  async retryAutomatically(query: Query, idCount: number): Promise<void> {
    // Its panel is still there for a moment when a person has begun another lookup.
    if (this.#isAsking) return;
    this.automaticRetriesLeft -= 1;
    await this.#ask(query, idCount);
  }

  async #ask(query: Query, idCount: number): Promise<void> {
    this.#request += 1;
    const request = this.#request;
    // A quick answer takes the place of what is there at once; only a slow one is announced.
    const announcing = setTimeout(() => {
      if (request === this.#request) this.phase = { name: 'loading', query, idCount };
    }, announceLoadingAfterMs);
    this.#isAsking = true;
    const answer = await this.#bridge.user.lookUp(query);
    clearTimeout(announcing);
    const isKey = !answer.ok && answer.problem.kind === 'key-in-search';
    if (isKey) this.recentSearches = withoutSearch(this.recentSearches, queryText(query));
    if (request !== this.#request) return;
    this.#isAsking = false;
    if (answer.ok) {
      const { changes, ...lookUp } = answer.value;
      this.phase = { name: 'found', lookUp, isRemembered: false, changes, idCount };
      this.keyCheck = null;
      if (changes === null) void this.#readChanges(lookUp);
    } else {
      if (isKey) this.searchText = '';
      this.phase = {
        name: 'problem',
        query: isKey ? null : query,
        problem: answer.problem,
        idCount,
      };
    }
    await this.#readKept();
  }

  /** Ends a running lookup and forgets what the main area shows. */
  async clear(): Promise<void> {
    this.phase = { name: 'idle' };
    await this.#cancel();
  }

  async openFromHistory(id: string): Promise<void> {
    const cancelled = this.#cancel();
    const request = this.#request;
    await cancelled;
    const lookUp = await this.#bridge.history.open({ id });
    if (request !== this.#request) return;
    this.searchText = id;
    this.phase = lookUp.ok
      ? { name: 'found', lookUp: lookUp.value, isRemembered: true, changes: null, idCount: 1 }
      : { name: 'problem', query: { id }, problem: lookUp.problem, idCount: 1 };
    await this.#readShownEntry();
  }

  /** Opens again what a page showed that was lost. */
  async reopen(): Promise<void> {
    const { restored } = this.start;
    if (!restored?.query) return;
    const { query, isFound, searchText } = restored;
    if (isFound && 'id' in query) await this.openFromHistory(query.id);
    if (this.phase.name !== 'found') await this.lookUp(query);
    // Unless somebody is typing there already.
    if (this.searchText === queryText(query)) this.searchText = searchText;
  }

  /** Has the main process know from now on what is open, for the case that this page is lost. */
  keepRemembered(): void {
    $effect.root(() => {
      $effect(() => {
        const { searchText, phase } = this;
        const isFound = phase.name === 'found';
        void this.#bridge.app.rememberPage({ searchText, query: queryOf(phase), isFound });
      });
    });
  }

  async setPinned(id: string, isPinned: boolean): Promise<EditOutcome> {
    const edited = await this.history.setPinned(id, isPinned);
    await this.#readShownEntry();
    return edited;
  }

  async setNote(id: string, note: string): Promise<EditOutcome> {
    const edited = await this.history.setNote(id, note);
    await this.#readShownEntry();
    return edited;
  }

  async removeFromHistory(ids: readonly string[]): Promise<Result<RemovedCounts>> {
    const removed = await this.history.remove(ids);
    await this.#readShownEntry();
    return removed;
  }

  /** Removes everybody of the environment that is set. */
  async clearHistory(): Promise<Result<RemovedCounts>> {
    const removed = await this.history.clear();
    await this.#readShownEntry();
    return removed;
  }

  /** Asks whether every trace of an id shall go: see ForgetDialog.svelte. */
  askToForget(id: string): void {
    this.forgetting = id;
  }

  /** Removes every trace of an id, on the screen too. */
  async forget(id: string): Promise<Result<RemovedCounts>> {
    const isShown = this.#isShown(id);
    // An answer that is still to come would be remembered: whom it will find, and what a countdown asks for, goes first.
    if (isShown || this.#isAsking) await this.clear();
    const forgotten = await this.history.forget(id);
    if (!forgotten.ok) return forgotten;
    // Which of them led to this person, under which spelling of an e-mail address, is not known.
    this.recentSearches = [];
    this.shownEntry = null;
    if (isShown) this.searchText = '';
    else await this.#readShownEntry();
    return forgotten;
  }

  async saveKey(key: string, keep: SecretLifetime): Promise<Result<KeyCheck>> {
    const { phase } = this;
    const saved = await this.#bridge.key.save({ key, keep });
    if (!saved.ok) return saved;
    await this.changeSettings({ environment: 'server' });
    this.keyCheck = saved.value;
    await this.readKey();
    // What the missing key stood in the way of is done now.
    if (
      phase === this.phase &&
      phase.name === 'problem' &&
      phase.query !== null &&
      isAboutKey(phase.problem)
    ) {
      await this.lookUp(phase.query, phase.idCount);
    }
    return saved;
  }

  /** Ends the check of a key that is not wanted any more. */
  async cancelSaveKey(): Promise<void> {
    await this.#bridge.key.cancelSave();
  }

  async removeKey(): Promise<Result<undefined>> {
    const removed = await this.#bridge.key.remove();
    if (removed.ok) this.keyCheck = null;
    await this.readKey();
    return removed;
  }

  /** Finds out what stands between this computer and the server that is set. */
  checkConnection(): Promise<Result<ConnectionReport>> {
    return this.#bridge.connection.check();
  }

  async cancelConnectionCheck(): Promise<void> {
    await this.#bridge.connection.cancelCheck();
  }

  /** Hands over what a proxy asked for. */
  async saveProxyPassword(login: Input<'proxy', 'savePassword'>): Promise<Result<undefined>> {
    return this.#takeProxyPasswords(await this.#bridge.proxy.savePassword(login));
  }

  /** Removes what was kept for proxies, in the keychain too. */
  async forgetProxyPasswords(): Promise<Result<undefined>> {
    return this.#takeProxyPasswords(await this.#bridge.proxy.forgetPasswords());
  }

  #takeProxyPasswords(answer: Result<readonly string[]>): Result<undefined> {
    if (!answer.ok) return answer;
    this.settings = { ...this.settings, proxyPasswordFor: answer.value };
    return { ok: true, value: undefined };
  }

  /** Settings that name another environment begin it afresh: what was on the screen came from the other one. */
  async changeSettings(changes: Input<'settings', 'change'>): Promise<Result<undefined>> {
    const changed = await this.#bridge.settings.change(changes);
    if (!changed.ok) return changed;
    const before = this.settings;
    // The answer waited for the disk, and may not know of privacy mode that was switched on since.
    this.settings = { ...changed.value.settings, isPrivate: before.isPrivate };
    this.areSettingsSaved = changed.value.isSaved;
    chooseLanguage(this.settings.language, this.start.systemLanguages);
    if (
      before.environment !== this.settings.environment ||
      before.baseUrl !== this.settings.baseUrl
    ) {
      this.searchText = '';
      this.recentSearches = [];
      this.history.reset();
      this.key = null;
      this.keyCheck = null;
      await this.clear();
      await this.enterEnvironment();
    } else if (changes.retention !== undefined) {
      await this.#readKept();
    }
    return { ok: true, value: undefined };
  }

  /** Asks for what the environment holds: is there a key, what was looked up, which examples are there. */
  async enterEnvironment(): Promise<void> {
    if (this.isWelcome) return;
    // Neither waits for the other: a keychain that is locked holds the history up.
    await Promise.all([
      this.history.refresh(),
      this.isSample ? this.#readSamples() : this.readKey(),
      this.takeLink(),
    ]);
  }

  /** Asks about the id in a link that was opened, if one waits; nothing is sent before somebody says so. */
  async takeLink(): Promise<void> {
    // It waits until there is a server to ask.
    if (this.isWelcome) return;
    const id = await this.#bridge.app.takeLink();
    if (!id.ok || id.value === null) return;
    this.searchText = id.value;
    this.#show({ name: 'link', id: id.value });
  }

  /** Whether a person can't change it. */
  isLocked(lock: Lock): boolean {
    return this.policy.locked.includes(lock);
  }

  listLicenses(): Promise<Result<readonly License[]>> {
    return this.#bridge.app.listLicenses();
  }

  async #readSamples(): Promise<void> {
    const samples = await this.#bridge.sampleData.list();
    if (samples.ok) this.samples = samples.value;
  }

  /** Asks the keychain whether it holds a key for the server. */
  async readKey(): Promise<void> {
    const { baseUrl } = this.settings;
    const status = await this.#bridge.key.status();
    if (baseUrl !== this.settings.baseUrl) return;
    this.key = status.ok ? status.value : status.problem;
  }

  /** Masks at once: a screen that is being shared must not wait for the disk. Nothing else changes the mode. */
  async togglePrivacy(): Promise<void> {
    const isPrivate = !this.settings.isPrivate;
    this.settings = { ...this.settings, isPrivate };
    await this.changeSettings({ isPrivate });
  }

  /** Where the page finds the photo of somebody who was looked up; null where there is none to show. */
  async loadPhoto(id: string): Promise<string | null> {
    const photo = await this.#bridge.photo.load({ id });
    return photo.ok ? photo.value.url : null;
  }

  /** All answers about an account that are kept, the newest first. */
  async timelineOf(id: string): Promise<readonly AnswerVersion[]> {
    const timeline = await this.#bridge.history.timeline({ id });
    return timeline.ok ? timeline.value : [];
  }

  /** The last lookups of an account that are kept, the newest first. */
  async lookUpsOf(id: string): Promise<readonly PastLookUp[]> {
    const lookUps = await this.#bridge.history.lookUps({ id });
    return lookUps.ok ? lookUps.value : [];
  }

  /** What the history knows of an account, or null where that is nothing. */
  async entryOf(id: string): Promise<HistoryEntry | null> {
    const entry = await this.#bridge.history.entry({ id });
    return entry.ok ? entry.value : null;
  }

  /** Asks for what the history shows now. */
  async #readKept(): Promise<void> {
    await Promise.all([this.history.refresh(), this.#readShownEntry()]);
  }

  async #readShownEntry(): Promise<void> {
    const { phase } = this;
    if (phase.name !== 'found') return;
    const entry = await this.entryOf(phase.lookUp.id);
    if (this.#shows(phase.lookUp)) this.shownEntry = entry;
  }

  /** What an answer changes is not known where it came before the history's file was open. */
  async #readChanges(lookUp: LookUp): Promise<void> {
    const changes = await this.#bridge.history.changes({ id: lookUp.id });
    const { phase } = this;
    if (!changes.ok || changes.value === null || phase.name !== 'found' || phase.lookUp !== lookUp)
      return;
    this.phase = { ...phase, changes: changes.value };
  }

  #shows(lookUp: LookUp): boolean {
    return this.phase.name === 'found' && this.phase.lookUp === lookUp;
  }

  /** Whether the main area is about an id, be it found or not. */
  #isShown(id: string): boolean {
    const { phase } = this;
    if (phase.name === 'found')
      return phase.lookUp.id === id || textOfField(phase.lookUp.user.fields.id) === id;
    const query = phase.name === 'problem' || phase.name === 'loading' ? phase.query : null;
    return query !== null && 'id' in query && query.id === id;
  }

  /** Drops an answer that is still to come, and ends its request. */
  async #cancel(): Promise<void> {
    const wasAsking = this.#isAsking;
    this.#request += 1;
    this.#isAsking = false;
    if (wasAsking) await this.#bridge.user.cancelLookUp();
  }

  /** Shows something that nobody has to be asked for; an answer that is still to come is dropped. */
  #show(phase: Phase): void {
    this.phase = phase;
    this.#request += 1;
    this.#isAsking = false;
  }
}
