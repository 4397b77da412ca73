import { randomUUID } from 'node:crypto';
import type { PersonKey, RemovedCounts } from '../contract/history';
import type { Database } from './database';
import { environmentKeptAs, keepAs, keptAs } from './environment-alias';
import { numberOf, type PersonRow } from './person-row';
import { beginIndexAnew } from './search-index';
import { overwriteRemoved } from './secure-delete';

/** So many people are indexed again within a blink. */
const quicklyIndexed = 500;

/*
 * Whoever is removed is gone with one short transaction, and overwritten in many that follow: see secure-delete.ts. One that
 * is killed in between goes on with the next removal, or the next time that something expires.
 */

/** Removes people with everything that is known about them. */
export function removePeople(
  database: Database,
  keys: readonly PersonKey[],
): Promise<RemovedCounts> {
  return remove(database, () =>
    removeNumbers(
      database,
      keys.map((key) => numberOf(database, key)).filter((number) => number !== null),
    ),
  );
}

/** Removes every trace of an id, in whichever environment it was looked up, also where another one was asked for. */
export function removeId(database: Database, id: string): Promise<RemovedCounts> {
  return remove(database, () => {
    const people = database.all(
      `SELECT number FROM person WHERE id = ?1 OR answered_id = ?1
       UNION SELECT person FROM answer WHERE answered_id = ?1`,
      id,
    ) as PersonRow[];
    removeNumbers(
      database,
      people.map(({ number }) => number),
    );
  });
}

/** @param environment the one to empty, or null for all of them */
export function removeAll(database: Database, environment: string | null): Promise<RemovedCounts> {
  return remove(database, () => {
    const names = environment === null ? allNames(database) : [keptAs(database, environment)];
    for (const name of names) removeName(database, name);
  });
}

async function remove(database: Database, action: () => void): Promise<RemovedCounts> {
  // What an earlier removal has left is not this one's.
  await overwriteRemoved(database);
  database.transaction(action);
  return overwriteRemoved(database);
}

/** Each under a name of its own, as the same id may be among them twice. */
function removeNumbers(database: Database, numbers: readonly number[]): void {
  for (const number of numbers) {
    const name = `removed ${number}`;
    database.run('UPDATE person SET environment = ? WHERE number = ?', name, number);
    database.run('INSERT OR IGNORE INTO removed (name, is_indexed) VALUES (?, 1)', name);
  }
}

/** Where few people stay, the index is thrown away and made anew for them: with thousands that go, a hundred times as fast. */
function removeName(database: Database, name: string): void {
  const environment = environmentKeptAs(database, name);
  database.run('INSERT INTO removed (name, is_indexed) VALUES (?, 1)', name);
  if (atMostStay(database, quicklyIndexed)) {
    beginIndexAnew(database);
    database.run('UPDATE removed SET is_indexed = 0');
  }
  keepAs(database, environment, `${environment} ${randomUUID()}`);
}

function atMostStay(database: Database, most: number): boolean {
  const [{ staying }] = database.all(
    `SELECT count(*) AS staying FROM
       (SELECT 1 FROM person WHERE environment NOT IN (SELECT name FROM removed) LIMIT ?)`,
    most + 1,
  ) as [{ staying: number }];
  return staying <= most;
}

const allNames = (database: Database) =>
  (database.all('SELECT DISTINCT environment FROM person') as PersonRow[]).map(
    ({ environment }) => environment,
  );
