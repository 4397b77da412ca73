import type { HistoryEntry, PersonKey } from '../contract/history';
import type { Database } from './database';
import { keptAs } from './environment-alias';

/** A row of the table `person`. */
export type PersonRow = {
  readonly number: number;
  readonly recency: number;
  /** As `keptAs` names it. */
  readonly environment: string;
  readonly id: string;
  /** Milliseconds since 1970, as all times in the database. */
  readonly looked_up_at: number;
  readonly outcome: HistoryEntry['outcome'];
  readonly found_at: number | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly organization: string | null;
  readonly is_active: number | null;
  readonly is_pinned: number;
  readonly note: string;
  /** As `otherIdOf` says. */
  readonly answered_id: string | null;
};

export function numberOf(database: Database, { environment, id }: PersonKey): number | null {
  const [row] = database.all(
    'SELECT number FROM person WHERE environment = ? AND id = ?',
    keptAs(database, environment),
    id,
  ) as PersonRow[];
  return row?.number ?? null;
}

export const isoOf = (time: number) => new Date(time).toISOString();
