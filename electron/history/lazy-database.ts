import { type HistoryState } from '../contract/history';
import { failureOf, type Database } from './database';
import { notStoredReasonOf, type OpenHistory } from './history-file';

/** A database that opens at first use. */
export interface LazyDatabase {
  /** Whether opening has started. */
  readonly isOpening: () => boolean;
  /**
   * Runs a write at once if the database is open; else defers it until it is. Never throws: a
   * lookup must not fail because of its history. `state` tells of a failure.
   *
   * @returns the action's result; null if it was deferred or failed
   */
  write<T>(action: (database: Database) => T): T | null;
  /**
   * Opens the database if necessary and runs the action. If the database turns out to be damaged,
   * runs the action again on a new one.
   *
   * @param fallback the result if no database can be opened
   * @throws the action's error
   */
  use<T>(action: (database: Database) => T | Promise<T>, fallback: T): Promise<T>;
  state(): Promise<HistoryState>;
  /** Closes the database. The next use opens it again. */
  close(): Promise<void>;
}

/**
 * Creates a database that opens at first use.
 *
 * @param open called with false at first use, and with true if the database turns out to be damaged
 * @param onFailure called with the code of each failure (see `DatabaseFailure`)
 */
export function createLazyDatabase(
  open: (isDamaged: boolean) => Promise<OpenHistory>,
  onFailure: (failure: string) => void,
): LazyDatabase {
  let opening: Promise<OpenHistory | null> | undefined;
  let opened: OpenHistory | undefined;
  /** The state after a failed write, until a write succeeds. */
  let failedWriteState: HistoryState | null = null;
  const deferredWrites: ((database: Database) => unknown)[] = [];

  function startOpening(openingHistory: Promise<OpenHistory>): Promise<OpenHistory | null> {
    opened = undefined;
    opening = openingHistory.then((result) => {
      opened = result;
      failedWriteState = null;
      for (const action of deferredWrites.splice(0)) write(action);
      return result;
    }, dropDeferredWrites);
    return opening;
  }
  const whenOpen = () => opening ?? startOpening(open(false));

  /** Replaces a damaged database, unless another call has replaced it already. */
  const replace = (damaged: OpenHistory) =>
    opened === damaged ? startOpening(damaged.database.close().then(() => open(true))) : whenOpen();

  /** If not even a database in memory can be opened, the deferred writes are dropped. */
  function dropDeferredWrites(error: unknown): null {
    deferredWrites.splice(0);
    onFailure(failureOf(error));
    return null;
  }

  const isDamage = (error: unknown, { state }: OpenHistory) =>
    failureOf(error) === 'unreadable' && state.kept === 'on-disk';

  function write<T>(action: (database: Database) => T): T | null {
    if (opened === undefined) {
      void whenOpen().then((result) => result !== null && write(action));
      return null;
    }
    const current = opened;
    try {
      const result = action(current.database);
      failedWriteState = null;
      return result;
    } catch (error) {
      const failure = failureOf(error);
      onFailure(failure);
      if (isDamage(error, current)) {
        deferredWrites.push(action);
        void replace(current);
      } else {
        failedWriteState = { kept: 'old-only', because: notStoredReasonOf(failure) };
      }
      return null;
    }
  }

  return {
    isOpening: () => opening !== undefined,
    write,
    async use(action, fallback) {
      const first = await whenOpen();
      if (first === null) return fallback;
      try {
        return await action(first.database);
      } catch (error) {
        onFailure(failureOf(error));
        if (!isDamage(error, first)) throw error;
        const second = await replace(first);
        return second === null ? fallback : action(second.database);
      }
    },
    async state() {
      const first = await whenOpen();
      return first === null ? { kept: 'nowhere' } : (failedWriteState ?? first.state);
    },
    async close() {
      const last = await opening;
      opening = opened = undefined;
      failedWriteState = null;
      await last?.database.close();
    },
  };
}
