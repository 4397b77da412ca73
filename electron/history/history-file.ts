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
import { makeKey, storedKey } from './history-key';
import { migrate } from './schema';

export type Opened = { readonly database: Database; readonly state: HistoryState };

export type HistoryFileDeps = {
  readonly file: string;
  readonly keychain: SecretStore;
  readonly log: Log;
  readonly now: () => Date;
};

/**
 * Opens the history's file, or begins one; where that can't be, a history in memory.
 *
 * @param isDamaged whether the file turned out to be so, and has to make room for a new one
 */
export async function openHistoryFile(parts: HistoryFileDeps, isDamaged = false): Promise<Opened> {
  const { file, keychain, log, now } = parts;
  let because: ReplacedFile['because'] | null = isDamaged ? 'damaged' : null;
  try {
    const stored = await storedKey(keychain, sizeOf(file) > 0);
    if (!stored.ok) return await openHistoryInMemory(stored.problem.kind as NotStoredReason);
    if (stored.value === null) because ??= 'key-lost';
    // Before a new key is in the keychain: with that one, a file that stays in its place would be taken for damaged.
    if (because !== null) setAside(file, because, now());
    const key = stored.value === null ? await makeKey(keychain) : ok(stored.value);
    if (!key.ok) return await openHistoryInMemory(key.problem.kind as NotStoredReason);
    // Also where a start before this one moved the old file aside, and got no further.
    const replacedFile = sizeOf(file) > 0 ? null : lastAside(file);
    const database = await openMigrated(file, key.value);
    return database === null
      ? await openHistoryInMemory('newer-version')
      : { database, state: { kept: 'on-disk', replacedFile } };
  } catch (error) {
    const failure = failureOf(error);
    log.warn('history.not-opened', { failure });
    if (failure === 'unreadable' && because === null) return openHistoryFile(parts, true);
    return openHistoryInMemory(reasonOf(failure));
  }
}

/** @returns null where the file is of a newer version; it stays open, as to close it would write its log into it */
async function openMigrated(file: string, key: string): Promise<Database | null> {
  const database = await openDatabaseFile(file, key);
  try {
    return migrate(database) ? database : null;
  } catch (error) {
    await database.close();
    throw error;
  }
}

export const reasonOf = (failure: DatabaseFailure): NotStoredReason =>
  failure === 'unreadable' ? 'damaged' : failure;

/** The same history, of which nothing outlives the session. */
export async function openHistoryInMemory(because: NotStoredReason): Promise<Opened> {
  const database = await openDatabaseInMemory();
  migrate(database);
  return { database, state: { kept: 'in-memory', because } };
}

/** Bytes on the disk. */
export function sizeOf(file: string): number {
  return filesOf(file).reduce(
    (bytes, name) => bytes + (statSync(name, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

/** Only while it is not open. */
export function removeHistoryFile(file: string): void {
  for (const name of filesOf(file)) rmSync(name, { force: true });
}

/** The files that were moved aside, each of which may have a log. */
export function filesAside(file: string): readonly string[] {
  const folder = dirname(file);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder)
    .filter((name) => /^history-.*\.(damaged|key-lost)\.db(-wal)?$/.test(name))
    .map((name) => name.replace(/-wal$/, ''));
  return [...new Set(names)].map((name) => join(folder, name));
}

/** The file that was moved aside last, and why; null where there is none. */
function lastAside(file: string): ReplacedFile | null {
  const { compare } = new Intl.Collator('en', { numeric: true });
  // Of the files of one second, the first one has no number.
  const numbered = (name: string) => name.replace('Z.', 'Z-1.');
  const oldFile = filesAside(file)
    .map((aside) => basename(aside))
    .sort((a, b) => compare(numbered(a), numbered(b)))
    .at(-1);
  if (oldFile === undefined) return null;
  return { because: oldFile.endsWith('.damaged.db') ? 'damaged' : 'key-lost', oldFile };
}

/** The log first: without its log a database is older but whole, a log without its database is nothing. */
const filesOf = (file: string) => [`${file}-wal`, file];

/** Renames what can't be read, so that whoever can may mend it. Nothing is ever replaced; an empty file is nothing. */
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
