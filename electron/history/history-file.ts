import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ReplacedFile, HistoryState, NotStoredReason } from '../contract/history';
import { ok } from '../contract/result';
import type { Log } from '../diagnostics/log';
import type { SecretStore } from '../keychain/secret-store';
import {
  failureOf,
  openDatabaseFile,
  openDatabaseInMemory,
  type Database,
  type DatabaseFailure,
} from './database';
import { createKey, storedKey } from './history-key';
import { migrate } from './schema';

export type OpenHistory = { readonly database: Database; readonly state: HistoryState };

export type HistoryFileDeps = {
  readonly file: string;
  readonly keychain: SecretStore;
  readonly log: Log;
  readonly now: () => Date;
};

/**
 * Opens or creates the history file. Falls back to a history in memory if that is not possible. A
 * file that is damaged, or whose key is lost, is renamed and replaced by a new one.
 *
 * @param isDamaged whether the file is known to be damaged
 */
export async function openHistoryFile(
  deps: HistoryFileDeps,
  isDamaged = false,
): Promise<OpenHistory> {
  const { file, keychain, log, now } = deps;
  let because: ReplacedFile['because'] | null = isDamaged ? 'damaged' : null;
  try {
    const stored = await storedKey(keychain, sizeOf(file) > 0);
    if (!stored.ok) return await openHistoryInMemory(stored.problem.kind as NotStoredReason);
    if (stored.value === null) because ??= 'key-lost';
    // Must precede `createKey`. If renaming failed after that, the next start would try the new key
    // on the old file and take it for damaged.
    if (because !== null) setAside(file, because, now());
    const key = stored.value === null ? await createKey(keychain) : ok(stored.value);
    if (!key.ok) return await openHistoryInMemory(key.problem.kind as NotStoredReason);
    // Also reports a file that an earlier start renamed without getting further.
    const replacedFile = sizeOf(file) > 0 ? null : lastAside(file);
    const database = await openMigrated(file, key.value);
    return database === null
      ? await openHistoryInMemory('newer-version')
      : { database, state: { kept: 'on-disk', replacedFile } };
  } catch (error) {
    const failure = failureOf(error);
    log.warn('history.not-opened', { failure });
    if (failure === 'unreadable' && because === null) return openHistoryFile(deps, true);
    return openHistoryInMemory(notStoredReasonOf(failure));
  }
}

/**
 * @returns null if a newer version of the app created the file. The file then stays open, because
 *   closing it would write the log into it
 */
async function openMigrated(file: string, key: string): Promise<Database | null> {
  const database = await openDatabaseFile(file, key);
  try {
    return migrate(database) ? database : null;
  } catch (error) {
    await database.close();
    throw error;
  }
}

export const notStoredReasonOf = (failure: DatabaseFailure): NotStoredReason =>
  failure === 'unreadable' ? 'damaged' : failure;

/** Opens a history that ends with the session. */
export async function openHistoryInMemory(because: NotStoredReason): Promise<OpenHistory> {
  const database = await openDatabaseInMemory();
  migrate(database);
  return { database, state: { kept: 'in-memory', because } };
}

/** The size of a history file and its log, in bytes; 0 if there is none. */
export function sizeOf(file: string): number {
  return filesOf(file).reduce(
    (bytes, name) => bytes + (statSync(name, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

/** Deletes a history file and its log. The file must not be open. */
export function removeHistoryFile(file: string): void {
  for (const name of filesOf(file)) rmSync(name, { force: true });
}

/** The paths of the files that `setAside` renamed. Of some only the log is left. */
export function filesAside(file: string): readonly string[] {
  const folder = dirname(file);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder)
    .filter((name) => /^history-.*\.(damaged|key-lost)\.db(-wal)?$/.test(name))
    .map((name) => name.replace(/-wal$/, ''));
  return [...new Set(names)].map((name) => join(folder, name));
}

/** The file that was renamed last; null if there is none. */
function lastAside(file: string): ReplacedFile | null {
  const { compare } = new Intl.Collator('en', { numeric: true });
  // Among the files of the same second, the first one has no number.
  const numbered = (name: string) => name.replace('Z.', 'Z-1.');
  const oldFile = filesAside(file)
    .map((aside) => basename(aside))
    .sort((a, b) => compare(numbered(a), numbered(b)))
    .at(-1);
  if (oldFile === undefined) return null;
  return { because: oldFile.endsWith('.damaged.db') ? 'damaged' : 'key-lost', oldFile };
}

/**
 * The log comes first: a database without its log is intact, a log without its database is useless.
 */
const filesOf = (file: string) => [`${file}-wal`, file];

/**
 * Renames an unreadable database, so that it can be recovered. Never overwrites a file. Ignores
 * empty files.
 */
function setAside(file: string, because: ReplacedFile['because'], now: Date): void {
  if (sizeOf(file) === 0) return;
  const time = now.toISOString().slice(0, 19).replaceAll(':', '');
  const named = (count: number) =>
    join(dirname(file), `history-${time}Z${count === 1 ? '' : `-${count}`}.${because}.db`);
  let count = 1;
  while (filesOf(named(count)).some((name) => existsSync(name))) count += 1;
  const aside = named(count);
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${aside}-wal`);
  renameSync(file, aside);
}
