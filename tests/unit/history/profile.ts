import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { defaultRetention, type Retention } from '../../../electron/contract/retention';
import { openDatabaseFile, type Database } from '../../../electron/history/database';
import { createHistory, type History } from '../../../electron/history/history';
import type { ServerTime } from '../../../electron/network/server-clock';
import { baseUrl, buildKeychain, buildLog } from '../builders';

export const everyone = { environment: baseUrl, text: '', filter: 'all' } as const;

export type Profile = ReturnType<typeof openProfile>;

/** A history in a new profile folder, which is deleted after the test. */
export function openProfile(retention: Partial<Retention> = {}, removesExpired = true) {
  const folder = makeFolder();
  return profileIn(folder, buildKeychain(), { ...defaultRetention, ...retention }, removesExpired);
}

/**
 * The profile as the next start would find it after a power cut now: a copy of its files. The
 * original stays open, because a database with statements closes only after a garbage collection.
 */
export function restart({ folder, keychain, retention }: Profile, removesExpired = true): Profile {
  const copy = makeFolder();
  cpSync(folder, copy, { recursive: true });
  return profileIn(copy, keychain, retention, removesExpired);
}

function profileIn(
  folder: string,
  keychain: ReturnType<typeof buildKeychain>,
  retention: Retention,
  removesExpired: boolean,
) {
  const file = join(folder, 'history.db');
  const log = buildLog();
  const clock = {
    now: new Date('2026-03-01T12:00:00.000Z'),
    /** The time that a server sent last. Confirms the clock, unless a test says otherwise. */
    serverTime: (): ServerTime | null => ({
      server: clock.now.getTime(),
      local: clock.now.getTime(),
    }),
  };
  const onExpiry = vi.fn();
  const history: History = createHistory({
    file,
    keychain,
    retention: () => retention,
    removesExpired,
    log,
    now: () => clock.now,
    serverTime: () => clock.serverTime(),
    onExpiry,
  });
  return {
    folder,
    file,
    keychain,
    retention: retention as { -readonly [K in keyof Retention]: Retention[K] },
    log,
    clock,
    onExpiry,
    history,
  };
}

export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'account-inspector-history-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const idsOf = async (
  { history }: Pick<Profile, 'history'>,
  query: Partial<Parameters<History['list']>[0]> = {},
) => (await history.list({ ...everyone, ...query }, null, 1_000)).entries.map(({ id }) => id);

/** Every byte of every file in a folder. */
export const bytesIn = (folder: string) =>
  Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name)))).toString(
    'latin1',
  );

/** Opens a copy of the profile's database, for assertions on its tables. */
export function databaseOf(profile: Profile): Promise<Database> {
  const { file, keychain } = restart(profile);
  return openDatabaseFile(file, keychain.secrets.get('history') ?? '');
}

/** All decrypted pages of the database, including free ones (https://sqlite.org/dbpage.html). */
export async function pagesOf(profile: Profile): Promise<string> {
  const pages = (await databaseOf(profile)).all('SELECT data FROM sqlite_dbpage') as {
    data: ArrayBuffer;
  }[];
  return Buffer.concat(pages.map(({ data }) => Buffer.from(data))).toString('latin1');
}
