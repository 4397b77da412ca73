import { randomUUID } from 'node:crypto';
import type { HistoryFilter } from '../contract/history';
import type { Database } from './database';
import { folded } from './fold-letters';

/** Without this, what was deleted stays in the index until it is merged: https://sqlite.org/fts5.html#the_secure_delete_configuration_option */
const overwritesWhatIsDeleted = "INSERT INTO search (search, rank) VALUES ('secure-delete', 1)";

/** The columns of the view `searched` that the index holds, under the same names. */
const indexed = 'name, email, id, organization, note, marks';

/** Who is in the index, where it is still being made. */
const isIndexedByNow = 'recency > (SELECT coalesce(max(up_to), 0) FROM to_index)';

/** Before a person's row changes or goes: the index can't find by itself what it holds about the row. */
export function removeFromIndex(database: Database, person: number): void {
  database.run(
    `INSERT INTO search (search, rowid, ${indexed}) SELECT 'delete', recency, ${indexed} FROM searched
     WHERE number = ? AND ${isIndexedByNow}`,
    person,
  );
}

/** After a person's row was made or changed. */
export function addToIndex(database: Database, person: number): void {
  database.run(
    `INSERT INTO search (rowid, ${indexed}) SELECT recency, ${indexed} FROM searched
     WHERE number = ? AND ${isIndexedByNow}`,
    person,
  );
}

/** A batch stays within a frame. */
const indexBatchSize = 100;

/**
 * Goes on to make an index that a migration has begun, the last looked up first.
 *
 * @returns false where everybody is indexed
 */
export function indexSomeMore(database: Database): boolean {
  if (database.all('SELECT up_to FROM to_index').length === 0) return false;
  return database.transaction(() => {
    const [{ first, upTo }] = database.all(
      `SELECT min(recency) AS first, up_to AS upTo FROM
         (SELECT recency, up_to FROM to_index JOIN person ON recency <= up_to ORDER BY recency DESC LIMIT ?)`,
      indexBatchSize,
    ) as [{ first: number | null; upTo: number }];
    if (first === null) {
      database.run('DELETE FROM to_index');
      return false;
    }
    database.run(
      `INSERT INTO search (rowid, ${indexed}) SELECT recency, ${indexed} FROM searched
       WHERE recency BETWEEN ? AND ? AND environment NOT IN (SELECT name FROM removed WHERE is_indexed = 0)`,
      first,
      upTo,
    );
    database.run('UPDATE to_index SET up_to = ?', first - 1);
    return true;
  });
}

/** Puts the index aside, to be overwritten, and makes it anew for everybody who is not being removed. */
export function beginIndexAnew(database: Database): void {
  const [{ sql }] = database.all("SELECT sql FROM sqlite_schema WHERE name = 'search'") as [
    { sql: string },
  ];
  database.exec(`
    ALTER TABLE search RENAME TO "search_removed_${randomUUID()}";
    ${sql};
    ${overwritesWhatIsDeleted};
    INSERT INTO search (rowid, ${indexed})
      SELECT recency, ${indexed} FROM searched WHERE environment NOT IN (SELECT name FROM removed);
    DELETE FROM to_index;
  `);
}

/**
 * Overwrites a part of an index that was put aside.
 *
 * @returns false where there is none left
 */
export function overwriteSomeOfOldIndex(database: Database): boolean {
  const [index] = database.all(
    "SELECT name FROM sqlite_schema WHERE name GLOB 'search_removed_*' AND sql LIKE 'CREATE VIRTUAL TABLE%' LIMIT 1",
  ) as { name: string }[];
  if (index === undefined) return false;
  database.transaction(() => {
    const deleted = oldIndexParts.map(({ table, first, count }) =>
      database.run(
        `DELETE FROM "${index.name}_${table}" WHERE id IN (SELECT id FROM "${index.name}_${table}" WHERE id >= ? LIMIT ?)`,
        first,
        count,
      ),
    );
    if (deleted.every((count) => count === 0)) database.exec(`DROP TABLE "${index.name}"`);
  });
  return true;
}

/**
 * The tables of an FTS5 index that are large (https://sqlite.org/fts5.html#fts5_data_structures). What `data` has up to
 * 10 describes the index, which could not be dropped without it.
 */
const oldIndexParts = [
  { table: 'data', first: 11, count: 50 },
  { table: 'docsize', first: 0, count: 2_000 },
] as const;

/** Nobody types more; each word costs a search in the index. */
const mostWords = 12;

/** What the index is made of: letters, digits and private characters. A word without any would match nothing. */
const isIndexed = /[\p{L}\p{N}\p{Co}]/u;

/**
 * The FTS5 query for what a person typed: each word has to be the beginning of a word, or of neighbouring words, in any
 * field. As a quoted string nothing in it is an operator (https://sqlite.org/fts5.html#fts5_strings). The index splits an
 * e-mail address and an id at their punctuation, so that "oyel" finds mara.oyelaran@example.com, and "abc" usr_abc123.
 *
 * @returns null where there is nothing to search for
 */
export function searchQueryOf(text: string, filter: HistoryFilter): string | null {
  // A null character would end the query in the middle of its string.
  const words = folded(text)
    .split(/[\s\0]+/)
    .filter((word) => isIndexed.test(word));
  if (words.length === 0) return null;
  const typed = words
    .slice(0, mostWords)
    .map((word) => `"${word.replaceAll('"', '""')}"*`)
    .join(' AND ');
  return `- marks : (${typed})${filter === 'all' ? '' : ` AND marks : ${filter}`}`;
}
