import type { SaveExport } from '../history/save-export';
import type { History } from '../history/history';
import type { HistoryQuery } from '../history/entry';
import { failed, ok } from '../result';
import type { Handlers } from './contract';

type Parts = {
  readonly history: History;
  /** The environment that is set: the page sees no other one's history. */
  readonly environment: () => string;
  readonly allowsExport: boolean;
  readonly saveExport: SaveExport;
};

type HistoryHandlers = Pick<Handlers, Extract<keyof Handlers, `history:${string}`>>;

/** How many entries the page gets at a time: more than a window shows. */
const pageSize = 100;

/** The channels of the history. */
export function createHistoryHandlers({
  history,
  environment,
  allowsExport,
  saveExport,
}: Parts): HistoryHandlers {
  const keyOf = (id: string) => ({ environment: environment(), id });
  const here = <Q extends Omit<HistoryQuery, 'environment'>>(query: Q) => ({
    ...query,
    environment: environment(),
  });

  return {
    'history:state': async () => ok(await history.state()),

    'history:list': async ({ before, ...query }) => ok(await history.list(here(query), before, pageSize)),

    'history:count': async (query) => ok(await history.count(here(query))),

    'history:entry': async ({ id }) => ok(await history.entry(keyOf(id))),

    'history:open': async ({ id }) => {
      const lookUp = await history.open(keyOf(id));
      return lookUp === null ? failed({ kind: 'not-in-history' }) : ok(lookUp);
    },

    'history:timeline': async ({ id }) => ok(await history.timeline(keyOf(id))),

    'history:look-ups': async ({ id }) => ok(await history.lookUps(keyOf(id))),

    'history:changes': async ({ id }) => ok(await history.changes(keyOf(id))),

    'history:set-pinned': async ({ id, isPinned }) => ok(await history.setPinned(keyOf(id), isPinned)),

    'history:set-note': async ({ id, note }) => ok(await history.setNote(keyOf(id), note)),

    'history:remove': async ({ ids }) => ok(await history.remove(ids.map(keyOf))),

    'history:clear': async () => ok(await history.clear(environment())),

    'history:forget': async ({ id }) => ok(await history.forget(id)),

    'history:count-expired': async ({ retention }) => ok(await history.countExpired(retention)),

    'history:unread': async () => ok(await history.unreadFiles()),

    'history:delete-unread': async () => ok(await history.deleteUnread()),

    'history:export': ({ format, ids, ...query }) => {
      if (!allowsExport) return failed({ kind: 'refused', reason: 'policy' });
      return saveExport(
        format,
        ids === null ? history.entries(here(query)) : history.entriesOf(ids.map(keyOf)),
      );
    },
  };
}
