import type { Handlers } from '../contract/channels';
import type { HistoryQuery } from '../contract/history';
import { failed, ok } from '../contract/result';
import type { History } from '../history/history';
import type { SaveExport } from '../history/save-export';

type HistoryHandlersDeps = {
  readonly history: History;
  /** The current environment. The renderer can access the history of this one only. */
  readonly environment: () => string;
  readonly allowsExport: boolean;
  readonly saveExport: SaveExport;
};

/** Entries per page of the list: more than fit into a window. */
const pageSize = 100;

/** Creates the handlers of the channels `history:*`. They add the environment to the input. */
export function createHistoryHandlers({
  history,
  environment,
  allowsExport,
  saveExport,
}: HistoryHandlersDeps): Handlers['history'] {
  const keyOf = (id: string) => ({ environment: environment(), id });
  const withEnvironment = <Q extends Omit<HistoryQuery, 'environment'>>(query: Q) => ({
    ...query,
    environment: environment(),
  });

  return {
    state: async () => ok(await history.state()),

    list: async ({ before, ...query }) =>
      ok(await history.list(withEnvironment(query), before, pageSize)),

    count: async (query) => ok(await history.count(withEnvironment(query))),

    entry: async ({ id }) => ok(await history.entry(keyOf(id))),

    open: async ({ id }) => {
      const lookUp = await history.open(keyOf(id));
      return lookUp === null ? failed({ kind: 'not-in-history' }) : ok(lookUp);
    },

    timeline: async ({ id }) => ok(await history.timeline(keyOf(id))),

    lookUps: async ({ id }) => ok(await history.lookUps(keyOf(id))),

    changes: async ({ id }) => ok(await history.changes(keyOf(id))),

    setPinned: async ({ id, isPinned }) => ok(await history.setPinned(keyOf(id), isPinned)),

    setNote: async ({ id, note }) => ok(await history.setNote(keyOf(id), note)),

    remove: async ({ ids }) => ok(await history.remove(ids.map(keyOf))),

    clear: async () => ok(await history.clear(environment())),

    forget: async ({ id }) => ok(await history.forget(id)),

    countExpired: async ({ retention }) => ok(await history.countExpired(retention)),

    unreadFiles: async () => ok(await history.unreadFiles()),

    deleteUnreadFiles: async () => ok(await history.deleteUnread()),

    export: ({ format, ids, ...query }) => {
      if (!allowsExport) return failed({ kind: 'refused', reason: 'policy' });
      return saveExport(
        format,
        ids === null ? history.entries(withEnvironment(query)) : history.entriesOf(ids.map(keyOf)),
      );
    },
  };
}
