import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type Libsql from 'libsql';

/** What a prepared statement takes for a `?`. */
export type Value = string | number | null;

/** A connection on which each SQL text is prepared once. Every method throws what `failureOf` reads. */
export interface Database {
  /** @returns the rows; plain objects, a property a column */
  all(sql: string, ...values: readonly Value[]): unknown[];
  /** @returns how many rows were changed */
  run(sql: string, ...values: readonly Value[]): number;
  /** Runs statements that take no values and whose rows nobody reads. */
  exec(sql: string): void;
  /** All of it, or nothing. */
  transaction<T>(action: () => T): T;
  /** Lets go of the file: on Windows one that is open can't be renamed or deleted. Nothing else works afterwards. */
  close(): Promise<void>;
}

/** Why a database can't be used. `unreadable` is a damaged file, no database at all, or another key. */
export type DatabaseFailure = 'unreadable' | 'disk-full' | 'read-only' | 'in-use' | 'failed';

/** The process that has the file lets go of it within this time where it is just quitting. */
const busyTimeOutMs = 500;

/** Has to be chosen before anything is written (https://sqlite.org/pragma.html#pragma_auto_vacuum), and writes itself. */
const setUpNewFile = 'PRAGMA auto_vacuum = INCREMENTAL;';

/**
 * The exclusive lock keeps a second process out, and spares the `-shm` file, which network drives can't share
 * (https://sqlite.org/wal.html#noshm). With FULL, a commit is on the disk when it returns; on macOS that takes `fullfsync`
 * (https://sqlite.org/pragma.html#pragma_fullfsync). Deleted rows are overwritten, and nothing is sorted in a file.
 */
const setUp = `
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
 * Opens a file, or makes it, with all its pages and its write-ahead log encrypted.
 *
 * @param key what the encryption key is derived from; never empty, because that would mean no encryption
 */
export async function openDatabaseFile(file: string, key: string): Promise<Database> {
  // Without the library no file is made.
  await loadLibrary();
  mkdirSync(dirname(file), { recursive: true });
  // SQLite would let others read it; its log takes the file's permissions.
  closeSync(openSync(file, 'a', 0o600));
  const pragmas = statSync(file).size === 0 ? setUpNewFile + setUp : setUp;
  return open(file, pragmas, {
    encryptionCipher: 'aes256cbc',
    encryptionKey: key,
    timeout: busyTimeOutMs,
  });
}

/** A database that is gone with the process and writes nothing. */
export function openDatabaseInMemory(): Promise<Database> {
  return open(':memory:', setUp, {});
}

const loadLibrary = () => import('libsql');

/** libsql's types leave the encryption out. */
type Options = Libsql.Options & {
  readonly encryptionCipher?: 'aes256cbc';
  readonly encryptionKey?: string;
};

async function open(file: string, pragmas: string, options: Options): Promise<Database> {
  const { default: Connection } = await loadLibrary();
  const connection = new Connection(file, options);
  try {
    connection.exec(pragmas);
  } catch (error) {
    // A file that is still open can't be moved aside on Windows. It closes, as no statement was prepared yet.
    connection.close();
    throw error;
  }
  return over(connection);
}

function over(connection: Libsql.Database): Database {
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
        // Some failures, a full disk among them, have rolled it back already.
        if (connection.inTransaction) connection.exec('ROLLBACK');
        throw error;
      }
    },
    async close() {
      statements.clear();
      connection.close();
      // What called this may hold on to a statement until it returns.
      await letOthersRun();
      collectGarbage();
      await letOthersRun();
    },
  };
}

/** libsql holds on to a file until the last statement was collected, and has no other way to end one. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

/** https://sqlite.org/rescode.html: the primary codes, which are the last 8 bits of the extended ones. */
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

const failuresOfFiles: Readonly<Record<string, DatabaseFailure>> = {
  EACCES: 'read-only',
  EDQUOT: 'disk-full',
  EEXIST: 'read-only',
  EISDIR: 'read-only',
  ENOSPC: 'disk-full',
  ENOTDIR: 'read-only',
  EPERM: 'read-only',
  EROFS: 'read-only',
};

/** What an error of this file's functions means. */
export function failureOf(error: unknown): DatabaseFailure {
  if (!(error instanceof Error)) return 'failed';
  const { code, rawCode } = error as Error & { code?: unknown; rawCode?: unknown };
  // Where it can't open a file at all, libsql has the code in its sentence only: "… to local database <file>: 14".
  const sqlite =
    typeof rawCode === 'number' ? rawCode : Number(/: (\d+)"\)$/.exec(error.message)?.[1]);
  return failuresOfSqlite[sqlite & 0xff] ?? failuresOfFiles[String(code)] ?? 'failed';
}
