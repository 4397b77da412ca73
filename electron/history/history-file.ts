import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Log } from '../diagnostics/log';
import type { SecretStore } from '../keychain/secret-store';
import { failureOf, openDatabaseFile, openDatabaseInMemory, type Database } from './database';
import { historyKey } from './history-key';
import { migrate } from './schema';

/** Why nothing is on the disk. `off` is the person's wish. */
export type NotKept =
  | 'off'
  | 'keychain-missing'
  | 'keychain-locked'
  | 'keychain-failed'
  | 'newer-version'
  | 'damaged'
  | 'disk-full'
  | 'read-only'
  | 'in-use'
  | 'failed';

/** Where the history is, for the sentence that says what is not being kept. */
export type HistoryState =
  | { readonly kept: 'on-disk'; readonly begunAnew: BegunAnew | null }
  /** The file is open, but the last lookup did not get into it. */
  | { readonly kept: 'old-only'; readonly because: NotKept }
  /** A history of this session only. A file of earlier sessions, if there is one, stays where it is. */
  | { readonly kept: 'in-memory'; readonly because: NotKept }
  /** No database can be opened at all: a part of the app is missing or broken. */
  | { readonly kept: 'nowhere' };

/** A new file was begun because the old one could not be read; `oldFile` is the name under which it lies beside it now. */
export type BegunAnew = { readonly because: 'damaged' | 'key-lost'; readonly oldFile: string };

export type Opened = { readonly database: Database; readonly state: HistoryState };

export type HistoryFileParts = {
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
export async function openHistoryFile(parts: HistoryFileParts, isDamaged = false): Promise<Opened> {
  const { file, keychain, log, now } = parts;
  const key = await historyKey(keychain, existsSync(file));
  if (!key.ok) return openHistoryInMemory(key.problem.kind as NotKept);
  const because: BegunAnew['because'] | null = isDamaged ? 'damaged' : key.value.isNew ? 'key-lost' : null;
  try {
    const oldFile = because === null ? null : setAside(file, because, now());
    const database = await openDatabaseFile(file, key.value.key);
    if (!migrate(database)) return await openHistoryInMemory('newer-version');
    const begunAnew = because === null || oldFile === null ? null : { because, oldFile };
    return { database, state: { kept: 'on-disk', begunAnew } };
  } catch (error) {
    const failure = failureOf(error);
    log.warn('history.not-opened', { failure });
    if (failure === 'unreadable' && because === null) return openHistoryFile(parts, true);
    return openHistoryInMemory(failure === 'unreadable' ? 'damaged' : failure);
  }
}

/** The same history, of which nothing outlives the session. */
export async function openHistoryInMemory(because: NotKept): Promise<Opened> {
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

/** The log first: without its log a database is older but whole, a log without its database is nothing. */
const filesOf = (file: string) => [`${file}-wal`, file];

/**
 * Renames what can't be read, so that whoever can may mend it. Nothing is ever replaced.
 *
 * @returns the new name; null where there was no file
 */
function setAside(file: string, because: BegunAnew['because'], now: Date): string | null {
  if (!existsSync(file)) return null;
  const time = now.toISOString().slice(0, 19).replaceAll(':', '');
  const named = (count: number) =>
    join(dirname(file), `history-${time}Z${count === 1 ? '' : `-${count}`}.${because}.db`);
  let count = 1;
  while (filesOf(named(count)).some((name) => existsSync(name))) count += 1;
  const aside = named(count);
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${aside}-wal`);
  renameSync(file, aside);
  return basename(aside);
}
