import type { InspectorBridge } from '../../electron/contract/bridge';
import type {
  DeletedFiles,
  EditOutcome,
  HistoryEntry,
  HistoryFilter,
  RemovedCounts,
  UnreadFiles,
  HistoryState,
  ExportFormat,
} from '../../electron/contract/history';
import type { Result } from '../../electron/contract/result';
import type { Retention } from '../../electron/contract/retention';

/** As many suggestions as can be taken in at a glance. */
const mostMatches = 8;

/** To count many people takes longer than to find the first of them: it waits for a pause in the typing. */
const countAfterMs = 150;

const hasWord = /[\p{L}\p{N}]/u;

/** The history of the environment that is set, as far as the list shows it. */
export class History {
  /** What stands in the list's search field. */
  text = $state('');
  filter = $state<HistoryFilter>('all');
  /** Newest first; the pages that were needed so far. */
  entries = $state.raw<readonly HistoryEntry[]>([]);
  /** How many people the search and the filter find; null until they were counted. */
  people = $state.raw<number | null>(null);
  /** Where the history is kept; null until it was asked. */
  state = $state.raw<HistoryState | null>(null);

  readonly #bridge: InspectorBridge;
  /** Where the next page begins; null after the last one. */
  #next: number | null = null;
  /** Numbers the first pages, so that a late answer is dropped. */
  #request = 0;
  #isReadingMore = false;
  #counting: ReturnType<typeof setTimeout> | undefined;

  constructor(bridge: InspectorBridge) {
    this.#bridge = bridge;
  }

  /** Another environment has another history. */
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

  /** Reads the list afresh, and whether it is being kept. */
  async refresh(): Promise<void> {
    await this.#read();
    const state = await this.#bridge.history.state();
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

  /** Adds the next page, unless it is on its way or there is none. */
  async readMore(): Promise<void> {
    if (this.#next === null || this.#isReadingMore) return;
    const request = this.#request;
    this.#isReadingMore = true;
    const page = await this.#bridge.history.list({ ...this.#query(), before: this.#next });
    this.#isReadingMore = false;
    if (request !== this.#request || !page.ok) return;
    this.entries = [...this.entries, ...page.value.entries];
    this.#next = page.value.next;
  }

  /** The people whom a text may mean, the last looked up first: for suggestions, whatever the list shows. */
  async find(text: string): Promise<readonly HistoryEntry[]> {
    if (!hasWord.test(text)) return [];
    const page = await this.#bridge.history.list({ text, filter: 'found', before: null });
    return page.ok ? page.value.entries.slice(0, mostMatches) : [];
  }

  /** How many people there are in all; null where they can't be counted. */
  async countAll(): Promise<number | null> {
    const count = await this.#bridge.history.count({ text: '', filter: 'all' });
    return count.ok ? count.value : null;
  }

  /** What another retention would remove, from all environments; null where that can't be counted. */
  async countExpired(retention: Retention): Promise<RemovedCounts | null> {
    const count = await this.#bridge.history.countExpired({ retention: { ...retention } });
    return count.ok ? count.value : null;
  }

  /** Who is known under an e-mail address. */
  async withEmail(email: string): Promise<readonly HistoryEntry[]> {
    const page = await this.#bridge.history.list({ text: email, filter: 'all', before: null });
    const folded = email.toLowerCase();
    return page.ok
      ? page.value.entries.filter((entry) => entry.email?.toLowerCase() === folded)
      : [];
  }

  /** The files that no search and no removal reaches. */
  async unreadFiles(): Promise<UnreadFiles> {
    const unread = await this.#bridge.history.unreadFiles();
    return unread.ok ? unread.value : { aside: 0, isCurrentUnread: false };
  }

  async deleteUnreadFiles(): Promise<DeletedFiles> {
    const deleted = await this.#bridge.history.deleteUnreadFiles();
    if (deleted.ok) return deleted.value;
    const { aside, isCurrentUnread } = await this.unreadFiles();
    return { deleted: 0, left: aside + Number(isCurrentUnread) };
  }

  async setPinned(id: string, isPinned: boolean): Promise<EditOutcome> {
    const edited = await this.#bridge.history.setPinned({ id, isPinned });
    return this.#change(id, { isPinned }, edited);
  }

  async setNote(id: string, note: string): Promise<EditOutcome> {
    const edited = await this.#bridge.history.setNote({ id, note });
    return this.#change(id, { note }, edited);
  }

  async remove(ids: readonly string[]): Promise<Result<RemovedCounts>> {
    const removed = await this.#bridge.history.remove({ ids: [...ids] });
    if (removed.ok) this.#drop(ids);
    return removed;
  }

  async clear(): Promise<Result<RemovedCounts>> {
    const removed = await this.#bridge.history.clear();
    await this.refresh();
    return removed;
  }

  /** Removes every trace of an id, from all environments. */
  async forget(id: string): Promise<Result<RemovedCounts>> {
    const forgotten = await this.#bridge.history.forget({ id });
    if (forgotten.ok) this.#drop([id]);
    return forgotten;
  }

  /**
   * Saves people to a file that the person is asked for.
   *
   * @param ids those of them to save, or null for all that the search and the filter find
   */
  exportAs(
    format: ExportFormat,
    ids: readonly string[] | null,
  ): Promise<Result<{ readonly isSaved: boolean }>> {
    // Who was selected before the search was changed is saved too.
    const query =
      ids === null
        ? { ...this.#query(), ids }
        : { text: '', filter: 'all' as const, ids: [...ids] };
    return this.#bridge.history.export({ ...query, format });
  }

  #query() {
    return { text: this.text, filter: this.filter };
  }

  async #read(): Promise<void> {
    this.#request += 1;
    const request = this.#request;
    clearTimeout(this.#counting);
    const page = await this.#bridge.history.list({ ...this.#query(), before: null });
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
      void this.#bridge.history.count(this.#query()).then((count) => {
        if (request === this.#request && count.ok) this.people = count.value;
      });
    }, countAfterMs);
  }

  /** In its place: who unpins somebody among the pinned ones can take it back. */
  #change(id: string, changes: Partial<HistoryEntry>, edited: Result<EditOutcome>): EditOutcome {
    if (!edited.ok) return 'failed';
    if (edited.value === 'kept')
      this.entries = this.entries.map((entry) =>
        entry.id === id ? { ...entry, ...changes } : entry,
      );
    return edited.value;
  }

  /** Leaves the list where it was scrolled to. */
  #drop(ids: readonly string[]): void {
    this.entries = this.entries.filter(({ id }) => !ids.includes(id));
    this.#count();
  }
}
