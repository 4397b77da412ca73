import type { Database } from './database';

/**
 * The name of an environment in the column `person.environment`. When an environment is cleared, it
 * gets a new alias. Its list is then empty at once, while the rows with the old alias are still
 * being overwritten. A person who is looked up meanwhile gets a new row with the new alias.
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
