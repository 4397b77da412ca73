import type {
  HistoryEntry,
  HistoryFilter,
  HistoryPage,
  HistoryQuery,
  PastLookUp,
  PersonKey,
} from '../contract/history';
import type { Database, Value } from './database';
import { aliasOf } from './environment-alias';
import { isoOf, type PersonRow } from './person-row';
import { searchQueryOf } from './search-index';

/**
 * One page of the list, the latest lookup first.
 *
 * @param before `next` of the previous page; null for the first page
 * @param limit the highest number of entries
 */
export function listPeople(
  database: Database,
  query: HistoryQuery,
  before: number | null,
  limit: number,
): HistoryPage {
  const { from, recency, values } = queryClausesOf(database, query);
  const rows = database.all(
    `SELECT ${listedColumns} FROM ${from} AND ${recency} < ? ORDER BY ${recency} DESC LIMIT ?`,
    ...values,
    before ?? Number.MAX_SAFE_INTEGER,
    limit,
  ) as ListedRow[];
  return {
    entries: rows.map((row) => entryOf(row, query.environment)),
    next: rows.length < limit ? null : (rows.at(-1)?.recency ?? null),
  };
}

/** The number of entries on all pages together. */
export function countPeople(database: Database, query: HistoryQuery): number {
  const { from, values } = queryClausesOf(database, query);
  const [row] = database.all(`SELECT count(*) AS people FROM ${from}`, ...values) as [
    { people: number },
  ];
  return row.people;
}

/** The entry of one person; null if they are not in the history. */
export function entryFor(database: Database, { environment, id }: PersonKey): HistoryEntry | null {
  const [row] = database.all(
    `SELECT ${listedColumns} FROM person WHERE environment = ? AND id = ?`,
    aliasOf(database, environment),
    id,
  ) as ListedRow[];
  return row === undefined ? null : entryOf(row, environment);
}

/**
 * The lookups of one person, newest first.
 *
 * @param limit the highest number of lookups
 */
export function lookUpsOf(
  database: Database,
  { environment, id }: PersonKey,
  limit: number,
): PastLookUp[] {
  const rows = database.all(
    `SELECT look_up.looked_up_at, look_up.outcome FROM person JOIN look_up ON look_up.person = person.number
     WHERE person.environment = ? AND person.id = ? ORDER BY look_up.number DESC LIMIT ?`,
    aliasOf(database, environment),
    id,
    limit,
  ) as Pick<PersonRow, 'looked_up_at' | 'outcome'>[];
  return rows.map(({ looked_up_at, outcome }) => ({ lookedUpAt: isoOf(looked_up_at), outcome }));
}

const listedColumns =
  'person.*, (SELECT count(*) FROM look_up WHERE look_up.person = person.number) AS look_ups';

type ListedRow = PersonRow & { readonly look_ups: number };

const filters: Readonly<Record<HistoryFilter, string>> = {
  all: '',
  found: 'AND person.found_at IS NOT NULL',
  pinned: 'AND person.is_pinned = 1',
  problems: "AND person.outcome <> 'found'",
};

/**
 * The FROM and WHERE clauses of a query, and the column to order by. With that column SQLite reads
 * the rows in order from an index and stops after one page.
 */
function queryClausesOf(
  database: Database,
  { environment, text, filter }: HistoryQuery,
): {
  readonly from: string;
  readonly recency: string;
  readonly values: readonly Value[];
} {
  const search = searchQueryOf(text, filter);
  const name = aliasOf(database, environment);
  return search === null
    ? {
        from: `person WHERE person.environment = ? ${filters[filter]}`,
        recency: 'person.recency',
        values: [name],
      }
    : {
        from: `search CROSS JOIN person ON person.recency = search.rowid
               WHERE search MATCH ? AND person.environment = ?`,
        recency: 'search.rowid',
        values: [search, name],
      };
}

function entryOf(row: ListedRow, environment: string): HistoryEntry {
  return {
    environment,
    id: row.id,
    name: row.name,
    email: row.email,
    organization: row.organization,
    isActive: row.is_active === null ? null : row.is_active === 1,
    lookedUpAt: isoOf(row.looked_up_at),
    outcome: row.outcome,
    foundAt: row.found_at === null ? null : isoOf(row.found_at),
    lookUps: row.look_ups,
    isPinned: row.is_pinned === 1,
    note: row.note,
  };
}
