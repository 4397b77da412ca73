import type { Database } from './database';
import type { HistoryFilter } from './entry';

/** The columns of `person` that the index holds, under the same names. */
const indexed = 'name, email, id, organization, note, marks';

/** Before a person's row changes or goes: the index can't find by itself what it holds about the row. */
export function removeFromIndex(database: Database, person: number): void {
  database.run(
    `INSERT INTO search (search, rowid, ${indexed}) SELECT 'delete', recency, ${indexed} FROM person WHERE number = ?`,
    person,
  );
}

/** After a person's row was made or changed. */
export function addToIndex(database: Database, person: number): void {
  database.run(
    `INSERT INTO search (rowid, ${indexed}) SELECT recency, ${indexed} FROM person WHERE number = ?`,
    person,
  );
}

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
  const words = text.split(/[\s\0]+/).filter((word) => isIndexed.test(word));
  if (words.length === 0) return null;
  const typed = words
    .slice(0, mostWords)
    .map((word) => `"${word.replaceAll('"', '""')}"*`)
    .join(' AND ');
  return `- marks : (${typed})${filter === 'all' ? '' : ` AND marks : ${filter}`}`;
}
