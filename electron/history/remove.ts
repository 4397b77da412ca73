import { randomUUID } from 'node:crypto';
import type { PersonKey, RemovedCounts } from '../contract/history';
import type { Database } from './database';
import { environmentOfAlias, setAlias, aliasOf } from './environment-alias';
import { personNumberOf, type PersonRow } from './person-row';
import { rebuildIndex } from './search-index';
import { overwriteRemoved } from './secure-delete';

/** Few enough people to index again without a noticeable delay. */
const maxReindexed = 500;

/*
 * A removal has two phases. First, one short transaction moves the rows to an environment with
 * another name, so that no query finds them. Then many short transactions overwrite them
 * (secure-delete.ts). If the app ends in between, the next removal or expiry continues.
 */

/** Removes people with all their data. */
export function removePeople(
  database: Database,
  keys: readonly PersonKey[],
): Promise<RemovedCounts> {
  return remove(database, () =>
    removeByNumber(
      database,
      keys.map((key) => personNumberOf(database, key)).filter((number) => number !== null),
    ),
  );
}

/**
 * Removes every trace of an id in all environments, including answers that have this id although
 * another one was requested.
 */
export function removeId(database: Database, id: string): Promise<RemovedCounts> {
  return remove(database, () => {
    const people = database.all(
      `SELECT number FROM person WHERE id = ?1 OR answered_id = ?1
       UNION SELECT person FROM answer WHERE answered_id = ?1`,
      id,
    ) as PersonRow[];
    removeByNumber(
      database,
      people.map(({ number }) => number),
    );
  });
}

/**
 * Removes all people of an environment.
 *
 * @param environment null for all environments
 */
export function removeAll(database: Database, environment: string | null): Promise<RemovedCounts> {
  return remove(database, () => {
    const aliases = environment === null ? allAliases(database) : [aliasOf(database, environment)];
    for (const alias of aliases) removeAlias(database, alias);
  });
}

async function remove(database: Database, action: () => void): Promise<RemovedCounts> {
  // Finishes an interrupted removal first, so that its rows are not counted here.
  await overwriteRemoved(database);
  database.transaction(action);
  return overwriteRemoved(database);
}

/**
 * Moves each person to a separate environment. The same id can occur twice among them, and
 * environment and id together are unique.
 */
function removeByNumber(database: Database, numbers: readonly number[]): void {
  for (const number of numbers) {
    const name = `removed ${number}`;
    database.run('UPDATE person SET environment = ? WHERE number = ?', name, number);
    database.run('INSERT OR IGNORE INTO removed (name, is_indexed) VALUES (?, 1)', name);
  }
}

/**
 * Removes all people with an alias. If few others stay, rebuilds the search index for those instead
 * of removing people from it one by one. With thousands of removed people that is 100 times faster.
 */
function removeAlias(database: Database, alias: string): void {
  const environment = environmentOfAlias(database, alias);
  database.run('INSERT INTO removed (name, is_indexed) VALUES (?, 1)', alias);
  if (isRemainderSmall(database, maxReindexed)) {
    rebuildIndex(database);
    database.run('UPDATE removed SET is_indexed = 0');
  }
  setAlias(database, environment, `${environment} ${randomUUID()}`);
}

function isRemainderSmall(database: Database, max: number): boolean {
  const [{ remaining }] = database.all(
    `SELECT count(*) AS remaining FROM
       (SELECT 1 FROM person WHERE environment NOT IN (SELECT name FROM removed) LIMIT ?)`,
    max + 1,
  ) as [{ remaining: number }];
  return remaining <= max;
}

const allAliases = (database: Database) =>
  (database.all('SELECT DISTINCT environment FROM person') as PersonRow[]).map(
    ({ environment }) => environment,
  );
