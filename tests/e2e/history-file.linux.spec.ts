import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../build/paths.mjs';
import { openDatabaseFile } from '../../electron/history/database';
import { startAppWithoutPlaywright } from './fixtures/app-without-playwright';
import { filesContaining } from './fixtures/files-containing';
import { noKeychain, type Keyring } from './fixtures/keyring';
import { expect, test, type Launch, type Running } from './fixtures/test';
import type { InspectorPage } from './pages/inspector-page';

/** The history's databases, without their write-ahead logs. */
const databasesIn = async (profile: string) =>
  (await readdir(profile)).filter((name) => /^history.*\.db$/.test(name)).sort();

/** The files of the current history: the database and its write-ahead log. */
const filesInUse = async (profile: string) =>
  (await readdir(profile)).filter((name) => name.startsWith('history.db'));

const stateOf = async ({ page }: InspectorPage) => {
  const state = await page.evaluate(() => window.inspector.history.state());
  return state.ok ? state.value : state.problem;
};

const idsIn = ({ page }: InspectorPage) =>
  page.evaluate(async () => {
    const listed = await window.inspector.history.list({ text: '', filter: 'all', before: null });
    return listed.ok ? listed.value.entries.map(({ id }) => id) : listed.problem.kind;
  });

/** Looks up a sample user, which needs no key. */
async function lookUpSample({ inspector }: Running, id: string): Promise<void> {
  await inspector.lookUp(id);
  await expect(inspector.card.getByText(id).first()).toBeVisible();
}

/** Starts the app, looks one person up and quits. */
async function firstSession(launch: Launch): Promise<void> {
  const first = await launch();
  await first.inspector.welcome.trySampleData();
  await lookUpSample(first, 'usr_sample_active');
  expect(await stateOf(first.inspector)).toEqual({ kept: 'on-disk', replacedFile: null });
  await first.electron.close();
}

/** Checks that a lookup succeeds and appears in the history. */
async function expectToWork(running: Running): Promise<void> {
  await lookUpSample(running, 'usr_sample_inactive');
  expect((await idsIn(running.inspector))[0]).toBe('usr_sample_inactive');
}

test('the history survives a restart and opens without a connection', async ({ launch, api }) => {
  const first = await launch();
  await first.inspector.welcome.useServer(api.baseUrl);
  await first.inspector.welcome.enterKey(api.apiKey);
  await first.inspector.lookUp('usr_sample_active');
  await expect(first.inspector.card).toBeVisible();
  await first.inspector.lookUp('usr_mock_not_found');
  await expect(first.inspector.problem('There is no such account')).toBeVisible();
  await first.electron.close();
  await api.stop();

  const { inspector } = await launch();
  expect(await idsIn(inspector)).toEqual(['usr_mock_not_found', 'usr_sample_active']);
  await inspector.history.openEntry('Mara Oyelaran');
  await expect(inspector.card).toContainText('Not checked since.');
  await expect(inspector.card.getByText('mara.oyelaran@example.com').first()).toBeVisible();
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.problem('No connection to the server')).toBeVisible();
});

test('the history file is encrypted, including notes', async ({ launch, profile, keyring }) => {
  const { electron, inspector } = await launch();
  await inspector.welcome.trySampleData();
  await lookUpSample({ electron, inspector }, 'usr_sample_active');
  await inspector.page.evaluate(async (id) => {
    await window.inspector.history.setPinned({ id, isPinned: true });
    await window.inspector.history.setNote({ id, note: 'Wants to be called Xyzzynote' });
  }, 'usr_sample_active');
  await electron.close();

  const key = keyring.read('history');
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(await databasesIn(profile)).toEqual(['history.db']);
  expect(await filesContaining([profile], key, 'Xyzzynote', 'xyzzynote')).toEqual([]);
});

