import { createContext } from 'svelte';
import type { HistoryEntry, RemovedCounts } from '../../electron/contract/history';
import type { LookUp, Query } from '../../electron/contract/look-up';
import type { Result } from '../../electron/contract/result';
import type { History } from '../history/history.svelte';
import { queryText } from '../search/query-text';
import { withoutSearch, withSearch } from '../search/recent-searches';
import { readLongText, readSearchText, type SearchText } from '../search/search-text';
import { isAboutId, type Phase } from './phase';

/** After this many automatic retries in a row, the next retry needs a click. */
const mostAutomaticRetries = 2;

/** A faster answer replaces the card directly. A slower lookup first shows that it is loading. */
const announceLoadingAfterMs = 180;

type Deps = {
  readonly history: History;
  /** The initial text in the search box. */
  readonly searchText: string;
  /** Called after a lookup found a user. */
  readonly onFound: () => void;
};

/** The text in the search box, the lookups, and what the main area shows. */
export class Lookups {
  phase = $state.raw<Phase>({ name: 'idle' });
  searchText: string;
  /** The searches of this session in this environment, newest first. In memory only. */
  recentSearches = $state.raw<readonly string[]>([]);
  /** The history entry of the user who is, or was last, on the screen. Null if there is none. */
  shownEntry = $state.raw<HistoryEntry | null>(null);
  automaticRetriesLeft = $state(mostAutomaticRetries);

  readonly #history: History;
  readonly #onFound: () => void;
  /** The number of the latest request. Answers to earlier requests are dropped. */
  #request = 0;
  #isAsking = false;

  constructor({ history, searchText, onFound }: Deps) {
    this.searchText = $state(searchText);
    this.#history = history;
    this.#onFound = onFound;
  }

  /** Looks up the text in the search box, or asks about it first. */
  async search(): Promise<void> {
    await this.#act(readSearchText(this.searchText));
  }

