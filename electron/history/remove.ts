import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Database } from './database';
import type { PersonKey, Removed } from './entry';
import { numberOf, type PersonRow } from './person-row';
import type { Expired } from './retention';
import { removeFromIndex } from './search-index';

/** A person takes about a millisecond: they are scrubbed out of the index term by term. A batch stays within a frame. */
const batchSize = 8;

/** So many people are indexed again within a blink. */
const quicklyIndexed = 1_000;

const nothing: Removed = { people: 0, lookUps: 0, answers: 0, notes: 0 };

/** Removes people with everything that is known about them. */
export async function removePeople(database: Database, keys: readonly PersonKey[]): Promise<Removed> {
  const numbers = keys.map((key) => numberOf(database, key)).filter((number) => number !== null);
  return removeNumbers(database, numbers);
}

/** Removes every trace of an id, in whichever environment it was looked up. */
export function removeId(database: Database, id: string): Promise<Removed> {
  const people = database.all('SELECT number FROM person WHERE id = ?', id) as PersonRow[];
  return removeNumbers(
    database,
    people.map(({ number }) => number),
  );
}

/** @param environment the one to empty, or null for all of them */
export async function removeAll(database: Database, environment: string | null): Promise<Removed> {
  const [{ others }] = database.all(
    'SELECT count(*) AS others FROM person WHERE environment <> ?',
    environment ?? '',
  ) as [{ others: number }];
  if (environment === null || others <= quicklyIndexed) {
    const removed = removeAtOnce(database, environment);
    freeSpace(database);
    return removed;
  }
  const people = database.all('SELECT number FROM person WHERE environment = ?', environment) as PersonRow[];
  return removeNumbers(
    database,
    people.map(({ number }) => number),
  );
}

/** Removes what has expired, in batches between which lookups and searches go on. */
export async function removeExpired(database: Database, expired: Expired): Promise<void> {
  if (removeSomeExpired(database, expired) === 0) return;
  do await letOthersRun();
  while (removeSomeExpired(database, expired) > 0);
  freeSpace(database);
}

async function removeNumbers(database: Database, numbers: readonly number[]): Promise<Removed> {
  let removed = nothing;
  for (let begin = 0; begin < numbers.length; begin += batchSize) {
    const batch = numbers.slice(begin, begin + batchSize);
    removed = database.transaction(() =>
      batch.map((number) => removeNumber(database, number)).reduce(sumOf, removed),
    );
    await letOthersRun();
  }
  freeSpace(database);
  return removed;
}

function removeNumber(database: Database, number: number): Removed {
  const removed = countRemoved(database, 'person.number = ?', number);
  removeFromIndex(database, number);
  database.run('DELETE FROM person WHERE number = ?', number);
  return removed;
}

/** Throws the index away and makes it anew for who stays: with thousands that go, a hundred times as fast. */
function removeAtOnce(database: Database, environment: string | null): Removed {
  const condition = 'person.environment = coalesce(?, person.environment)';
  return database.transaction(() => {
    const removed = countRemoved(database, condition, environment);
    database.exec("INSERT INTO search (search) VALUES ('delete-all')");
    database.run(`DELETE FROM person WHERE ${condition}`, environment);
    database.exec("INSERT INTO search (search) VALUES ('rebuild')");
    return removed;
  });
}

/** @param condition which people, with one value */
function countRemoved(database: Database, condition: string, value: string | number | null): Removed {
  const [counted] = database.all(
    `SELECT count(*) AS people,
       coalesce(sum((SELECT count(*) FROM look_up WHERE look_up.person = person.number)), 0) AS lookUps,
       coalesce(sum((SELECT count(*) FROM answer WHERE answer.person = person.number)), 0) AS answers,
       coalesce(sum(note <> ''), 0) AS notes
     FROM person WHERE ${condition}`,
    value,
  ) as [Removed];
  return counted;
}

/** @returns how much was removed; 0 where nothing is left that has expired */
function removeSomeExpired(database: Database, expired: Expired): number {
  const keepsPinned = Number(expired.keepsPinned);
  return database.transaction(() => {
    const entriesBefore = Math.max(expired.entriesBefore, endOfTooMany(database, expired.mostEntries));
    const people = database.all(
      'SELECT number FROM person WHERE looked_up_at < ? AND is_pinned * ? = 0 LIMIT ?',
      entriesBefore,
      keepsPinned,
      batchSize,
    ) as PersonRow[];
    for (const { number } of people) removeNumber(database, number);
    return (
      people.length +
      removeSomeOlder(database, 'look_up', 'looked_up_at', entriesBefore, keepsPinned) +
      removeSomeOlder(database, 'answer', 'last_seen_at', expired.answersBefore, keepsPinned)
    );
  });
}

/** Many at a time: no index has to be scrubbed. */
function removeSomeOlder(
  database: Database,
  table: 'look_up' | 'answer',
  time: 'looked_up_at' | 'last_seen_at',
  before: number,
  keepsPinned: number,
): number {
  return database.run(
    `DELETE FROM ${table} WHERE number IN (
       SELECT ${table}.number FROM ${table} JOIN person ON person.number = ${table}.person
       WHERE ${table}.${time} < ? AND person.is_pinned * ? = 0 LIMIT ?)`,
    before,
    keepsPinned,
    10 * batchSize,
  );
}

/** The time before which the lookups are that are too many; 0 where there are none. */
function endOfTooMany(database: Database, most: number): number {
  const [newestOfThem] = database.all(
    'SELECT looked_up_at FROM look_up ORDER BY looked_up_at DESC LIMIT 1 OFFSET ?',
    most,
  ) as { looked_up_at: number }[];
  return newestOfThem === undefined ? 0 : newestOfThem.looked_up_at + 1;
}

/** Gives the pages of what was removed back to the disk, and leaves no copy of it in the write-ahead log. */
function freeSpace(database: Database): void {
  database.exec('PRAGMA incremental_vacuum');
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

function sumOf(a: Removed, b: Removed): Removed {
  return {
    people: a.people + b.people,
    lookUps: a.lookUps + b.lookUps,
    answers: a.answers + b.answers,
    notes: a.notes + b.notes,
  };
}
