import { existsSync } from 'node:fs';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import {
  nothingRemoved,
  type ChangesSince,
  type DeletedFiles,
  type EditOutcome,
  type HistoryEntry,
  type HistoryPage,
  type HistoryQuery,
  type PastLookUp,
  type PersonKey,
  type RemovedCounts,
  type UnreadFiles,
  type AnswerVersion,
  type HistoryState,
} from '../contract/history';
import type { LookUp } from '../contract/look-up';
import { keepsNothing, type Retention } from '../contract/retention';
import { openAnswer, timelineOf } from './answer-versions';
import { failureOf, type Database } from './database';
import { countExpired, removeExpired } from './expire';
import { expiredBy } from './expiry';
import { type ExportedEntry } from './export';
import {
  filesAside,
  openHistoryFile,
  openHistoryInMemory,
  reasonOf,
  removeHistoryFile,
  type HistoryFileDeps,
} from './history-file';
import { openAtFirstUse } from './lazy-history-file';
import { countPeople, entryFor, listPeople, lookUpsOf } from './list-people';
import { type FailedLookUp } from './record-lookup';
import { rememberFailed, rememberFound, setNote, setPinned } from './record-lookup';
import { removeAll, removeId, removePeople } from './remove';
import { indexSomeMore } from './search-index';
import { overwriteRemoved } from './secure-delete';

/** Everybody who was looked up, with their answers. What it gives are plain data. */
export interface History {
  /**
   * On the disk when it returns, if the history is kept there. Never throws.
   *
   * @returns what differs from the answer before, or null where none is known
   */
  remember(lookUp: LookUp): ChangesSince | null;
  /** The same for a lookup that did not find the person. */
  rememberFailed(lookUp: FailedLookUp): void;
  /** Where the history is now. Waits for the keychain, as everything below does. */
  state(): Promise<HistoryState>;
  /** @param before the `next` of the page before, or null for the first page */
  list(query: HistoryQuery, before: number | null, limit: number): Promise<HistoryPage>;
  /** How many entries all pages have together. */
  count(query: HistoryQuery): Promise<number>;
  /** All of the entries for an export, read as they are needed. */
  entries(query: HistoryQuery): AsyncIterable<ExportedEntry>;
  /** The same of some people; who is not in the history is left out. */
  entriesOf(keys: readonly PersonKey[]): AsyncIterable<ExportedEntry>;
  /** The entry of one person, or null where nothing of them is kept. */
  entry(key: PersonKey): Promise<HistoryEntry | null>;
  /** The last answer about a person that is kept; `fetchedAt` says from when it is. */
  open(key: PersonKey): Promise<LookUp | null>;
  /** All versions of a person that are kept, the newest first. */
  timeline(key: PersonKey): Promise<readonly AnswerVersion[]>;
  /** The newest lookups of a person that are kept, with what came of each. */
  lookUps(key: PersonKey): Promise<readonly PastLookUp[]>;
  /** What `remember` would have returned for the last lookup of a person, had the file been open. */
  changes(key: PersonKey): Promise<ChangesSince | null>;
  setPinned(key: PersonKey, isPinned: boolean): Promise<EditOutcome>;
  setNote(key: PersonKey, note: string): Promise<EditOutcome>;
  remove(keys: readonly PersonKey[]): Promise<RemovedCounts>;
  /** Removes everybody of an environment. */
  clear(environment: string): Promise<RemovedCounts>;
  /** Removes every trace of an id, in whichever environment it was looked up, and under whichever spelling. */
  forget(id: string): Promise<RemovedCounts>;
  /** What would go if this retention were in force now. */
  countExpired(retention: Retention): Promise<RemovedCounts>;
  /**
   * Removes what the retention no longer allows: for idle times, daily, and after it was changed. Never rejects: what
   * could not be removed goes the next time.
   */
  expire(): Promise<void>;
  unreadFiles(): Promise<UnreadFiles>;
  /** Deletes the unread files, whatever is in them. */
  deleteUnread(): Promise<DeletedFiles>;
}

type HistoryDeps = HistoryFileDeps & {
  /** What is in force now. */
  readonly retention: () => Retention;
  /** Not while nobody knows how long things are to be kept: then only what was removed already is overwritten. */
  readonly removesExpired: boolean;
};

/** How many entries are read at a time where all of them are wanted. */
const pageSize = 500;

/** As many lookups of a person as the card shows. */
const mostLookUps = 20;

