import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { RemovedCounts } from '../contract/history';
import type { Database } from './database';
import type { ExpiryLimits } from './expiry';
import type { PersonRow } from './person-row';
import { freeSpace, indexedBatchSize, overwritePeople, overwriteRemoved } from './secure-delete';

/** Larger than for people, because lookups and answers are not in the search index. */
const unindexedBatchSize = 80;

/**
 * Removes what exceeds the limits, after finishing an interrupted removal. Works in batches and
 * yields to the event loop between them, so that lookups and searches are not blocked.
 *
 * @returns the number of removed rows. A person counts as one, with all their lookups and answers
 */
export async function removeExpired(database: Database, limits: ExpiryLimits): Promise<number> {
  await overwriteRemoved(database);
  let removed = 0;
  let batch = removeExpiredBatch(database, limits);
  while (batch > 0) {
    removed += batch;
    await yieldToEventLoop();
    batch = removeExpiredBatch(database, limits);
  }
  if (removed > 0) await freeSpace(database);
  return removed;
}

/** @returns the number of removed rows; 0 if nothing is left to remove */
function removeExpiredBatch(database: Database, limits: ExpiryLimits): number {
  const keepsPinned = Number(limits.keepsPinned);
  return database.transaction(() => {
    const entriesBefore = Math.max(limits.entriesBefore, countCutoff(database, limits.mostEntries));
    const people = database.all(
      'SELECT number FROM person WHERE looked_up_at < ? AND is_pinned * ? = 0 LIMIT ?',
      entriesBefore,
      keepsPinned,
      indexedBatchSize,
    ) as PersonRow[];
    overwritePeople(database, people, true);
    return (
      people.length +
      removeOlderBatch(database, 'look_up', 'looked_up_at', entriesBefore, keepsPinned) +
      removeOlderBatch(database, 'answer', 'last_seen_at', limits.answersBefore, keepsPinned)
    );
  });
}

/** Counts what `removeExpired` would remove. */
export function countExpired(database: Database, limits: ExpiryLimits): RemovedCounts {
  const entriesBefore = Math.max(limits.entriesBefore, countCutoff(database, limits.mostEntries));
  const mayGo = 'person.is_pinned * ? = 0 AND person.environment NOT IN (SELECT name FROM removed)';
  const keepsPinned = Number(limits.keepsPinned);
  const [{ people, notes }] = database.all(
    `SELECT count(*) AS people, coalesce(sum(note <> ''), 0) AS notes FROM person WHERE ${mayGo} AND looked_up_at < ?`,
    keepsPinned,
    entriesBefore,
  ) as [Pick<RemovedCounts, 'people' | 'notes'>];
  const countOlder = (
    table: 'look_up' | 'answer',
    time: 'looked_up_at' | 'last_seen_at',
    before: number,
  ) => {
    const [{ count }] = database.all(
      `SELECT count(*) AS count FROM ${table} JOIN person ON person.number = ${table}.person
       WHERE ${mayGo} AND (${table}.${time} < ? OR person.looked_up_at < ?)`,
      keepsPinned,
      before,
      entriesBefore,
    ) as [{ count: number }];
    return count;
  };
  return {
    people,
    lookUps: countOlder('look_up', 'looked_up_at', entriesBefore),
    answers: countOlder('answer', 'last_seen_at', limits.answersBefore),
    notes,
  };
}

function removeOlderBatch(
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
    unindexedBatchSize,
  );
}

/**
 * Lookups before this time exceed the highest number of lookups. In milliseconds since 1970; 0 if
 * none do.
 */
function countCutoff(database: Database, most: number): number {
  const [newestExcess] = database.all(
    'SELECT looked_up_at FROM look_up ORDER BY looked_up_at DESC LIMIT 1 OFFSET ?',
    most,
  ) as { looked_up_at: number }[];
  return newestExcess === undefined ? 0 : newestExcess.looked_up_at + 1;
}
