import { type HistoryState } from '../contract/history';
import { failureOf, type Database } from './database';
import { reasonOf, type Opened } from './history-file';

/** A history's database, which is opened when it is first needed. */
export interface OpenAtFirstUse {
  /** Whether it was needed yet. */
  readonly hasBegun: () => boolean;
  /**
   * A lookup to be remembered: done when it returns; or put off until the database is open, which gives null. Never
   * throws, because no lookup fails with its history; `state` tells.
   */
  write<T>(action: (database: Database) => T): T | null;
  /**
   * Everything else, once the database is open.
   *
   * @param otherwise the answer where none can be opened
   */
  use<T>(action: (database: Database) => T | Promise<T>, otherwise: T): Promise<T>;
  state(): Promise<HistoryState>;
  /** Lets go of the database. The next use opens one anew. */
  close(): Promise<void>;
}

/**
 * @param open called with false once, and with true whenever the database turns out to be damaged
 * @param onFailure is told the code of what went wrong
 */
export function openAtFirstUse(
  open: (isDamaged: boolean) => Promise<Opened>,
  onFailure: (failure: string) => void,
): OpenAtFirstUse {
  let opening: Promise<Opened | null> | undefined;
  let opened: Opened | undefined;
  /** The state since a write failed, until one succeeds. */
  let trouble: HistoryState | null = null;
  const putOff: ((database: Database) => unknown)[] = [];

  function begin(beginning: Promise<Opened>): Promise<Opened | null> {
    opened = undefined;
    opening = beginning.then((result) => {
      opened = result;
      trouble = null;
      for (const action of putOff.splice(0)) write(action);
      return result;
    }, giveUp);
    return opening;
  }
  const whenOpen = () => opening ?? begin(open(false));

  /** Begins a new database in place of a damaged one, unless somebody else has noticed the damage before. */
  const replace = (damaged: Opened) =>
    opened === damaged ? begin(damaged.database.close().then(() => open(true))) : whenOpen();

  /** Nothing can be opened, not even in memory: what waits for it goes. */
  function giveUp(error: unknown): null {
    putOff.splice(0);
    onFailure(failureOf(error));
    return null;
  }

  const isDamage = (error: unknown, { state }: Opened) =>
    failureOf(error) === 'unreadable' && state.kept === 'on-disk';

  function write<T>(action: (database: Database) => T): T | null {
    if (opened === undefined) {
      void whenOpen().then((result) => result !== null && write(action));
      return null;
    }
    const current = opened;
    try {
      const result = action(current.database);
      trouble = null;
      return result;
    } catch (error) {
      const failure = failureOf(error);
      onFailure(failure);
      if (isDamage(error, current)) {
        putOff.push(action);
        void replace(current);
      } else {
        trouble = { kept: 'old-only', because: reasonOf(failure) };
      }
      return null;
    }
  }

  return {
    hasBegun: () => opening !== undefined,
    write,
    async use(action, otherwise) {
      const first = await whenOpen();
      if (first === null) return otherwise;
      try {
        return await action(first.database);
      } catch (error) {
        onFailure(failureOf(error));
        if (!isDamage(error, first)) throw error;
        const second = await replace(first);
        return second === null ? otherwise : action(second.database);
      }
    },
    async state() {
      const first = await whenOpen();
      return first === null ? { kept: 'nowhere' } : (trouble ?? first.state);
    },
    async close() {
      const last = await opening;
      opening = opened = undefined;
      trouble = null;
      await last?.database.close();
    },
  };
}
