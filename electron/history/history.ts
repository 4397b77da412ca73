import { existsSync } from 'node:fs';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
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
import type { ServerTime } from '../network/server-clock';
import { readLastAnswer, timelineOf } from './answer-versions';
import {
  checkClock,
  correctFutureTimes,
  isReliable,
  lastSeenTime,
  noteClock,
  type ClockCheck,
} from './clock-check';
import { failureOf, type Database } from './database';
import { countExpired, removeExpired } from './expire';
import { expiryLimits } from './expiry';
import { type ExportedEntry } from './export';
import {
  filesAside,
  openHistoryFile,
  openHistoryInMemory,
  notStoredReasonOf,
  removeHistoryFile,
  type HistoryFileDeps,
} from './history-file';
import { createLazyDatabase } from './lazy-database';
import { countPeople, entryFor, listPeople, lookUpsOf } from './list-people';
import { type FailedLookUp } from './record-lookup';
import { rememberFailed, rememberFound, setNote, setPinned } from './record-lookup';
import { removeAll, removeId, removePeople } from './remove';
import { indexNextBatch } from './search-index';
import { overwriteRemoved } from './secure-delete';

/**
 * The people who were looked up, their lookups and the answers. Until the file is open, `remember`
 * and `rememberFailed` defer the write, and all other methods wait for the keychain. A file that
 * turns out to be damaged is replaced by a new one. Other failures of the database make the methods
 * reject, apart from those that say otherwise.
 */
export interface History {
  /**
   * Stores a successful lookup. If the file is open, the data is on disk when this returns. Never
   * throws: a lookup must not fail because of its history. `state` tells of a failure.
   *
   * @returns how the answer differs from the previous one; null if there is none, or if the file is
   *   not open yet (see `changes`)
   */
  remember(lookUp: LookUp): ChangesSince | null;
  /** Stores a failed lookup. Never throws. */
  rememberFailed(lookUp: FailedLookUp): void;
  /** Where the history is stored. */
  state(): Promise<HistoryState>;
  /**
   * One page of the list, the latest lookup first.
   *
   * @param before `next` of the previous page; null for the first page
   * @param limit the highest number of entries per page
   */
  list(query: HistoryQuery, before: number | null, limit: number): Promise<HistoryPage>;
  /** The number of entries on all pages together. */
  count(query: HistoryQuery): Promise<number>;
  /** All matching entries for an export. Reads them page by page. */
  entries(query: HistoryQuery): AsyncIterable<ExportedEntry>;
  /** The entries of the given people for an export. Skips people who are not in the history. */
  entriesOf(keys: readonly PersonKey[]): AsyncIterable<ExportedEntry>;
  /** The entry of one person; null if they are not in the history. */
  entry(key: PersonKey): Promise<HistoryEntry | null>;
  /**
   * The last stored answer about a person, with its time in `fetchedAt`; null if none is stored.
   */
  open(key: PersonKey): Promise<LookUp | null>;
  /** All stored versions of the answer about a person, newest first. */
  timeline(key: PersonKey): Promise<readonly AnswerVersion[]>;
  /** The latest lookups of a person, newest first. */
  lookUps(key: PersonKey): Promise<readonly PastLookUp[]>;
  /**
   * How the last remembered answer differs from the previous one. For callers to which `remember`
   * returned null because the file was not open. Null for any other person than the last one.
   */
  changes(key: PersonKey): Promise<ChangesSince | null>;
  setPinned(key: PersonKey, isPinned: boolean): Promise<EditOutcome>;
  setNote(key: PersonKey, note: string): Promise<EditOutcome>;
  /** Removes people with all their data. Resolves when the data is overwritten. */
  remove(keys: readonly PersonKey[]): Promise<RemovedCounts>;
  /** Removes all people of an environment. Resolves when the data is overwritten. */
  clear(environment: string): Promise<RemovedCounts>;
  /**
   * Removes every trace of an id in all environments, including answers that have this id although
   * another one was requested. Resolves when the data is overwritten.
   */
  forget(id: string): Promise<RemovedCounts>;
  /** Counts what a retention would remove now. */
  countExpired(retention: Retention): Promise<RemovedCounts>;
  /**
   * Removes what the current retention does not allow. Removes nothing by age while the clock is
   * doubtful (see `checkClock`); `state` then says so. Never rejects: the next call tries again.
   */
  expire(): Promise<void>;
  unreadFiles(): Promise<UnreadFiles>;
  /** Deletes the files that `unreadFiles` counts. */
  deleteUnread(): Promise<DeletedFiles>;
}

