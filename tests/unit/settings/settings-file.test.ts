import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings, type ChosenSettings } from '../../../electron/contract/settings';
import { rulesOf } from '../../../electron/policy/rules';
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

/** Writes a settings file with any content. */
async function writeSettings(text: string): Promise<void> {
  file = join(folder, 'settings.json');
  await writeFile(file, text);
}
const open = (policy = noPolicy) => openSettingsFile(file, rulesOf(policy), log);
const settingsInFile = () => open().current();

describe('opening the file', () => {
  it('yields the defaults if there is no file, and writes none', async () => {
    expect(settingsInFile()).toEqual(defaultSettings);
    expect(await readdir(folder)).toEqual([]);
  });

  it('yields the saved choices over the defaults', async () => {
    const chosen: ChosenSettings = {
      language: 'de',
      theme: 'dark',
      timeOutSeconds: 30,
      keyStoredFor: ['a'],
    };
    await open().change(chosen);
    expect(settingsInFile()).toEqual({ ...defaultSettings, ...chosen });
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
  ])('yields the defaults if the file is %s', async (_, text) => {
    if (text === undefined) file = folder;
    else await writeSettings(text);
    expect(settingsInFile()).toEqual(defaultSettings);
  });

  it('accepts a byte order mark, which some editors write', async () => {
    await writeSettings('\uFEFF{"theme":"dark"}');
    expect(settingsInFile().theme).toBe('dark');
  });

  it('renames a file that is invalid JSON, so that it can be repaired, and warns', async () => {
    await writeSettings('{"theme":"dark",}');
    settingsInFile();
    expect(await readdir(folder)).toEqual(['settings.json.damaged']);
    expect(await readFile(`${file}.damaged`, 'utf8')).toBe('{"theme":"dark",}');
    expect(log.warn).toHaveBeenCalledExactlyOnceWith('settings.damaged');
  });

  it('neither renames nor warns if the file is valid JSON or missing', async () => {
    settingsInFile();
    await writeSettings('{"theme":"pink"}');
    settingsInFile();
    expect(await readdir(folder)).toEqual(['settings.json']);
    expect(log.warn).not.toHaveBeenCalled();
  });

  it('keeps all values but an invalid one', async () => {
    await writeSettings(JSON.stringify({ ...defaultSettings, language: 'fr', theme: 'pink' }));
    expect(settingsInFile()).toEqual({ ...defaultSettings, language: 'fr' });
  });

  it('yields defaults for settings that an older version did not have', async () => {
    await writeSettings('{"language":"fr"}');
    expect(settingsInFile()).toEqual({ ...defaultSettings, language: 'fr' });
  });

  it('drops an http server that was written into the file', async () => {
    await writeSettings('{"environment":"server","baseUrl":"http://evil.example/v1"}');
    expect(settingsInFile()).toEqual({ ...defaultSettings, environment: 'server' });
  });
});

describe('a change', () => {
  it('takes effect immediately, before it is written', async () => {
    const settings = open();
    const change = settings.change({ theme: 'dark' });
    expect(settings.current().theme).toBe('dark');
    expect(await change).toEqual({
      settings: { ...defaultSettings, theme: 'dark' },
      isSaved: true,
    });
  });

  it('is written as indented JSON with only the choices, and its folder is created', async () => {
    await open().change({ theme: 'dark', retention: { answerDays: 7 } });
    const chosen = { theme: 'dark', retention: { answerDays: 7 } };
    expect(await readFile(file, 'utf8')).toBe(`${JSON.stringify(chosen, null, 2)}\n`);
  });

  it('leaves no other file in the folder', async () => {
    await open().change({ theme: 'dark' });
    expect(await readdir(join(folder, 'profile'))).toEqual(['settings.json']);
  });

  it('creates a new file after a damaged one', async () => {
    await writeSettings('{');
    await open().change({ theme: 'dark' });
    expect(await written()).toEqual({ theme: 'dark' });
  });

  it.skipIf(process.platform === 'win32')('is readable only by its owner', async () => {
    await writeSettings('{}');
    await open().change({ theme: 'dark' });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('during the write of another one is not lost, and the last one is saved', async () => {
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

  it('that can’t be written still takes effect, and is reported as not saved', async () => {
    // A path through a file is invalid even for root, so the write fails for every user.
    await writeSettings('{"language":"fr"}');
    file = join(folder, 'settings.json', 'profile', 'settings.json');
    const settings = open();
    expect(await settings.change({ theme: 'dark' })).toEqual({
      settings: { ...defaultSettings, theme: 'dark' },
      isSaved: false,
    });
    expect(settings.current().theme).toBe('dark');
  });

  it('that can’t be written does not prevent later writes', async () => {
    await writeFile(join(folder, 'profile'), '');
    const settings = open();
    expect(await settings.change({ theme: 'dark' })).toMatchObject({ isSaved: false });
    await rm(join(folder, 'profile'));
    expect(await settings.change({ language: 'de' })).toMatchObject({ isSaved: true });
    expect(await written()).toEqual({ theme: 'dark', language: 'de' });
  });
});

describe('quitting', () => {
  it('writes pending changes synchronously', async () => {
    const settingsFile = open();
    void settingsFile.change({ isPrivate: true });
    settingsFile.flushSync();
    expect(await written()).toMatchObject({ isPrivate: true });
  });

  it('writes nothing if nothing is pending', async () => {
    open().flushSync();
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('with a policy', () => {
  const server = 'https://api.example.com/v1';
  const lockedServer = buildPolicy({ locked: { baseUrl: server } });

  it('choices stay in the file, and apply again without the lock', async () => {
    await open().change({ showPhotos: true, baseUrl: 'https://mine.example/v1' });
    const locked = open(buildPolicy({ locked: { photos: false, baseUrl: server } }));
    expect(locked.current()).toMatchObject({ showPhotos: false, baseUrl: server });
    await locked.change({ theme: 'dark' });
    expect(await written()).toMatchObject({ showPhotos: true, baseUrl: 'https://mine.example/v1' });
    expect(settingsInFile()).toMatchObject({
      showPhotos: true,
      baseUrl: 'https://mine.example/v1',
      theme: 'dark',
    });
  });

  it('its server is remembered for a later policy that can’t be used, and forgotten without a policy', async () => {
    const locked = open(lockedServer);
    expect(await readdir(folder)).toEqual([]);
    locked.flushSync();
    expect(open(flawedPolicy).current().baseUrl).toBe(server);
    open().flushSync();
    expect(open(flawedPolicy).current().baseUrl).toBe(defaultSettings.baseUrl);
  });
});
