import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type Libsql from 'libsql';

/** A parameter of a prepared statement. */
export type Value = string | number | null;

/**
 * A database connection. It prepares each SQL text once and caches the statement, so pass values as
 * parameters. All methods throw errors of libsql, which `failureOf` classifies.
 */
export interface Database {
  /** @returns the rows as plain objects, with one property per column */
  all(sql: string, ...values: readonly Value[]): unknown[];
  /** @returns the number of changed rows */
  run(sql: string, ...values: readonly Value[]): number;
  /** Runs one or more statements without parameters. Ignores their rows. */
  exec(sql: string): void;
  /** Runs the action in a transaction. Rolls back and throws if the action throws. Don't nest. */
  transaction<T>(action: () => T): T;
  /** Releases the file. On Windows an open file can't be renamed or deleted. */
  close(): Promise<void>;
}

/**
 * Why a database can't be used. `unreadable`: damaged, not a database, or encrypted with another
 * key.
 */
export type DatabaseFailure = 'unreadable' | 'disk-full' | 'read-only' | 'in-use' | 'failed';

/** Long enough for another process of the app that is just quitting to release the file. */
const busyTimeOutMs = 500;

/**
 * For new files only, because the mode must be set before the first write
 * (https://sqlite.org/pragma.html#pragma_auto_vacuum).
 */
const newFilePragmas = 'PRAGMA auto_vacuum = INCREMENTAL;';

/**
 * - `locking_mode`: keeps a second process out. Also avoids the `-shm` file, which does not work on
 *   network drives (https://sqlite.org/wal.html#noshm).
 * - `synchronous`, `fullfsync`: a commit is on disk when it returns. On macOS this requires
 *   `fullfsync` (https://sqlite.org/pragma.html#pragma_fullfsync).
 * - `secure_delete`: overwrites deleted rows.
 * - `temp_store`: keeps personal data out of temporary files when SQLite sorts.
 * - The last line reads the schema, so that a wrong key or a damaged file fails here.
 */
const pragmas = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA fullfsync = ON;
  PRAGMA checkpoint_fullfsync = ON;
  PRAGMA secure_delete = ON;
  PRAGMA temp_store = MEMORY;
  PRAGMA foreign_keys = ON;
  PRAGMA cache_size = -16000;
  SELECT count(*) FROM sqlite_schema;
`;

/**
 * Opens or creates an encrypted database file. The write-ahead log (`-wal`) is encrypted too.
 *
 * @param key the passphrase from which libsql derives the encryption key. Must not be empty: libsql
 *   would not encrypt
 * @throws an error that `failureOf` classifies
 */
export async function openDatabaseFile(file: string, key: string): Promise<Database> {
  // Loaded first, so that a missing library does not leave an empty file behind.
  await loadLibrary();
  mkdirSync(dirname(file), { recursive: true });
  // SQLite would create a file that others can read. The log inherits the file's permissions.
  closeSync(openSync(file, 'a', 0o600));
  const isNew = statSync(file).size === 0;
  return openConnection(file, isNew ? newFilePragmas + pragmas : pragmas, {
    encryptionCipher: 'aes256cbc',
    encryptionKey: key,
    timeout: busyTimeOutMs,
  });
}

/** Opens a database in memory. It never writes to disk. */
export function openDatabaseInMemory(): Promise<Database> {
  return openConnection(':memory:', pragmas, {});
}

const loadLibrary = () => import('libsql');

/** libsql's types lack the encryption options. */
type Options = Libsql.Options & {
  readonly encryptionCipher?: 'aes256cbc';
  readonly encryptionKey?: string;
};

async function openConnection(file: string, setUp: string, options: Options): Promise<Database> {
  const { default: Connection } = await loadLibrary();
  const connection = new Connection(file, options);
  try {
    connection.exec(setUp);
  } catch (error) {
    // The caller may rename the file, which on Windows must not be open. Closing releases it at
    // once, because no statement was prepared yet.
    connection.close();
    throw error;
  }
  return wrap(connection);
}

function wrap(connection: Libsql.Database): Database {
  const statements = new Map<string, Libsql.Statement<[readonly Value[]]>>();
  const prepared = (sql: string) => {
    const statement = statements.get(sql) ?? connection.prepare<[readonly Value[]]>(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    all: (sql, ...values) => prepared(sql).all(values),
    run: (sql, ...values) => prepared(sql).run(values).changes,
    exec: (sql) => void connection.exec(sql),
    transaction(action) {
      connection.exec('BEGIN IMMEDIATE');
      try {
        const result = action();
        connection.exec('COMMIT');
        return result;
      } catch (error) {
        // After some failures, such as a full disk, SQLite has rolled back already.
        if (connection.inTransaction) connection.exec('ROLLBACK');
        throw error;
      }
    },
    async close() {
      statements.clear();
      connection.close();
      // Callers on the stack may still refer to a statement.
      await yieldToEventLoop();
      collectGarbage();
      await yieldToEventLoop();
    },
  };
}

/**
 * libsql releases a file only after its last statement was garbage-collected, and has no method to
 * finalize a statement. So this forces a collection.
 */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

/** Primary result codes, the low 8 bits of extended codes (https://sqlite.org/rescode.html). */
const failuresOfSqlite: Readonly<Record<number, DatabaseFailure>> = {
  3: 'read-only',
  5: 'in-use',
  6: 'in-use',
  8: 'read-only',
  11: 'unreadable',
  13: 'disk-full',
  14: 'read-only',
  26: 'unreadable',
};

/** Error codes of Node's file functions. */
const failuresOfNode: Readonly<Record<string, DatabaseFailure>> = {
  EACCES: 'read-only',
  EDQUOT: 'disk-full',
  EEXIST: 'read-only',
  EISDIR: 'read-only',
  ENOSPC: 'disk-full',
  ENOTDIR: 'read-only',
  EPERM: 'read-only',
  EROFS: 'read-only',
};

/** Classifies an error that a function of this file threw. */
export function failureOf(error: unknown): DatabaseFailure {
  if (!(error instanceof Error)) return 'failed';
  const { code, rawCode } = error as Error & { code?: unknown; rawCode?: unknown };
  // If it can't open the file, libsql gives the code in the message only:
  // "… to local database <file>: 14".
  const sqliteCode =
    typeof rawCode === 'number' ? rawCode : Number(/: (\d+)"\)$/.exec(error.message)?.[1]);
  return failuresOfSqlite[sqliteCode & 0xff] ?? failuresOfNode[String(code)] ?? 'failed';
}
