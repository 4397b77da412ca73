import type { Problem } from '../electron/api/problem';
import type { HistoryEntry } from '../electron/history/session-history';
import type { Input, SampleId, Start } from '../electron/ipc/contract';
import type { KeepKey, KeyStatus } from '../electron/keychain/api-key';
import type { KeyCheck } from '../electron/lookup/check-key';
import type { LookUp } from '../electron/lookup/look-up-user';
import type { InspectorBridge } from '../electron/preload';
import type { Result } from '../electron/result';
import { chooseLanguage } from './messages/locale.svelte';
import { findUserIds } from './search/find-user-id';

/** What the main area shows. */
export type Phase =
  | { readonly name: 'idle' }
  | { readonly name: 'question'; readonly text: string }
  | { readonly name: 'loading'; readonly id: string }
  | { readonly name: 'found'; readonly lookUp: LookUp; readonly isRemembered: boolean }
  | { readonly name: 'problem'; readonly id: string | null; readonly problem: Problem };

/** What is known about the key: null until the keychain was asked. */
export type KeyKnowledge = KeyStatus | Problem | null;

/** A person who waits sees a lookup try again by itself this often; then it needs a click. */
const mostAutomaticRetries = 3;

const announceLoadingAfterMs = 180;

/** The state of the screen and what a person can do with it. */
export class Inspector {
  settings: Start['settings'];
  phase = $state.raw<Phase>({ name: 'idle' });
  searchText = $state('');
  /** How many different ids the last search held. */
  idCount = $state(1);
  history = $state.raw<readonly HistoryEntry[]>([]);
  samples = $state.raw<readonly SampleId[]>([]);
  key = $state.raw<KeyKnowledge>(null);
  areSettingsSaved = $state(true);
  automaticRetriesLeft = $state(mostAutomaticRetries);

  readonly start: Omit<Start, 'settings'>;
  readonly #bridge: InspectorBridge;
  /** Numbers the requests, so that a late answer is dropped. */
  #request = 0;
  #isAsking = false;

  readonly isWelcome = $derived.by(() => this.settings.environment === null);
  readonly isSample = $derived.by(() => this.settings.environment === 'sample');

  constructor(bridge: InspectorBridge, { settings, ...start }: Start) {
    this.#bridge = bridge;
    this.start = start;
    this.settings = $state.raw(settings);
    chooseLanguage(settings.language, start.systemLanguages);
  }

  /** Looks up what the search box holds. */
  async search(): Promise<void> {
    const found = findUserIds(this.searchText);
    switch (found.kind) {
      case 'empty':
        return;
      case 'ids':
        this.idCount = found.ids.length;
        return this.lookUp(found.ids[0]);
      case 'api-key':
        this.searchText = '';
        this.#show({ name: 'problem', id: null, problem: { kind: 'key-in-search' } });
        return;
      case 'unrecognised':
        this.#show({ name: 'question', text: found.text });
        return;
    }
  }

  async lookUp(id: string): Promise<void> {
    this.automaticRetriesLeft = mostAutomaticRetries;
    if (findUserIds(this.searchText).kind !== 'ids') this.idCount = 1;
    await this.#ask(id);
  }

  /** The countdown of a "too many requests" has ended. */
  async retryAutomatically(id: string): Promise<void> {
    this.automaticRetriesLeft -= 1;
    await this.#ask(id);
  }

  async #ask(id: string): Promise<void> {
    this.searchText = id;
    this.#request += 1;
    const request = this.#request;
    // A quick answer takes the place of what is there at once; only a slow one is announced.
    const announcing = setTimeout(() => {
      if (request === this.#request) this.phase = { name: 'loading', id };
    }, announceLoadingAfterMs);
    this.#isAsking = true;
    const answer = await this.#bridge.lookUpUser({ id });
    clearTimeout(announcing);
    if (request !== this.#request) return;
    this.#isAsking = false;
    if (answer.ok) {
      this.phase = { name: 'found', lookUp: answer.value, isRemembered: false };
      await this.#readHistory();
      return;
    }
    const { problem } = answer;
    if (problem.kind === 'key-in-search') this.searchText = '';
    this.phase = { name: 'problem', id: problem.kind === 'key-in-search' ? null : id, problem };
  }

  /** Ends a running lookup and forgets what the main area shows. */
  async clear(): Promise<void> {
    const wasAsking = this.#isAsking;
    this.#show({ name: 'idle' });
    if (wasAsking) await this.#bridge.cancelLookUp({});
  }

  async openFromHistory(id: string): Promise<void> {
    const request = ++this.#request;
    const lookUp = await this.#bridge.openFromHistory({ id });
    if (request !== this.#request) return;
    this.searchText = id;
    this.idCount = 1;
    this.phase = lookUp.ok
      ? { name: 'found', lookUp: lookUp.value, isRemembered: true }
      : { name: 'problem', id, problem: lookUp.problem };
  }

  async saveKey(key: string, keep: KeepKey): Promise<Result<KeyCheck>> {
    const saved = await this.#bridge.saveKey({ key, keep });
    if (saved.ok) await this.changeSettings({ environment: 'server' });
    return saved;
  }

  async removeKey(): Promise<Result<undefined>> {
    const removed = await this.#bridge.removeKey({});
    await this.readKey();
    return removed;
  }

  /** Settings that name another environment begin it afresh: what was on the screen came from the other one. */
  async changeSettings(changes: Input<'settings:change'>): Promise<Result<undefined>> {
    const before = this.settings;
    const changed = await this.#bridge.changeSettings(changes);
    if (!changed.ok) return changed;
    this.settings = changed.value.settings;
    this.areSettingsSaved = changed.value.isSaved;
    chooseLanguage(this.settings.language, this.start.systemLanguages);
    if (before.environment !== this.settings.environment || before.baseUrl !== this.settings.baseUrl) {
      this.#show({ name: 'idle' });
      this.searchText = '';
    }
    await this.enterEnvironment();
    return { ok: true, value: undefined };
  }

  /** Asks for what the environment holds: is there a key, what was looked up, which examples are there. */
  async enterEnvironment(): Promise<void> {
    if (this.isSample) {
      const samples = await this.#bridge.listSampleData({});
      if (samples.ok) this.samples = samples.value;
    } else {
      await this.readKey();
    }
    await this.#readHistory();
  }

  /** Asks the keychain whether it holds a key for the server. */
  async readKey(): Promise<void> {
    const { baseUrl } = this.settings;
    const status = await this.#bridge.keyStatus({});
    if (baseUrl !== this.settings.baseUrl) return;
    this.key = status.ok ? status.value : status.problem;
  }

  async #readHistory(): Promise<void> {
    const history = await this.#bridge.listHistory({});
    if (history.ok) this.history = history.value;
  }

  /** Shows something that nobody has to be asked for; an answer that is still to come is dropped. */
  #show(phase: Phase): void {
    this.phase = phase;
    this.#request += 1;
    this.#isAsking = false;
  }
}
