import type { Database } from './database';
import { foldedSql } from './folded-sql';

/**
 * One migration per version of the schema, applied in order. Never edit one that was released: add
 * another.
 *
 * - `recency` increases with every lookup, and a person has that of their latest one. It is also
 *   the row id of the search index, so the index returns the newest matches first and SQLite stops
 *   after one page.
 * - `marks` holds the filters as words of the search index, so that a filtered search reads no
 *   other people.
 * - `number` is never reused (AUTOINCREMENT). Otherwise a removal that runs in batches could remove
 *   a new person with an old number.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE person (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    recency INTEGER NOT NULL UNIQUE,
    environment TEXT NOT NULL,
    id TEXT NOT NULL,
    looked_up_at INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    found_at INTEGER,
    name TEXT,
    email TEXT,
    organization TEXT,
    is_active INTEGER,
    is_pinned INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    marks TEXT AS (iif(is_pinned = 1, 'pinned ', '') || iif(outcome <> 'found', 'problems ', '') || iif(found_at IS NOT NULL, 'found ', '')),
    UNIQUE (environment, id)
  ) STRICT;
  CREATE INDEX person_in_order ON person (environment, recency);
  CREATE INDEX person_pinned ON person (environment, recency) WHERE is_pinned = 1;
  CREATE INDEX person_problem ON person (environment, recency) WHERE outcome <> 'found';
  CREATE INDEX person_age ON person (looked_up_at);

  CREATE TABLE look_up (
    number INTEGER PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES person (number) ON DELETE CASCADE,
    looked_up_at INTEGER NOT NULL,
    outcome TEXT NOT NULL
  ) STRICT;
  CREATE INDEX look_up_of ON look_up (person);
  CREATE INDEX look_up_age ON look_up (looked_up_at);

  CREATE TABLE answer (
    number INTEGER PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES person (number) ON DELETE CASCADE,
    first_seen_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX answer_of ON answer (person);
  CREATE INDEX answer_age ON answer (last_seen_at);

  CREATE VIRTUAL TABLE search USING fts5 (
    name, email, id, organization, note, marks,
    content = 'person', content_rowid = 'recency',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
  );
  -- Without it, deleted text stays in the index until FTS5 merges its segments:
  -- https://sqlite.org/fts5.html#the_secure_delete_configuration_option
  INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
  `,
  `
  -- The current alias of each environment that was cleared. See environment-alias.ts.
  CREATE TABLE kept_as (environment TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
  -- The names in person.environment whose rows were removed and must still be overwritten.
  CREATE TABLE removed (name TEXT PRIMARY KEY, is_indexed INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  -- The id in the answer if it differs from the requested one; else null.
  ALTER TABLE person ADD COLUMN answered_id TEXT;
  ALTER TABLE answer ADD COLUMN answered_id TEXT;
  UPDATE answer SET answered_id = json_extract(json, '$.id') FROM person
    WHERE person.number = answer.person AND json_type(json, '$.id') = 'text' AND json_extract(json, '$.id') <> person.id;
  UPDATE person SET answered_id = answer.answered_id FROM answer
    WHERE answer.person = person.number AND answer.answered_id IS NOT NULL;
  CREATE INDEX person_answered ON person (answered_id) WHERE answered_id IS NOT NULL;
  CREATE INDEX answer_answered ON answer (answered_id) WHERE answered_id IS NOT NULL;

  -- The indexed text of each person, with folded letters.
  CREATE VIEW searched AS SELECT number, environment, recency, marks,
    ${foldedSql('name')} AS name, ${foldedSql('email')} AS email, ${foldedSql('id')} AS id,
    ${foldedSql('organization')} AS organization, ${foldedSql('note')} AS note
    FROM person;
  -- Keeps the old index under a name by which the next removal finds and overwrites it.
  ALTER TABLE search RENAME TO search_removed_unfolded;
  INSERT INTO removed SELECT 'search_removed_unfolded', 0 WHERE EXISTS (SELECT 1 FROM person);
  CREATE VIRTUAL TABLE search USING fts5 (
    name, email, id, organization, note, marks,
    content = 'searched', content_rowid = 'recency',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
  );
  INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
  -- The highest recency that is not indexed yet. Without a row, all people are indexed.
  CREATE TABLE to_index (up_to INTEGER NOT NULL) STRICT;
  INSERT INTO to_index SELECT max(recency) FROM person HAVING max(recency) IS NOT NULL;
  `,
  `
  -- A time that is past: see clock-check.ts. Without a row, no lookup is known.
  CREATE TABLE clock (last_seen_at INTEGER NOT NULL) STRICT;
  INSERT INTO clock SELECT max(looked_up_at) FROM look_up HAVING max(looked_up_at) IS NOT NULL;
  `,
];

/**
 * Migrates a database to the latest version, with one transaction per step. Always writes, so that
 * a read-only database fails here and not at the first lookup.
 *
 * @param steps the migrations; only tests pass others
 * @returns false if the database has a newer version than the last step. It is then unchanged
 */
export function migrate(database: Database, steps: readonly string[] = migrations): boolean {
  const [row] = database.all('PRAGMA user_version') as [{ user_version: number }];
  if (row.user_version > steps.length) return false;
  for (const [index, step] of steps.entries()) {
    if (index < row.user_version) continue;
    database.transaction(() => database.exec(`${step}; PRAGMA user_version = ${index + 1}`));
  }
  database.transaction(() => database.exec(`PRAGMA user_version = ${steps.length}`));
  return true;
}