/** A history that opens its file, asking the keychain for the key, when it is first used. */
export function createHistory({ retention, removesExpired, ...parts }: HistoryDeps): History {
  const { file, log, now } = parts;
  const onFailure = (failure: string) => log.error('history.failed', { failure });
  const onDisk = openAtFirstUse(async (isDamaged) => {
    const opened = await openHistoryFile(parts, isDamaged);
    void finishIndex(opened.database);
    return opened;
  }, onFailure);
  const thisSession = openAtFirstUse(() => openHistoryInMemory('off'), onFailure);
  const place = () => (keepsNothing(retention()) ? thisSession : onDisk);

  /** An index that a migration has begun is made between lookups and searches. */
  async function finishIndex(database: Database): Promise<void> {
    try {
      do await letOthersRun();
      while (indexSomeMore(database));
    } catch (error) {
      log.error('history.not-indexed', { failure: failureOf(error) });
    }
  }

  /** A file that can't be opened stays: it may be of a newer version, and only a person can say that it is to go. */
  async function removeEverything(): Promise<void> {
    if (!onDisk.hasBegun() && !existsSync(file)) return;
    await onDisk.use((database) => removeAll(database, null), nothingRemoved);
    if (!(await isFileOpen())) return;
    await onDisk.close();
    removeHistoryFile(file);
  }

  /** Nobody may have needed it yet, or it could not be opened. */
  async function isFileOpen(): Promise<boolean> {
    if (!onDisk.hasBegun()) return false;
    const { kept } = await onDisk.state();
    return kept === 'on-disk' || kept === 'old-only';
  }

  async function unreadFiles(): Promise<readonly string[]> {
    await place().state();
    const isCurrentUnread = existsSync(file) && !(await isFileOpen());
    return isCurrentUnread ? [...filesAside(file), file] : filesAside(file);
  }

  function tryToRemove(unread: string): boolean {
    try {
      removeHistoryFile(unread);
      return true;
    } catch (error) {
      log.error('history.file-not-deleted', { failure: failureOf(error) });
      return false;
    }
  }

  async function expire(): Promise<void> {
    if (!removesExpired) await onDisk.use(overwriteRemoved, nothingRemoved);
    else if (keepsNothing(retention())) await removeEverything();
    else
      await onDisk.use(
        (database) => removeExpired(database, expiredBy(now(), retention())),
        undefined,
      );
  }

  /** Removals take many turns of the event loop: one after the other, none counts what another one takes. */
  let lastRemoval: Promise<unknown> = Promise.resolve();
  function inTurn<T>(removal: () => Promise<T>): Promise<T> {
    const result = lastRemoval.then(removal);
    lastRemoval = result.catch(() => undefined);
    return result;
  }

  async function edit(action: (database: Database) => boolean): Promise<EditOutcome> {
    try {
      if (await place().use(action, false)) return 'kept';
    } catch (error) {
      return reasonOf(failureOf(error));
    }
    const state = await place().state();
    // The person was looked up, and the disk was full then too.
    return state.kept === 'old-only' ? state.because : 'not-in-history';
  }

  const exported = (entry: HistoryEntry) =>
    place().use<ExportedEntry>(
      (database) => ({ ...entry, lookUps: lookUpsOf(database, entry, Number.MAX_SAFE_INTEGER) }),
      { ...entry, lookUps: [] },
    );

  /** What the last lookup that was remembered has changed. */
  let last: (PersonKey & { readonly changes: ChangesSince | null }) | null = null;

  const list = (query: HistoryQuery, before: number | null, limit: number) =>
    place().use((database) => listPeople(database, query, before, limit), {
      entries: [],
      next: null,
    });

  const entryOf = (key: PersonKey) => place().use((database) => entryFor(database, key), null);

  return {
    remember: (lookUp) =>
      place().write((database) => {
        const changes = rememberFound(database, lookUp, retention().answerDays > 0);
        last = { environment: lookUp.environment, id: lookUp.id, changes };
        return changes;
      }),
    rememberFailed: (lookUp) => void place().write((database) => rememberFailed(database, lookUp)),
    state: () => place().state(),
    list,
    count: (query) => place().use((database) => countPeople(database, query), 0),
    async *entries(query) {
      let before: number | null = null;
      do {
        const page: HistoryPage = await list(query, before, pageSize);
        for (const entry of page.entries) yield exported(entry);
        before = page.next;
      } while (before !== null);
    },
    async *entriesOf(keys) {
      for (const key of keys) {
        const entry = await entryOf(key);
        if (entry !== null) yield exported(entry);
      }
    },
    entry: entryOf,
    open: (key) => place().use((database) => openAnswer(database, key), null),
    timeline: (key) => place().use((database) => timelineOf(database, key), []),
    lookUps: (key) => place().use((database) => lookUpsOf(database, key, mostLookUps), []),
    changes: ({ environment, id }) =>
      place().use(
        () => (last?.environment === environment && last.id === id ? last.changes : null),
        null,
      ),
    setPinned: (key, isPinned) => edit((database) => setPinned(database, key, isPinned)),
    setNote: (key, note) => edit((database) => setNote(database, key, note)),
    remove: (keys) =>
      inTurn(() => place().use((database) => removePeople(database, keys), nothingRemoved)),
    clear: (environment) =>
      inTurn(() => place().use((database) => removeAll(database, environment), nothingRemoved)),
    forget: (id) => {
      last = null;
      return inTurn(() => place().use((database) => removeId(database, id), nothingRemoved));
    },
    async countExpired(retention) {
      if (!removesExpired) return nothingRemoved;
      const expired = expiredBy(now(), retention);
      return place().use((database) => countExpired(database, expired), nothingRemoved);
    },
    async expire() {
      try {
        await inTurn(expire);
      } catch (error) {
        log.error('history.not-expired', { failure: failureOf(error) });
      }
    },
    unreadFiles: () =>
      inTurn(async () => {
        const unread = await unreadFiles();
        const isCurrentUnread = unread.includes(file);
        return { aside: unread.length - Number(isCurrentUnread), isCurrentUnread };
      }),
    deleteUnread: () =>
      inTurn(async () => {
        const unread = await unreadFiles();
        const deleted = unread.filter(tryToRemove).length;
        return { deleted, left: unread.length - deleted };
      }),
  };
}
