import type { Database } from './database';

/**
 * The name under which the people of an environment are kept. To clear an environment is to give it another name: at
 * once nobody is in it any more, however long it takes to overwrite those under the old name, and whoever is looked up
 * meanwhile is somebody new.
 */
export function keptAs(database: Database, environment: string): string {
  const [row] = database.all('SELECT name FROM kept_as WHERE environment = ?', environment) as {
    name: string;
  }[];
  return row?.name ?? environment;
}

/** The opposite of `keptAs`. */
export function environmentKeptAs(database: Database, name: string): string {
  const [row] = database.all('SELECT environment FROM kept_as WHERE name = ?', name) as {
    environment: string;
  }[];
  return row?.environment ?? name;
}

/** From now on the people of an environment are kept under another name. */
export function keepAs(database: Database, environment: string, name: string): void {
  database.run(
    'INSERT INTO kept_as VALUES (?, ?) ON CONFLICT (environment) DO UPDATE SET name = excluded.name',
    environment,
    name,
  );
}