type HistoryDeps = HistoryFileDeps & {
  /** The retention in force. */
  readonly retention: () => Retention;
  /**
   * False if the policy is invalid, so that the retention is unknown. `expire` then only finishes
   * interrupted removals.
   */
  readonly removesExpired: boolean;
  /** The time that a server sent last. */
  readonly serverTime: () => ServerTime | null;
  /**
   * Called after expired data was removed, and when a doubtful clock starts or stops preventing the
   * removal.
   */
  readonly onExpiry: () => void;
};

/** Entries per page while all entries are read for an export. */
const pageSize = 500;

/** The number of lookups that `lookUps` returns: as many as the card shows. */
const maxLookUps = 20;

/** Creates the history. It opens its file at first use, which reads the key from the keychain. */
export function createHistory({
  retention,
  removesExpired,
  serverTime,
  onExpiry,
  ...deps
}: HistoryDeps): History {
  const { file, log, now } = deps;
  const onFailure = (failure: string) => log.error('history.failed', { failure });
  const fileDatabase = createLazyDatabase(async (isDamaged) => {
    const opened = await openHistoryFile(deps, isDamaged);
    void finishIndex(opened.database);
    return opened;
  }, onFailure);
  const sessionDatabase = createLazyDatabase(() => openHistoryInMemory('off'), onFailure);
  const activeDatabase = () => (keepsNothing(retention()) ? sessionDatabase : fileDatabase);

  /** Completes the search index after a migration, in batches between lookups and searches. */
  async function finishIndex(database: Database): Promise<void> {
    try {
      do await yieldToEventLoop();
      while (indexNextBatch(database));
    } catch (error) {
      log.error('history.not-indexed', { failure: failureOf(error) });
    }
  }

  /**
   * Removes all people and deletes the file. Keeps a file that can't be opened: it may belong to a
   * newer version of the app, so only the agent can decide to delete it (see `deleteUnread`).
   */
  async function removeEverything(): Promise<void> {
    if (!fileDatabase.isOpening() && !existsSync(file)) return;
    await fileDatabase.use((database) => removeAll(database, null), nothingRemoved);
    if (!(await isFileOpen())) return;
    await fileDatabase.close();
    removeHistoryFile(file);
  }

  async function isFileOpen(): Promise<boolean> {
    if (!fileDatabase.isOpening()) return false;
    const { kept } = await fileDatabase.state();
    return kept === 'on-disk' || kept === 'old-only';
  }

  async function unreadFiles(): Promise<readonly string[]> {
    await activeDatabase().state();
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
    if (!removesExpired) await fileDatabase.use(overwriteRemoved, nothingRemoved);
    else if (keepsNothing(retention())) await removeEverything();
    else await fileDatabase.use(expireInFile, undefined);
  }

  const checkClockAgainst = (database: Database): ClockCheck =>
    checkClock(now().getTime(), serverTime(), lastSeenTime(database));

  /** Whether the last run left data that has expired by a doubtful clock. */
  let isExpiryHeld = false;

  async function expireInFile(database: Database): Promise<void> {
    const time = now();
    const check = checkClockAgainst(database);
    if (check === 'confirmed') correctFutureTimes(database, time.getTime());
    noteClock(database, time.getTime(), check);
    const removed = await removeExpired(
      database,
      expiryLimits(isReliable(check) ? time : null, retention()),
    );
    if (removed > 0) log.info('history.expired', { rows: removed });
    const held = countExpired(database, expiryLimits(time, retention()));
    const wasExpiryHeld = isExpiryHeld;
    isExpiryHeld = !isReliable(check) && Object.values(held).some((count) => count > 0);
    if (isExpiryHeld) log.warn('history.expiry-held', { clock: check, people: held.people });
    if (removed > 0 || isExpiryHeld !== wasExpiryHeld) onExpiry();
  }

  /** The state, and whether the retention waits for a reliable clock. */
  async function state(): Promise<HistoryState> {
    const state = await activeDatabase().state();
    if (!isExpiryHeld || activeDatabase() !== fileDatabase) return state;
    const check = await fileDatabase.use(checkClockAgainst, 'plausible');
    return isReliable(check) ? state : { ...state, clock: check };
  }

  /**
   * Runs removals one after the other. Each takes many turns of the event loop, and two at the same
   * time would count the same rows.
   */
  let lastRemoval: Promise<unknown> = Promise.resolve();
  function inSequence<T>(removal: () => Promise<T>): Promise<T> {
    const result = lastRemoval.then(removal);
    lastRemoval = result.catch(() => undefined);
    return result;
  }

  async function edit(action: (database: Database) => boolean): Promise<EditOutcome> {
    try {
      if (await activeDatabase().use(action, false)) return 'kept';
    } catch (error) {
      return notStoredReasonOf(failureOf(error));
    }
    const state = await activeDatabase().state();
    // A person whose lookup could not be written, for example to a full disk, is missing for that
    // reason.
    return state.kept === 'old-only' ? state.because : 'not-in-history';
  }

  const toExportedEntry = (entry: HistoryEntry) =>
    activeDatabase().use<ExportedEntry>(
      (database) => ({ ...entry, lookUps: lookUpsOf(database, entry, Number.MAX_SAFE_INTEGER) }),
      { ...entry, lookUps: [] },
    );

  /** The last remembered lookup, for `changes`. */
  let lastRemembered: (PersonKey & { readonly changes: ChangesSince | null }) | null = null;

  const list = (query: HistoryQuery, before: number | null, limit: number) =>
    activeDatabase().use((database) => listPeople(database, query, before, limit), {
      entries: [],
      next: null,
    });

  const entryOf = (key: PersonKey) =>
    activeDatabase().use((database) => entryFor(database, key), null);

  return {
    remember: (lookUp) =>
      activeDatabase().write((database) => {
        const keepsAnswer = retention().answerDays > 0;
        const changes = rememberFound(database, lookUp, keepsAnswer, serverTime());
        lastRemembered = { environment: lookUp.environment, id: lookUp.id, changes };
        return changes;
      }),
    rememberFailed: (lookUp) =>
      void activeDatabase().write((database) => rememberFailed(database, lookUp, serverTime())),
    state,
    list,
    count: (query) => activeDatabase().use((database) => countPeople(database, query), 0),
    async *entries(query) {
      let before: number | null = null;
      do {
        const page: HistoryPage = await list(query, before, pageSize);
        for (const entry of page.entries) yield toExportedEntry(entry);
        before = page.next;
      } while (before !== null);
    },
    async *entriesOf(keys) {
      for (const key of keys) {
        const entry = await entryOf(key);
        if (entry !== null) yield toExportedEntry(entry);
      }
    },
    entry: entryOf,
    open: (key) => activeDatabase().use((database) => readLastAnswer(database, key), null),
    timeline: (key) => activeDatabase().use((database) => timelineOf(database, key), []),
    lookUps: (key) => activeDatabase().use((database) => lookUpsOf(database, key, maxLookUps), []),
    changes: ({ environment, id }) =>
      activeDatabase().use(
        () =>
          lastRemembered?.environment === environment && lastRemembered.id === id
            ? lastRemembered.changes
            : null,
        null,
      ),
    setPinned: (key, isPinned) => edit((database) => setPinned(database, key, isPinned)),
    setNote: (key, note) => edit((database) => setNote(database, key, note)),
    remove: (keys) =>
      inSequence(() =>
        activeDatabase().use((database) => removePeople(database, keys), nothingRemoved),
      ),
    clear: (environment) =>
      inSequence(() =>
        activeDatabase().use((database) => removeAll(database, environment), nothingRemoved),
      ),
    forget: (id) => {
      lastRemembered = null;
      return inSequence(() =>
        activeDatabase().use((database) => removeId(database, id), nothingRemoved),
      );
    },
    async countExpired(retention) {
      if (!removesExpired) return nothingRemoved;
      const limits = expiryLimits(now(), retention);
      return activeDatabase().use((database) => countExpired(database, limits), nothingRemoved);
    },
    async expire() {
      try {
        await inSequence(expire);
      } catch (error) {
        log.error('history.not-expired', { failure: failureOf(error) });
      }
    },
    unreadFiles: () =>
      inSequence(async () => {
        const unread = await unreadFiles();
        const isCurrentUnread = unread.includes(file);
        return { aside: unread.length - Number(isCurrentUnread), isCurrentUnread };
      }),
    deleteUnread: () =>
      inSequence(async () => {
        const unread = await unreadFiles();
        const deleted = unread.filter(tryToRemove).length;
        return { deleted, left: unread.length - deleted };
      }),
  };
}
