import { existsSync } from 'node:fs';
import type { LookUp } from '../lookup/look-up-user';
import { openAnswer, timelineOf } from './answers';
import { failureOf } from './database';
import {
  nothingRemoved,
  type ChangesSince,
  type DeletedFiles,
  type FailedLookUp,
  type HistoryEntry,
  type HistoryPage,
  type HistoryQuery,
  type PersonKey,
  type Removed,
  type UnreadFiles,
  type Version,
} from './entry';
import {
  filesAside,
  openHistoryFile,
  openHistoryInMemory,
  removeHistoryFile,
  sizeOf,
  type HistoryFileParts,
  type HistoryState,
} from './history-file';
import { countPeople, entryFor, listPeople } from './list';
import { openAtFirstUse } from './open-at-first-use';
import { rememberFailed, rememberFound, setNote, setPinned } from './remember';
import { removeExpired } from './expire';
import { overwriteRemoved } from './overwrite';
import { removeAll, removeId, removePeople } from './remove';
import { expiredBy, keepsNothing, type Retention } from './retention';

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
  /** All of the entries, read as they are needed. */
  entries(query: HistoryQuery): AsyncIterable<HistoryEntry>;
  /** The entry of one person, or null where nothing of them is kept. */
  entry(key: PersonKey): Promise<HistoryEntry | null>;
  /** The last answer about a person that is kept; `fetchedAt` says from when it is. */
  open(key: PersonKey): Promise<LookUp | null>;
  /** All versions of a person that are kept, the newest first. */
  timeline(key: PersonKey): Promise<readonly Version[]>;
  /** @returns false where the person is not in the history */
  setPinned(key: PersonKey, isPinned: boolean): Promise<boolean>;
  /** @returns false where the person is not in the history */
  setNote(key: PersonKey, note: string): Promise<boolean>;
  remove(keys: readonly PersonKey[]): Promise<Removed>;
  /** @param environment the one to empty, or null for all of them */
  clear(environment: string | null): Promise<Removed>;
  /** Removes every trace of an id, in whichever environment it was looked up. */
  forget(id: string): Promise<Removed>;
  /**
   * Removes what the retention no longer allows: for idle times, daily, and after it was changed. Never rejects: what
   * could not be removed goes the next time.
   */
  expire(): Promise<void>;
  unreadFiles(): Promise<UnreadFiles>;
  /** Deletes the unread files, whatever is in them. */
  deleteUnread(): Promise<DeletedFiles>;
  /** Bytes on the disk. */
  size(): number;
}

type Parts = HistoryFileParts & {
  /** What is in force now. */
  readonly retention: () => Retention;
  /** Not while nobody knows how long things are to be kept: then only what was removed already is overwritten. */
  readonly removesExpired: boolean;
};

/** How many entries are read at a time where all of them are wanted. */
const pageSize = 500;

/** A history that opens its file, asking the keychain for the key, when it is first used. */
export function createHistory({ retention, removesExpired, ...parts }: Parts): History {
  const { file, log, now } = parts;
  const onFailure = (failure: string) => log.error('history.failed', { failure });
  const onDisk = openAtFirstUse((isDamaged) => openHistoryFile(parts, isDamaged), onFailure);
  const thisSession = openAtFirstUse(() => openHistoryInMemory('off'), onFailure);
  const place = () => (keepsNothing(retention()) ? thisSession : onDisk);

  async function removeEverything(): Promise<void> {
    if (onDisk.hasBegun()) await onDisk.use((database) => removeAll(database, null), nothingRemoved);
    if (!(await isFileOpen())) removeHistoryFile(file);
  }

  /** The file can go where it is not: nobody has needed it, or it could not be opened. */
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
    else await onDisk.use((database) => removeExpired(database, expiredBy(now(), retention())), undefined);
  }

  /** Removals take many turns of the event loop: one after the other, none counts what another one takes. */
  let lastRemoval: Promise<unknown> = Promise.resolve();
  function inTurn<T>(removal: () => Promise<T>): Promise<T> {
    const result = lastRemoval.then(removal);
    lastRemoval = result.catch(() => undefined);
    return result;
  }

  const list = (query: HistoryQuery, before: number | null, limit: number) =>
    place().use((database) => listPeople(database, query, before, limit), { entries: [], next: null });

  return {
    remember: (lookUp) =>
      place().write((database) => rememberFound(database, lookUp, retention().answerDays > 0)),
    rememberFailed: (lookUp) => void place().write((database) => rememberFailed(database, lookUp)),
    state: () => place().state(),
    list,
    count: (query) => place().use((database) => countPeople(database, query), 0),
    async *entries(query) {
      let before: number | null = null;
      do {
        const page: HistoryPage = await list(query, before, pageSize);
        yield* page.entries;
        before = page.next;
      } while (before !== null);
    },
    entry: (key) => place().use((database) => entryFor(database, key), null),
    open: (key) => place().use((database) => openAnswer(database, key), null),
    timeline: (key) => place().use((database) => timelineOf(database, key), []),
    setPinned: (key, isPinned) => place().use((database) => setPinned(database, key, isPinned), false),
    setNote: (key, note) => place().use((database) => setNote(database, key, note), false),
    remove: (keys) => inTurn(() => place().use((database) => removePeople(database, keys), nothingRemoved)),
    clear: (environment) =>
      inTurn(() => place().use((database) => removeAll(database, environment), nothingRemoved)),
    forget: (id) => inTurn(() => place().use((database) => removeId(database, id), nothingRemoved)),
    async expire() {
      try {
        await inTurn(expire);
      } catch (error) {
        log.error('history.not-expired', { failure: failureOf(error) });
      }
    },
    async unreadFiles() {
      const unread = await unreadFiles();
      const isCurrentUnread = unread.includes(file);
      return { aside: unread.length - Number(isCurrentUnread), isCurrentUnread };
    },
    deleteUnread: () =>
      inTurn(async () => {
        const unread = await unreadFiles();
        const deleted = unread.filter(tryToRemove).length;
        return { deleted, left: unread.length - deleted };
      }),
    size: () => sizeOf(file),
  };
}
