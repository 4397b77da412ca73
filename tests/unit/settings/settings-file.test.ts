import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ChosenSettings } from '../../../electron/contract/settings';
import { rulesOf } from '../../../electron/policy/rules';
import { defaultSettings } from '../../../electron/settings/chosen-settings';
import { openSettingsFile } from '../../../electron/settings/settings-file';
import { buildLog, buildPolicy, flawedPolicy, noPolicy } from '../builders';

const log = buildLog();

let folder: string;
let file: string;
beforeEach(async () => {
  log.warn.mockReset();
  folder = await mkdtemp(join(tmpdir(), 'account-inspector-settings-'));
  file = join(folder, 'profile', 'settings.json');
});
afterEach(() => rm(folder, { recursive: true }));

const written = async () => JSON.parse(await readFile(file, 'utf8')) as unknown;

/** Leaves a file as another version or an accident would. */
async function leave(text: string): Promise<void> {
  file = join(folder, 'settings.json');
  await writeFile(file, text);
}
const open = (policy = noPolicy) => openSettingsFile(file, rulesOf(policy), log);
const opened = () => open().current();

describe('what is read', () => {
  it('are the defaults where there is no file, and none is written', async () => {
    expect(opened()).toEqual(defaultSettings);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is what was chosen before', async () => {
    const chosen: ChosenSettings = {
      language: 'de',
      theme: 'dark',
      timeOutSeconds: 30,
      keyStoredFor: ['a'],
    };
    await open().change(chosen);
    expect(opened()).toEqual({ ...defaultSettings, ...chosen });
  });

  it.each([
    ['empty', ''],
    ['cut off', '{"theme":"dark"'],
    ['binary', '\0\u0001'],
    ['null', 'null'],
    ['a number', '7'],
    ['a text', '"dark"'],
    ['an array', '["dark"]'],
    ['a folder', undefined],
  ])('are the defaults where the file is %s', async (_, text) => {
    if (text === undefined) file = folder;
    else await leave(text);
    expect(opened()).toEqual(defaultSettings);
  });

  it('may begin with a byte order mark, as some editors write one', async () => {
    await leave('\uFEFF{"theme":"dark"}');
    expect(opened().theme).toBe('dark');
  });

  it('is set aside where it is damaged, for whoever edited it to mend', async () => {
    await leave('{"theme":"dark",}');
    opened();
    expect(await readdir(folder)).toEqual(['settings.json.damaged']);
    expect(await readFile(`${file}.damaged`, 'utf8')).toBe('{"theme":"dark",}');
    expect(log.warn).toHaveBeenCalledExactlyOnceWith('settings.damaged');
  });

  it('stays where it is, and nobody is warned, where it is whole or not there', async () => {
    opened();
    await leave('{"theme":"pink"}');
    opened();
    expect(await readdir(folder)).toEqual(['settings.json']);
    expect(log.warn).not.toHaveBeenCalled();
  });

  it('keeps every field but the one that is damaged', async () => {
    await leave(JSON.stringify({ ...defaultSettings, language: 'fr', theme: 'pink' }));
    expect(opened()).toEqual({ ...defaultSettings, language: 'fr' });
  });

  it('has defaults for fields that an older version did not know', async () => {
    await leave('{"language":"fr"}');
    expect(opened()).toEqual({ ...defaultSettings, language: 'fr' });
  });

  it('refuses a server without protection that somebody wrote into the file', async () => {
    await leave('{"environment":"server","baseUrl":"http://evil.example/v1"}');
    expect(opened()).toEqual({ ...defaultSettings, environment: 'server' });
  });
});

