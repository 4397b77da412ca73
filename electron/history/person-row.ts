import type { HistoryEntry, PersonKey } from '../contract/history';
import type { Database } from './database';
import { aliasOf } from './environment-alias';

/** A row of the table `person`. */
export type PersonRow = {
  readonly number: number;
  readonly recency: number;
  /** The environment's alias (see `aliasOf`). */
  readonly environment: string;
  readonly id: string;
  /** Milliseconds since 1970, like all times in the database. */
  readonly looked_up_at: number;
  readonly outcome: HistoryEntry['outcome'];
  readonly found_at: number | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly organization: string | null;
  readonly is_active: number | null;
  readonly is_pinned: number;
  readonly note: string;
  /** See `answeredIdOf`. */
  readonly answered_id: string | null;
};

/** The primary key of a person; null if they are not in the history. */
export function personNumberOf(database: Database, { environment, id }: PersonKey): number | null {
  const [row] = database.all(
    'SELECT number FROM person WHERE environment = ? AND id = ?',
    aliasOf(database, environment),
    id,
  ) as PersonRow[];
  return row?.number ?? null;
}

/** @param time milliseconds since 1970 */
export const isoOf = (time: number) => new Date(time).toISOString();