  /**
   * Looks up the id or the address in a text that is too long for the search box. The box then
   * shows only what was found.
   */
  async searchLongText(text: string): Promise<void> {
    this.searchText = '';
    await this.#cancel();
    const request = this.#request;
    this.phase = { name: 'reading' };
    const found = await readLongText(text, () => request !== this.#request);
    if (found === null) return;
    if (found.kind === 'empty') await this.clear();
    else await this.#act(found);
  }

  /** Looks up what was found in a text, or asks about it first. */
  async #act(found: SearchText): Promise<void> {
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
   * Looks up a user on request, and allows automatic retries again.
   *
   * @param idCount how many different ids the searched text contained
   */
  async lookUp(query: Query, idCount = 1): Promise<void> {
    this.automaticRetriesLeft = mostAutomaticRetries;
    const text = queryText(query);
    this.searchText = text;
    this.recentSearches = withSearch(this.recentSearches, text);
    await this.#ask(query, idCount);
  }

  /** Repeats the lookup whose card or problem the main area shows. */
  async lookUpAgain(): Promise<void> {
    const { phase } = this;
    if (phase.name === 'found') {
      const { id, email } = phase.lookUp;
      await this.lookUp(email === undefined ? { id } : { email });
    } else if (phase.name === 'problem' && phase.query !== null) {
      await this.lookUp(phase.query, phase.idCount);
    }
  }

  /**
   * Retries a lookup at the end of a countdown. Leaves the search box unchanged, because the agent
   * may be typing in it.
   */
  async retryAutomatically(query: Query, idCount: number): Promise<void> {
    // While another lookup runs, the panel with the countdown may still be on the screen.
    if (this.#isAsking) return;
    this.automaticRetriesLeft -= 1;
    await this.#ask(query, idCount);
  }

  async #ask(query: Query, idCount: number): Promise<void> {
    this.#request += 1;
    const request = this.#request;
    const announcing = setTimeout(() => {
      if (request === this.#request) this.phase = { name: 'loading', query, idCount };
    }, announceLoadingAfterMs);
    this.#isAsking = true;
    const answer = await window.inspector.user.lookUp(query);
    clearTimeout(announcing);
    const isKey = !answer.ok && answer.problem.kind === 'key-in-search';
    if (isKey) this.recentSearches = withoutSearch(this.recentSearches, queryText(query));
    if (request !== this.#request) return;
    this.#isAsking = false;
    if (answer.ok) {
      const { changes, ...lookUp } = answer.value;
      this.phase = { name: 'found', lookUp, isRemembered: false, changes, idCount };
      this.#onFound();
      if (changes === null) void this.#readChanges(lookUp);
    } else {
      if (isKey) this.searchText = '';
      const shownQuery = isKey ? null : query;
      this.phase = { name: 'problem', query: shownQuery, problem: answer.problem, idCount };
    }
    await this.refreshHistory();
  }

  /** Cancels a running lookup and shows the start screen. */
  async clear(): Promise<void> {
    this.phase = { name: 'idle' };
    await this.#cancel();
  }

  /** Clears everything that came from the previous environment. */
  async reset(): Promise<void> {
    this.searchText = '';
    this.recentSearches = [];
    await this.clear();
  }

  async openFromHistory(id: string): Promise<void> {
    const cancelled = this.#cancel();
    const request = this.#request;
    await cancelled;
    const lookUp = await window.inspector.history.open({ id });
    if (request !== this.#request) return;
    this.searchText = id;
    this.phase = lookUp.ok
      ? { name: 'found', lookUp: lookUp.value, isRemembered: true, changes: null, idCount: 1 }
      : { name: 'problem', query: { id }, problem: lookUp.problem, idCount: 1 };
    await this.readShownEntry();
  }

  /** Shows the id of a waiting link, if there is one. Sends nothing until the agent agrees. */
  async takeLink(): Promise<void> {
    const id = await window.inspector.app.takeLink();
    if (!id.ok || id.value === null) return;
    this.searchText = id.value;
    this.#show({ name: 'link', id: id.value });
  }

  /** Removes every trace of an id, including those on the screen. */
  async forget(id: string): Promise<Result<RemovedCounts>> {
    const isShown = isAboutId(this.phase, id);
    // Cancels lookups and countdowns first. A later answer would enter the history, and may be
    // about this id.
    if (isShown || this.#isAsking) await this.clear();
    const forgotten = await this.#history.forget(id);
    if (!forgotten.ok) return forgotten;
    // Any search may have led to this id, for example by an e-mail address in another spelling.
    this.recentSearches = [];
    this.shownEntry = null;
    if (isShown) this.searchText = '';
    else await this.readShownEntry();
    return forgotten;
  }

  /** Rereads the history list and the entry of the user on the screen. */
  async refreshHistory(): Promise<void> {
    await Promise.all([this.#history.refresh(), this.readShownEntry()]);
  }

  async readShownEntry(): Promise<void> {
    const { phase } = this;
    if (phase.name !== 'found') return;
    const { lookUp } = phase;
    const entry = await window.inspector.history.entry({ id: lookUp.id });
    if (this.#shows(lookUp)) this.shownEntry = entry.ok ? entry.value : null;
  }

  /**
   * Reads how an answer differs from the previous one. An answer that arrived before the history
   * file was open does not contain this.
   */
  async #readChanges(lookUp: LookUp): Promise<void> {
    const changes = await window.inspector.history.changes({ id: lookUp.id });
    const { phase } = this;
    if (!changes.ok || changes.value === null || phase.name !== 'found' || phase.lookUp !== lookUp)
      return;
    this.phase = { ...phase, changes: changes.value };
  }

  #shows(lookUp: LookUp): boolean {
    return this.phase.name === 'found' && this.phase.lookUp === lookUp;
  }

  /** Cancels a running request and drops its answer. */
  async #cancel(): Promise<void> {
    const wasAsking = this.#isAsking;
    this.#request += 1;
    this.#isAsking = false;
    if (wasAsking) await window.inspector.user.cancelLookUp();
  }

  /** Shows something that needs no request. Drops the answer of a running one. */
  #show(phase: Phase): void {
    this.phase = phase;
    this.#request += 1;
    this.#isAsking = false;
  }
}

export const [getLookups, setLookups] = createContext<Lookups>();
