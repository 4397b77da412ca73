import type {
  HistoryEntry,
  HistoryFilter,
  HistoryPage,
  HistoryQuery,
  PastLookUp,
  PersonKey,
} from '../contract/history';
import type { Database, Value } from './database';
import { keptAs } from './environment-alias';
import { isoOf, type PersonRow } from './person-row';
import { searchQueryOf } from './search-index';

/**
 * One page of the list, the last looked up first.
 *
 * @param before the `next` of the page before, or null for the first page
 * @param limit how many entries at most
 */
export function listPeople(
  database: Database,
  query: HistoryQuery,
  before: number | null,
  limit: number,
): HistoryPage {
  const { from, recency, values } = sourceOf(database, query);
  const rows = database.all(
    `SELECT ${listed} FROM ${from} AND ${recency} < ? ORDER BY ${recency} DESC LIMIT ?`,
    ...values,
    before ?? Number.MAX_SAFE_INTEGER,
    limit,
  ) as ListedRow[];
  return {
    entries: rows.map((row) => entryOf(row, query.environment)),
    next: rows.length < limit ? null : (rows.at(-1)?.recency ?? null),
  };
}

/** How many entries all pages have together. */
export function countPeople(database: Database, query: HistoryQuery): number {
  const { from, values } = sourceOf(database, query);
  const [row] = database.all(`SELECT count(*) AS people FROM ${from}`, ...values) as [
    { people: number },
  ];
  return row.people;
}

/** The entry of one person, or null where the history knows nothing of them. */
export function entryFor(database: Database, { environment, id }: PersonKey): HistoryEntry | null {
  const [row] = database.all(
    `SELECT ${listed} FROM person WHERE environment = ? AND id = ?`,
    keptAs(database, environment),
    id,
  ) as ListedRow[];
  return row === undefined ? null : entryOf(row, environment);
}

/**
 * The lookups of one person, the newest first.
 *
 * @param limit how many at most
 */
export function lookUpsOf(
  database: Database,
  { environment, id }: PersonKey,
  limit: number,
): PastLookUp[] {
  const rows = database.all(
    `SELECT look_up.looked_up_at, look_up.outcome FROM person JOIN look_up ON look_up.person = person.number
     WHERE person.environment = ? AND person.id = ? ORDER BY look_up.number DESC LIMIT ?`,
    keptAs(database, environment),
    id,
    limit,
  ) as Pick<PersonRow, 'looked_up_at' | 'outcome'>[];
  return rows.map(({ looked_up_at, outcome }) => ({ lookedUpAt: isoOf(looked_up_at), outcome }));
}

const listed =
  'person.*, (SELECT count(*) FROM look_up WHERE look_up.person = person.number) AS look_ups';

type ListedRow = PersonRow & { readonly look_ups: number };

const filters: Readonly<Record<HistoryFilter, string>> = {
  all: '',
  found: 'AND person.found_at IS NOT NULL',
  pinned: 'AND person.is_pinned = 1',
  problems: "AND person.outcome <> 'found'",
};

/** Where the people of a query come from, and the column that gives their order: a page is read in it, and no more. */
function sourceOf(
  database: Database,
  { environment, text, filter }: HistoryQuery,
): {
  readonly from: string;
  readonly recency: string;
  readonly values: readonly Value[];
} {
  const search = searchQueryOf(text, filter);
  const name = keptAs(database, environment);
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
