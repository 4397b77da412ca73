import { describe, expect, it } from 'vitest';
import { openDatabaseInMemory, type Database } from '../../../electron/history/database';
import { migrate, migrations } from '../../../electron/history/schema';

const steps = [
  'CREATE TABLE a (x); INSERT INTO a VALUES (1)',
  'ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x + 1',
  'CREATE TABLE b AS SELECT y FROM a',
];

const versionOf = (database: Database) => database.all('PRAGMA user_version');

/** The schema without SQLite's internal tables. */
const schemaOf = (database: Database) =>
  database.all("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name");

describe('the migrations', () => {
  it.each([0, 1, 2, 3])(
    'lead from version %i to the latest, and each runs once',
    async (version) => {
      const database = await openDatabaseInMemory();
      if (version > 0) migrate(database, steps.slice(0, version));
      for (let start = 0; start < 2; start += 1) {
        expect(migrate(database, steps)).toBe(true);
        expect(versionOf(database)).toEqual([{ user_version: 3 }]);
        expect(database.all('SELECT x, a.y, b.y AS z FROM a, b')).toEqual([{ x: 1, y: 2, z: 2 }]);
      }
    },
  );

  it('stop at a failing one: the earlier ones stay applied, the failing one is rolled back', async () => {
    const database = await openDatabaseInMemory();
    expect(() =>
      migrate(database, [
        ...steps.slice(0, 2),
        'CREATE TABLE c (x); INSERT INTO nowhere VALUES (1)',
      ]),
    ).toThrow();
    expect(versionOf(database)).toEqual([{ user_version: 2 }]);
    expect(schemaOf(database)).toMatchObject([{ name: 'a' }]);
    expect(migrate(database, steps)).toBe(true);
  });

  it('do not change a database of a newer version', async () => {
    const database = await openDatabaseInMemory();
    migrate(database, steps);
    expect(migrate(database, steps.slice(0, 2))).toBe(false);
    expect(versionOf(database)).toEqual([{ user_version: 3 }]);
  });

  it('of the app lead from each version to the same schema', async () => {
    const newest = await openDatabaseInMemory();
    migrate(newest);
    for (let version = 1; version <= migrations.length; version += 1) {
      const database = await openDatabaseInMemory();
      migrate(database, migrations.slice(0, version));
      migrate(database);
      expect(schemaOf(database)).toEqual(schemaOf(newest));
    }
  });
});

describe('a transaction', () => {
  it('is rolled back if it fails, and the next one works', async () => {
    const database = await openDatabaseInMemory();
    database.exec('CREATE TABLE a (x)');
    const fails = () =>
      database.transaction(() => {
        database.run('INSERT INTO a VALUES (?)', 1);
        throw new Error('on purpose');
      });
    expect(fails).toThrow('on purpose');
    expect(database.transaction(() => database.run('INSERT INTO a VALUES (?)', 2))).toBe(1);
    expect(database.all('SELECT x FROM a')).toEqual([{ x: 2 }]);
  });
});
