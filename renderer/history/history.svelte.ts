import { createContext } from 'svelte';
import type {
  EditOutcome,
  HistoryEntry,
  HistoryFilter,
  RemovedCounts,
  HistoryState,
  ExportFormat,
} from '../../electron/contract/history';
import type { Result } from '../../electron/contract/result';

/** Few enough suggestions to read at a glance. */
const maxSuggestions = 8;

/**
 * Counting all matches takes longer than reading the first page, so the count waits for a pause in
 * the typing.
 */
const countDelayMs = 150;

const hasWord = /[\p{L}\p{N}]/u;

type Deps = {
  /** Called after people were pinned, noted or removed; `forget` leaves that to its caller. */
  readonly onEdited: () => Promise<void>;
};

/** The history of the current environment: the list with its search and filter, and the edits. */
export class History {
  /** The text in the list's search field. */
  text = $state('');
  filter = $state<HistoryFilter>('all');
  /** Most recently looked up first. Contains the pages that were loaded so far. */
  entries = $state.raw<readonly HistoryEntry[]>([]);
  /** The number of people who match the search and the filter; null until they are counted. */
  people = $state.raw<number | null>(null);
  /** Where the history is stored; null until main has answered. */
  state = $state.raw<HistoryState | null>(null);

  readonly #onEdited: Deps['onEdited'];
  /** The cursor of the next page; null after the last page. */
  #next: number | null = null;
  /** The number of the current list. Late answers about an earlier list are dropped. */
  #request = 0;
  #isReadingMore = false;
  #counting: ReturnType<typeof setTimeout> | undefined;

  constructor({ onEdited }: Deps) {
    this.#onEdited = onEdited;
  }

  /** Forgets the list, because another environment has another history. */
  reset(): void {
    this.#request += 1;
    clearTimeout(this.#counting);
    this.text = '';
    this.filter = 'all';
    this.entries = [];
    this.#next = null;
    this.people = null;
    this.state = null;
  }

  /** Rereads the list, and where the history is stored. */
  async refresh(): Promise<void> {
    await this.#read();
    const state = await window.inspector.history.state();
    if (state.ok) this.state = state.value;
  }

  async search(text: string): Promise<void> {
    this.text = text;
    await this.#read();
  }

  async show(filter: HistoryFilter): Promise<void> {
    this.filter = filter;
    await this.#read();
  }

  /** Loads the next page, unless it is already loading or there is none. */
  async readMore(): Promise<void> {
    if (this.#next === null || this.#isReadingMore) return;
    const request = this.#request;
    this.#isReadingMore = true;
    const page = await window.inspector.history.list({ ...this.#query(), before: this.#next });
    this.#isReadingMore = false;
    if (request !== this.#request || !page.ok) return;
    this.entries = [...this.entries, ...page.value.entries];
    this.#next = page.value.next;
  }

  /**
   * Suggests people who match a text, most recently looked up first. Ignores the list's search and
   * filter.
   */
  async find(text: string): Promise<readonly HistoryEntry[]> {
    // A text without letters and digits would match everyone.
    if (!hasWord.test(text)) return [];
    const page = await window.inspector.history.list({ text, filter: 'found', before: null });
    return page.ok ? page.value.entries.slice(0, maxSuggestions) : [];
  }

  async setPinned(id: string, isPinned: boolean): Promise<EditOutcome> {
    return this.#change(
      id,
      { isPinned },
      await window.inspector.history.setPinned({ id, isPinned }),
    );
  }

  async setNote(id: string, note: string): Promise<EditOutcome> {
    return this.#change(id, { note }, await window.inspector.history.setNote({ id, note }));
  }

  async remove(ids: readonly string[]): Promise<Result<RemovedCounts>> {
    const removed = await window.inspector.history.remove({ ids: [...ids] });
    if (removed.ok) this.#drop(ids);
    await this.#onEdited();
    return removed;
  }

  async clear(): Promise<Result<RemovedCounts>> {
    const removed = await window.inspector.history.clear();
    await this.refresh();
    await this.#onEdited();
    return removed;
  }

  /** Removes every trace of an id, from all environments. */
  async forget(id: string): Promise<Result<RemovedCounts>> {
    const forgotten = await window.inspector.history.forget({ id });
    if (forgotten.ok) this.#drop([id]);
    return forgotten;
  }

  /**
   * Exports people to a file. Main opens a dialog for the file's name.
   *
   * @param ids the people to export; null for everyone who matches the search and the filter
   * @returns `isSaved` is false if the file dialog was cancelled
   */
  exportAs(
    format: ExportFormat,
    ids: readonly string[] | null,
  ): Promise<Result<{ readonly isSaved: boolean }>> {
    // A selection can contain people whom a later search does not match.
    const query =
      ids === null
        ? { ...this.#query(), ids }
        : { text: '', filter: 'all' as const, ids: [...ids] };
    return window.inspector.history.export({ ...query, format });
  }

  #query() {
    return { text: this.text, filter: this.filter };
  }

  async #read(): Promise<void> {
    this.#request += 1;
    const request = this.#request;
    clearTimeout(this.#counting);
    const page = await window.inspector.history.list({ ...this.#query(), before: null });
    if (request !== this.#request || !page.ok) return;
    this.entries = page.value.entries;
    this.#next = page.value.next;
    this.#count();
  }

  #count(): void {
    clearTimeout(this.#counting);
    if (this.#next === null) {
      this.people = this.entries.length;
      return;
    }
    const request = this.#request;
    this.#counting = setTimeout(() => {
      void window.inspector.history.count(this.#query()).then((count) => {
        if (request === this.#request && count.ok) this.people = count.value;
      });
    }, countDelayMs);
  }

  /**
   * Changes an entry without rereading the list. A person who is unpinned under the filter "pinned"
   * stays in the list, so that the agent can pin them again.
   */
  async #change(
    id: string,
    changes: Partial<HistoryEntry>,
    edited: Result<EditOutcome>,
  ): Promise<EditOutcome> {
    if (edited.ok && edited.value === 'kept')
      this.entries = this.entries.map((entry) =>
        entry.id === id ? { ...entry, ...changes } : entry,
      );
    await this.#onEdited();
    return edited.ok ? edited.value : 'failed';
  }

  /** Takes people off the list without rereading it, which would lose the scroll position. */
  #drop(ids: readonly string[]): void {
    this.entries = this.entries.filter(({ id }) => !ids.includes(id));
    this.#count();
  }
}

export const [getHistory, setHistory] = createContext<History>();
