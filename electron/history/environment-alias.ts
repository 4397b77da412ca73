import type { Database } from './database';

/**
 * The name of an environment in the column `person.environment`. Clearing an environment gives it a
 * new alias. Its list is empty at once, although overwriting the rows with the old alias takes
 * long, and a person who is looked up meanwhile gets a new row.
 */
export function aliasOf(database: Database, environment: string): string {
  const [row] = database.all('SELECT name FROM kept_as WHERE environment = ?', environment) as {
    name: string;
  }[];
  return row?.name ?? environment;
}

/** The environment that has an alias. */
export function environmentOfAlias(database: Database, alias: string): string {
  const [row] = database.all('SELECT environment FROM kept_as WHERE name = ?', alias) as {
    environment: string;
  }[];
  return row?.environment ?? alias;
}

/** Gives an environment a new alias. */
export function setAlias(database: Database, environment: string, alias: string): void {
  database.run(
    'INSERT INTO kept_as VALUES (?, ?) ON CONFLICT (environment) DO UPDATE SET name = excluded.name',
    environment,
    alias,
  );
}
