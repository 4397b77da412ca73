import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesContaining } from '../fixtures/files-containing';
import { reportCount } from '../fixtures/report-count';
import { expect, test } from '../fixtures/test';

/**
 * The size of libuv's thread pool, which reads and writes files:
 * https://docs.libuv.org/en/v1.x/threadpool.html
 */
const threads = 4;

test('a hanging keychain blocks neither the window nor the disk, and a lookup can be stopped', async ({
  ready: inspector,
  keyring,
  api,
  profile,
}) => {
  keyring.pause();
  await inspector.lookUp('usr_sample_active');
  await inspector.button('Stop').click();
  await expect(inspector.card).toBeHidden();
  const lookUps = () => api.requests.filter(({ rawPath }) => rawPath.includes('usr_sample')).length;

  for (let count = 0; count <= threads; count += 1) {
    const checks = api.requests.length;
    await inspector.settings.open();
    await inspector.settings.enterKey(api.apiKey);
    await expect.poll(() => api.requests.length, 'the key is checked').toBe(checks + 1);
    await inspector.settings.close();
  }
  await inspector.settings.open();
  await inspector.settings.showPhotos.click();
  await inspector.settings.close();
  await expect
    .poll(() => readFile(join(profile, 'settings.json'), 'utf8'))
    .toContain('"showPhotos": false');

  expect(lookUps()).toBe(0);
  keyring.resume();
  await inspector.lookUp('usr_sample_inactive');
  await expect(inspector.card).toContainText('usr_sample_inactive');
  expect(lookUps(), 'stopped lookups are not sent').toBe(1);
  reportCount('keychain faults', threads + 2);
});

test('the app quits while the keychain hangs, and starts again afterwards', async ({
  launch,
  keyring,
  api,
}) => {
  const { electron, inspector } = await launch();
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await inspector.searchBox.waitFor();
  keyring.pause();
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.button('Stop')).toBeVisible();
  const closed = electron.waitForEvent('close', { timeout: 5_000 });
  await electron.evaluate(({ app }) => app.quit());
  await closed;

  keyring.resume();
  const next = await launch();
  await next.inspector.lookUp('usr_sample_active');
  await expect(next.inspector.card).toBeVisible();
  reportCount('keychain faults', 1);
});

test('the app finds a keychain again after each restart of the service', async ({
  ready: inspector,
  keyring,
  api,
}) => {
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.card).toBeVisible();
  for (const id of ['usr_sample_inactive', 'usr_sample_never_verified']) {
    keyring.unlock();
    await inspector.lookUp(id);
    await expect(inspector.card).toContainText(id);
  }

  keyring.unlock();
  api.apiKey = 'ak_after_the_restart';
  await inspector.settings.open();
  await inspector.settings.enterKey(api.apiKey);
  await expect(inspector.settings.dialog).toContainText('A key is saved');
  expect(keyring.read(api.baseUrl)).toBe(api.apiKey);
  keyring.unlock();
  await inspector.settings.removeKey();
  await expect(inspector.settings.dialog).toContainText('No key is saved for this server');
  expect(keyring.read(api.baseUrl)).toBe('null');
  reportCount('keychain faults', 4);
});

test('a keychain that is locked meanwhile has a message, and a retry works once it is unlocked', async ({
  ready: inspector,
  keyring,
}) => {
  keyring.lockInPlace();
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.problem('The keychain did not hand over the key')).toBeVisible();
  keyring.unlock();
  await inspector.button('Try again').click();
  await expect(inspector.card).toBeVisible();
  reportCount('keychain faults', 1);
});

const garbage = {
  'two lines': 'ak_planted\nak_2',
  'a header': 'ak_planted\r\nX-Planted: 1',
  umlauts: 'ak_plänted',
  'control characters': 'ak_\u0001\u001B\u007F',
  'bytes that are no text': '\uFFFD\uFFFD\u0080\u00FF',
  'an emoji': '🔑',
  'white space': ' \t',
  'quotes around nothing': '""',
  'something huge': 'k'.repeat(100_000),
};

test('an invalid key in the keychain is not sent and can be replaced', async ({
  ready: inspector,
  keyring,
  api,
}) => {
  const sent = api.requests.length;
  const found = inspector.problem('The keychain holds something that is not a key');
  for (const [what, secret] of Object.entries(garbage)) {
    keyring.write(api.baseUrl, secret);
    await inspector.lookUp('usr_sample_active');
    await expect(found, what).toBeVisible();
    await inspector.searchBox.clear();
    await inspector.searchBox.press('Escape');
    await expect(found).toBeHidden();
  }
  expect(api.requests.length).toBe(sent);

  await inspector.lookUp('usr_sample_active');
  await inspector.button('Enter a key').click();
  await inspector.settings.enterKey(api.apiKey);
  await expect(inspector.card).toBeVisible();
  reportCount('keychain faults', Object.keys(garbage).length);
});

for (const [what, secret] of Object.entries({
  text: 'ak_planted ü',
  'another key': 'a'.repeat(64),
})) {
  test(`${what} instead of the history's key starts a new history and keeps the old file`, async ({
    launch,
    keyring,
    profile,
  }) => {
    const first = await launch();
    await first.inspector.welcome.trySampleData();
    await first.inspector.lookUp('usr_sample_active');
    await expect(first.inspector.history.entries).toHaveCount(1);
    await first.electron.close();
    keyring.write('history', secret);

    const { inspector } = await launch();
    await inspector.lookUp('usr_sample_inactive');
    await expect(inspector.card).toBeVisible();
    await expect(inspector.history.entries).toHaveCount(1);
    await expect(inspector.history.note).toContainText(/history-.*\.db/);
    expect(await filesContaining([profile], 'usr_sample_active', 'usr_sample_inactive')).toEqual(
      [],
    );
    reportCount('keychain faults', 1);
  });
}

const printable = Array.from({ length: 0x7f - 0x20 }, (_, index) =>
  String.fromCharCode(0x20 + index),
);

test('a key with every printable character is stored and sent unchanged', async ({
  inspector,
  api,
  keyring,
}) => {
  // The app trims white space and quotes, so letters surround the key.
  const keys = [printable, [...printable].reverse()].map(
    (characters) => `A${characters.join('')}Z`,
  );
  await inspector.welcome.useServer(api.baseUrl);
  for (const [index, key] of keys.entries()) {
    api.apiKey = key;
    if (index === 0) await inspector.welcome.enterKey(key);
    else {
      await inspector.settings.open();
      await inspector.settings.enterKey(key);
      await inspector.button('Replace key').waitFor();
      await inspector.settings.close();
    }
    await inspector.lookUp('usr_sample_active');
    await expect.poll(() => api.requests.at(-1)?.rawPath).toContain('usr_sample_active');
    await expect(inspector.card).toBeVisible();
    expect(api.requests.at(-1)?.headers['x-api-key']).toBe(key);
    expect(keyring.read(api.baseUrl)).toBe(key);
    api.requests.splice(0);
  }
});