test('without a keychain lookups work, and nothing is written to the disk', async ({
  launch,
  profile,
}) => {
  const first = await launch({ env: noKeychain });
  await first.inspector.welcome.trySampleData();
  await expectToWork(first);
  expect(await stateOf(first.inspector)).toEqual({
    kept: 'in-memory',
    because: 'keychain-missing',
  });
  await first.electron.close();

  expect(await databasesIn(profile)).toEqual([]);
  const { inspector } = await launch({ env: noKeychain });
  expect(await idsIn(inspector)).toEqual([]);
});

test('with a locked keychain lookups work, and the history file stays unchanged', async ({
  launch,
  profile,
  keyring,
}) => {
  await firstSession(launch);
  const before = await readFile(join(profile, 'history.db'));
  keyring.lock();

  const locked = await launch();
  await expectToWork(locked);
  expect(await stateOf(locked.inspector)).toEqual({
    kept: 'in-memory',
    because: 'keychain-locked',
  });
  await expect(locked.inspector.history.note).toHaveText(
    'New lookups are kept only until you quit: the keychain is locked.',
  );
  expect(await idsIn(locked.inspector)).toEqual(['usr_sample_inactive']);
  await locked.electron.close();
  expect(await databasesIn(profile)).toEqual(['history.db']);
  expect(before.equals(await readFile(join(profile, 'history.db')))).toBe(true);

  keyring.unlock();
  const { inspector } = await launch();
  expect(await idsIn(inspector)).toEqual(['usr_sample_active']);
});

test('if its key is lost, the history file is renamed and a new one is created', async ({
  launch,
  profile,
  keyring,
}) => {
  await firstSession(launch);
  keyring.remove('history');

  const second = await launch();
  await expectToWork(second);
  expect(await idsIn(second.inspector)).toEqual(['usr_sample_inactive']);
  const oldFile = await expectBegunAnew(second.inspector, 'key-lost');
  await second.electron.close();
  expect(await databasesIn(profile)).toEqual([oldFile, 'history.db'].sort());

  const { inspector } = await launch();
  expect(await stateOf(inspector)).toEqual({ kept: 'on-disk', replacedFile: null });
  expect(await idsIn(inspector)).toEqual(['usr_sample_inactive']);
});

test('a damaged history file is renamed with its date, and a new one is created', async ({
  launch,
  profile,
}) => {
  await firstSession(launch);
  const file = join(profile, 'history.db');
  const damaged = Buffer.alloc((await readFile(file)).length, 'damaged ');
  for (const name of await filesInUse(profile)) await writeFile(join(profile, name), damaged);

  const running = await launch();
  await expectToWork(running);
  const oldFile = await expectBegunAnew(running.inspector, 'damaged');
  expect(damaged.equals(await readFile(join(profile, oldFile)))).toBe(true);
});

const beginnings = {
  damaged: 'The file of earlier lookups was damaged, so a new one was begun.',
  'key-lost': 'The keychain no longer holds the key to earlier lookups, so a new file was begun.',
};

/** @returns the new name of the old file */
async function expectBegunAnew(
  inspector: InspectorPage,
  because: keyof typeof beginnings,
): Promise<string> {
  const state = await stateOf(inspector);
  expect(state).toMatchObject({ kept: 'on-disk', replacedFile: { because } });
  const oldFile = 'replacedFile' in state ? state.replacedFile?.oldFile : undefined;
  await expect(inspector.history.note).toContainText(beginnings[because]);
  await expect(inspector.history.note).toContainText(`The old one is now called ${oldFile}.`);
  expect(oldFile).toMatch(new RegExp(String.raw`^history-\d{4}-\d\d-\d\dT\d{6}Z\.${because}\.db$`));
  return oldFile ?? '';
}

test('a history file of a newer app version stays unchanged, and lookups work', async ({
  launch,
  folder,
  profile,
  keyring,
}) => {
  await firstSession(launch);
  const newer = await makeNewer(folder, profile, keyring);

  const running = await launch();
  await expectToWork(running);
  expect(await stateOf(running.inspector)).toEqual({ kept: 'in-memory', because: 'newer-version' });
  await expect(running.inspector.history.note).toContainText(
    'those on the disk are from a newer version',
  );
  await running.electron.close();
  expect(newer.equals(await readFile(join(profile, 'history.db')))).toBe(true);
});

