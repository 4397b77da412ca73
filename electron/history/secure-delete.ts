import { setImmediate as letOthersRun } from 'node:timers/promises';
import { nothingRemoved, type RemovedCounts } from '../contract/history';
import type { Database } from './database';
import type { PersonRow } from './person-row';
import { overwriteSomeOfOldIndex, removeFromIndex } from './search-index';

/** A person in the index takes about a millisecond: they are scrubbed out of it term by term. A batch stays within a frame. */
export const indexedBatchSize = 8;

const batchSize = 100;
const vacuumedPages = 500;

/**
 * Overwrites what was removed and gives its room back to the disk, in batches between which lookups and searches go on.
 *
 * @returns how much that was
 */
export async function overwriteRemoved(database: Database): Promise<RemovedCounts> {
  if (database.all('SELECT name FROM removed LIMIT 1').length === 0) return nothingRemoved;
  let removed = nothingRemoved;
  for (let batch = overwriteSome(database); batch !== null; batch = overwriteSome(database)) {
    removed = sumOf(removed, batch);
    await letOthersRun();
  }
  while (overwriteSomeOfOldIndex(database)) await letOthersRun();
  await freeSpace(database);
  // Last of all, so that an app that is killed before goes on with it.
  database.run('DELETE FROM removed');
  emptyLog(database);
  return removed;
}

/** Overwrites people with everything that is known about them. */
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

/** Gives the pages of what was removed back to the disk, and leaves no copy of it in the write-ahead log. */
export async function freeSpace(database: Database): Promise<void> {
  let before: number;
  let free = freePages(database);
  do {
    before = free;
    database.exec(`PRAGMA incremental_vacuum(${vacuumedPages})`);
    await letOthersRun();
    free = freePages(database);
  } while (free < before);
  emptyLog(database);
}

const emptyLog = (database: Database) => database.exec('PRAGMA wal_checkpoint(TRUNCATE)');

function freePages(database: Database): number {
  const [row] = database.all('PRAGMA freelist_count') as [{ freelist_count: number }];
  return row.freelist_count;
}

/** @returns how much it was; null where nobody is left */
function overwriteSome(database: Database): RemovedCounts | null {
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

function sumOf(a: RemovedCounts, b: RemovedCounts): RemovedCounts {
  return {
    people: a.people + b.people,
    lookUps: a.lookUps + b.lookUps,
    answers: a.answers + b.answers,
    notes: a.notes + b.notes,
  };
}
