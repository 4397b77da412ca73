import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { nothingRemoved, type RemovedCounts } from '../contract/history';
import type { Database } from './database';
import type { PersonRow } from './person-row';
import { overwriteOldIndexBatch, removeFromIndex } from './search-index';

/**
 * People per batch. Removing one from the search index takes about 1 ms, because FTS5 overwrites
 * each of their terms. One batch takes less than a frame (16 ms).
 */
export const indexedBatchSize = 8;

/** People per batch if they are not in the search index. */
const batchSize = 100;
const pagesPerVacuum = 500;

/**
 * Overwrites everything that was removed and shrinks the file. Works in batches and yields to the
 * event loop between them, so that lookups and searches are not blocked.
 *
 * @returns how much was overwritten
 */
export async function overwriteRemoved(database: Database): Promise<RemovedCounts> {
  if (database.all('SELECT name FROM removed LIMIT 1').length === 0) return nothingRemoved;
  let removed = nothingRemoved;
  for (let batch = overwriteBatch(database); batch !== null; batch = overwriteBatch(database)) {
    removed = addCounts(removed, batch);
    await yieldToEventLoop();
  }
  while (overwriteOldIndexBatch(database)) await yieldToEventLoop();
  await freeSpace(database);
  // Last, so that the next start continues if the app ends before.
  database.run('DELETE FROM removed');
  emptyLog(database);
  return removed;
}

/**
 * Deletes people with all their data. `secure_delete` overwrites the rows.
 *
 * @param areIndexed whether they are in the search index
 */
export function overwritePeople(
  database: Database,
  people: readonly Pick<PersonRow, 'number'>[],
  areIndexed: boolean,
): RemovedCounts {
  const numbers = JSON.stringify(people.map(({ number }) => number));
  const [removed] = database.all(
    `SELECT count(*) AS people,
       coalesce(sum((SELECT count(*) FROM look_up WHERE look_up.person = person.number)), 0) AS lookUps,
       coalesce(sum((SELECT count(*) FROM answer WHERE answer.person = person.number)), 0) AS answers,
       coalesce(sum(note <> ''), 0) AS notes
     FROM person WHERE number IN (SELECT value FROM json_each(?))`,
    numbers,
  ) as [RemovedCounts];
  if (areIndexed) for (const { number } of people) removeFromIndex(database, number);
  database.run('DELETE FROM person WHERE number IN (SELECT value FROM json_each(?))', numbers);
  return removed;
}

/**
 * Returns free pages to the file system and empties the write-ahead log, which has copies of rows.
 */
export async function freeSpace(database: Database): Promise<void> {
  let before: number;
  let free = freePages(database);
  do {
    before = free;
    database.exec(`PRAGMA incremental_vacuum(${pagesPerVacuum})`);
    await yieldToEventLoop();
    free = freePages(database);
  } while (free < before);
  emptyLog(database);
}

const emptyLog = (database: Database) => database.exec('PRAGMA wal_checkpoint(TRUNCATE)');

function freePages(database: Database): number {
  const [row] = database.all('PRAGMA freelist_count') as [{ freelist_count: number }];
  return row.freelist_count;
}

/** @returns how much was overwritten; null if nothing is left */
function overwriteBatch(database: Database): RemovedCounts | null {
  return database.transaction(() => {
    const indexed = removedPeople(database, true, indexedBatchSize);
    if (indexed.length > 0) return overwritePeople(database, indexed, true);
    const others = removedPeople(database, false, batchSize);
    return others.length > 0 ? overwritePeople(database, others, false) : null;
  });
}

const removedPeople = (database: Database, areIndexed: boolean, limit: number) =>
  database.all(
    `SELECT person.number FROM removed CROSS JOIN person ON person.environment = removed.name
     WHERE is_indexed = ? LIMIT ?`,
    Number(areIndexed),
    limit,
  ) as Pick<PersonRow, 'number'>[];

function addCounts(a: RemovedCounts, b: RemovedCounts): RemovedCounts {
  return {
    people: a.people + b.people,
    lookUps: a.lookUps + b.lookUps,
    answers: a.answers + b.answers,
    notes: a.notes + b.notes,
  };
}
