import { randomUUID } from 'node:crypto';
import { foldLetters } from '../contract/fold-letters';
import type { HistoryFilter } from '../contract/history';
import type { Database } from './database';

/**
 * Without this option, deleted text stays in the index until FTS5 merges its segments:
 * https://sqlite.org/fts5.html#the_secure_delete_configuration_option
 */
const enableSecureDelete = "INSERT INTO search (search, rank) VALUES ('secure-delete', 1)";

/** The columns of the search index. The view `searched` has the same names. */
const indexed = 'name, email, id, organization, note, marks';

/** True for people whom the index already contains while `indexNextBatch` fills it. */
const isIndexedByNow = 'recency > (SELECT coalesce(max(up_to), 0) FROM to_index)';

/**
 * Removes a person from the search index. Call it before their row is changed or deleted: FTS5
 * needs the old values to find the entry.
 */
export function removeFromIndex(database: Database, person: number): void {
  database.run(
    `INSERT INTO search (search, rowid, ${indexed}) SELECT 'delete', recency, ${indexed} FROM searched
     WHERE number = ? AND ${isIndexedByNow}`,
    person,
  );
}

/** Adds a person to the search index. Call it after their row was inserted or changed. */
export function addToIndex(database: Database, person: number): void {
  database.run(
    `INSERT INTO search (rowid, ${indexed}) SELECT recency, ${indexed} FROM searched
     WHERE number = ? AND ${isIndexedByNow}`,
    person,
  );
}

/** People per batch. One batch takes less than a frame (16 ms). */
const indexBatchSize = 100;

/**
 * Adds the next batch of people to an index that a migration created, the latest lookup first.
 *
 * @returns false if all people are indexed
 */
export function indexNextBatch(database: Database): boolean {
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

/**
 * Replaces the index with a new one for the people who are not being removed. Renames the old
 * index, so that `overwriteOldIndexBatch` can overwrite it.
 */
export function rebuildIndex(database: Database): void {
  const [{ sql }] = database.all("SELECT sql FROM sqlite_schema WHERE name = 'search'") as [
    { sql: string },
  ];
  database.exec(`
    ALTER TABLE search RENAME TO "search_removed_${randomUUID()}";
    ${sql};
    ${enableSecureDelete};
    INSERT INTO search (rowid, ${indexed})
      SELECT recency, ${indexed} FROM searched WHERE environment NOT IN (SELECT name FROM removed);
    DELETE FROM to_index;
  `);
}

/**
 * Overwrites the next batch of an index that was replaced.
 *
 * @returns false if none is left
 */
export function overwriteOldIndexBatch(database: Database): boolean {
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
 * The large tables of an FTS5 index, with the first id and the number of rows per batch
 * (https://sqlite.org/fts5.html#fts5_data_structures). Ids up to 10 in `data` describe the index:
 * without them it could not be dropped.
 */
const oldIndexParts = [
  { table: 'data', first: 11, count: 50 },
  { table: 'docsize', first: 0, count: 2_000 },
] as const;

/** Limits the time of a search: each word is a query of the index. Further words are ignored. */
const maxWords = 12;

/**
 * The characters that FTS5's unicode61 tokenizer indexes: letters, numbers and private-use
 * characters. A word without any of them would match nothing.
 */
const isIndexed = /[\p{L}\p{N}\p{Co}]/u;

/**
 * The FTS5 query for a search text. Each word must be a prefix of a word, or of adjacent words, in
 * any field. Words are quoted, so that they can't be operators
 * (https://sqlite.org/fts5.html#fts5_strings). The index splits e-mail addresses and ids at their
 * punctuation. So "oyel" finds mara.oyelaran@example.com, and "abc" finds usr_abc123.
 *
 * @returns null if the text contains no word
 */
export function searchQueryOf(text: string, filter: HistoryFilter): string | null {
  // Splits at null characters, too: SQLite would end the query there.
  const words = foldLetters(text)
    .split(/[\s\0]+/)
    .filter((word) => isIndexed.test(word));
  if (words.length === 0) return null;
  const typed = words
    .slice(0, maxWords)
    .map((word) => `"${word.replaceAll('"', '""')}"*`)
    .join(' AND ');
  return `- marks : (${typed})${filter === 'all' ? '' : ` AND marks : ${filter}`}`;
}
