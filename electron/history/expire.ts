import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { RemovedCounts } from '../contract/history';
import type { Database } from './database';
import type { Expired } from './expiry';
import type { PersonRow } from './person-row';
import { freeSpace, indexedBatchSize, overwritePeople, overwriteRemoved } from './secure-delete';

/** No index has to be scrubbed. */
const unindexedBatchSize = 80;

/** Removes what has expired, and what an interrupted removal has left, in batches between which lookups and searches go on. */
export async function removeExpired(database: Database, expired: Expired): Promise<void> {
  await overwriteRemoved(database);
  if (removeSomeExpired(database, expired) === 0) return;
  do await letOthersRun();
  while (removeSomeExpired(database, expired) > 0);
  await freeSpace(database);
}

/** @returns how much was removed; 0 where nothing is left that has expired */
function removeSomeExpired(database: Database, expired: Expired): number {
  const keepsPinned = Number(expired.keepsPinned);
  return database.transaction(() => {
    const entriesBefore = Math.max(
      expired.entriesBefore,
      endOfTooMany(database, expired.mostEntries),
    );
    const people = database.all(
      'SELECT number FROM person WHERE looked_up_at < ? AND is_pinned * ? = 0 LIMIT ?',
      entriesBefore,
      keepsPinned,
      indexedBatchSize,
    ) as PersonRow[];
    overwritePeople(database, people, true);
    return (
      people.length +
      removeSomeOlder(database, 'look_up', 'looked_up_at', entriesBefore, keepsPinned) +
      removeSomeOlder(database, 'answer', 'last_seen_at', expired.answersBefore, keepsPinned)
    );
  });
}

/** What would be removed. */
export function countExpired(database: Database, expired: Expired): RemovedCounts {
  const entriesBefore = Math.max(
    expired.entriesBefore,
    endOfTooMany(database, expired.mostEntries),
  );
  const mayGo = 'person.is_pinned * ? = 0 AND person.environment NOT IN (SELECT name FROM removed)';
  const keepsPinned = Number(expired.keepsPinned);
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
    answers: countOlder('answer', 'last_seen_at', expired.answersBefore),
    notes,
  };
}

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
    unindexedBatchSize,
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