describe('a change', () => {
  it('takes effect at once, before it is written', async () => {
    const settings = open();
    const change = settings.change({ theme: 'dark' });
    expect(settings.current().theme).toBe('dark');
    expect(await change).toEqual({
      settings: { ...defaultSettings, theme: 'dark' },
      isSaved: true,
    });
  });

  it('is written as readable JSON, with the folder that it needs, and nothing that was not chosen', async () => {
    await open().change({ theme: 'dark', retention: { answerDays: 7 } });
    const chosen = { theme: 'dark', retention: { answerDays: 7 } };
    expect(await readFile(file, 'utf8')).toBe(`${JSON.stringify(chosen, null, 2)}\n`);
  });

  it('leaves nothing else in the folder', async () => {
    await open().change({ theme: 'dark' });
    expect(await readdir(join(folder, 'profile'))).toEqual(['settings.json']);
  });

  it('makes a new file for a damaged one', async () => {
    await leave('{');
    await open().change({ theme: 'dark' });
    expect(await written()).toEqual({ theme: 'dark' });
  });

  it.skipIf(process.platform === 'win32')('is for the eyes of its owner only', async () => {
    await leave('{}');
    await open().change({ theme: 'dark' });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('that comes while another one is written is not lost, and the last one stays', async () => {
    const settings = open();
    const seconds = Array.from({ length: 20 }, (_, index) => index + 1);
    const changes = [
      settings.change({ theme: 'dark' }),
      settings.change({ language: 'de' }),
      ...seconds.map((timeOutSeconds) => settings.change({ timeOutSeconds })),
    ];
    const results = await Promise.all(changes);
    const chosen = { theme: 'dark', language: 'de', timeOutSeconds: 20 };
    const last = { ...defaultSettings, ...chosen };
    expect(results.at(-1)).toEqual({ settings: last, isSaved: true });
    expect(settings.current()).toEqual(last);
    expect(await written()).toEqual(chosen);
  });

  it('that can’t be written is in force all the same, and says so', async () => {
    // A folder can't be made where a file stands: root is stopped by that too.
    await leave('{"language":"fr"}');
    file = join(folder, 'settings.json', 'profile', 'settings.json');
    const settings = open();
    expect(await settings.change({ theme: 'dark' })).toEqual({
      settings: { ...defaultSettings, theme: 'dark' },
      isSaved: false,
    });
    expect(settings.current().theme).toBe('dark');
  });

  it('that can’t be written does not keep the next one from being written', async () => {
    await writeFile(join(folder, 'profile'), '');
    const settings = open();
    expect(await settings.change({ theme: 'dark' })).toMatchObject({ isSaved: false });
    await rm(join(folder, 'profile'));
    expect(await settings.change({ language: 'de' })).toMatchObject({ isSaved: true });
    expect(await written()).toEqual({ theme: 'dark', language: 'de' });
  });
});

describe('quitting', () => {
  it('writes at once what is still on its way to the disk', async () => {
    const settingsFile = open();
    void settingsFile.change({ isPrivate: true });
    settingsFile.finish();
    expect(await written()).toMatchObject({ isPrivate: true });
  });

  it('writes nothing where everything is on the disk', async () => {
    open().finish();
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('with a policy', () => {
  const server = 'https://api.example.com/v1';
  const lockedServer = buildPolicy({ locked: { baseUrl: server } });

  it('what was chosen stays in the file, and is back when the lock goes away', async () => {
    await open().change({ showPhotos: true, baseUrl: 'https://mine.example/v1' });
    const locked = open(buildPolicy({ locked: { photos: false, baseUrl: server } }));
    expect(locked.current()).toMatchObject({ showPhotos: false, baseUrl: server });
    await locked.change({ theme: 'dark' });
    expect(await written()).toMatchObject({ showPhotos: true, baseUrl: 'https://mine.example/v1' });
    expect(opened()).toMatchObject({
      showPhotos: true,
      baseUrl: 'https://mine.example/v1',
      theme: 'dark',
    });
  });

  it('the server that it led to is remembered for when its file can’t be used, and forgotten with it', async () => {
    const locked = open(lockedServer);
    expect(await readdir(folder)).toEqual([]);
    locked.finish();
    expect(open(flawedPolicy).current().baseUrl).toBe(server);
    open().finish();
    expect(open(flawedPolicy).current().baseUrl).toBe(defaultSettings.baseUrl);
  });
});