/**
 * Sets a newer schema version. Writes a copy, because libsql keeps a database open until its
 * process ends.
 */
async function makeNewer(folder: string, profile: string, keyring: Keyring): Promise<Buffer> {
  const copy = join(folder, 'copy');
  await mkdir(copy);
  for (const name of await filesInUse(profile)) await rename(join(profile, name), join(copy, name));
  const database = await openDatabaseFile(join(copy, 'history.db'), keyring.read('history'));
  database.exec('PRAGMA user_version = 999');
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  await cp(join(copy, 'history.db'), join(profile, 'history.db'));
  return readFile(join(profile, 'history.db'));
}

test('of two apps that start at once one quits, and the other keeps the history', async ({
  launch,
  profile,
  keyring,
}) => {
  await firstSession(launch);
  const say = `(async () => {
    await window.inspector.user.lookUp({ id: 'usr_sample_inactive' });
    console.log(JSON.stringify(await window.inspector.history.state()));
  })()`;
  const copies = [1, 2].map(() => startAppWithoutPlaywright(profile, keyring.env, say));
  const [winner, loser] = await Promise.race(
    copies.map(async (copy, index) => {
      await copy.firstLine;
      return [copy, copies[1 - index]] as const;
    }),
  );
  await loser?.ended;
  expect(loser?.consoleLines).toEqual([]);
  expect(winner.consoleLines).toEqual([
    JSON.stringify({ ok: true, value: { kept: 'on-disk', replacedFile: null } }),
  ]);
  await winner.kill();
  const { inspector } = await launch();
  expect(await idsIn(inspector)).toEqual(['usr_sample_inactive', 'usr_sample_active']);
});

test('keeping no history needs confirmation, deletes the file and is stated from then on', async ({
  launch,
  profile,
}) => {
  await firstSession(launch);
  const { electron, inspector } = await launch();
  await inspector.settings.open();
  await inspector.settings.setNumber('Keep lookups for how many days', 0);
  await expect(
    inspector.history.confirmation('Keep nothing from now on?'),
  ).toHaveAccessibleDescription(/This removes 1 person, 1 lookup and 1 answer/);
  await inspector.history.confirm('Keep nothing from now on?', 'Keep less');
  await expect(inspector.toast).toHaveText('Nothing is kept any more.');
  await inspector.settings.close();
  await expect(inspector.history.note).toHaveText(/^Your settings keep no history/);
  await expect(inspector.history.entries).toHaveCount(0);
  await expect.poll(() => databasesIn(profile)).toEqual([]);
  await expectToWork({ electron, inspector });
  await electron.close();
  expect(await databasesIn(profile)).toEqual([]);
  expect(await idsIn((await launch()).inspector)).toEqual([]);
});

test('expired entries are deleted soon after the start', async ({ launch, profile }) => {
  await firstSession(launch);
  const settingsFile = join(profile, 'settings.json');
  const settings = JSON.parse(await readFile(settingsFile, 'utf8')) as { retention?: object };
  const retention = { answerDays: 30, entryDays: 0, mostEntries: 100_000, keepsPinned: false };
  await writeFile(settingsFile, JSON.stringify({ ...settings, retention }));
  await launch();
  await expect.poll(() => databasesIn(profile), { timeout: 30_000 }).toEqual([]);
});

test('a second app quits, and the first one keeps running', async ({ launch, keyring }) => {
  const { electron, inspector } = await launch();
  await inspector.welcome.trySampleData();
  const { spawnfile, spawnargs } = electron.process();
  // Without Playwright's switches, which would make the second app wait for Playwright.
  const second = spawn(spawnfile, spawnargs.slice(spawnargs.indexOf(projectFolder)), {
    env: { ...process.env, ...keyring.env },
    stdio: 'ignore',
  });
  const [code] = (await once(second, 'close')) as [number | null];
  expect(code).toBe(0);
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.card).toBeVisible();
  expect(await stateOf(inspector)).toEqual({ kept: 'on-disk', replacedFile: null });
});
