import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabaseFile } from '../../../electron/history/database';
import { makeFolder } from './profile';

// Checks the pragmas, because a test can neither cut the power nor read SQLite's temporary files.
it.each([
  ['journal_mode', 'wal'],
  ['synchronous', 2],
  ['fullfsync', 1],
  ['checkpoint_fullfsync', 1],
  ['secure_delete', 1],
  ['temp_store', 2],
  ['foreign_keys', 1],
])('a file is opened with %s %s', async (pragma, value) => {
  const database = await openDatabaseFile(join(makeFolder(), 'history.db'), 'f'.repeat(64));
  expect(database.all(`PRAGMA ${pragma}`)).toEqual([{ [pragma]: value }]);
});
