import { expect, test } from './fixtures/test';

// The system has one clipboard, so all tests that read it are in this file and run one after
// another.
test.describe.configure({ mode: 'default' });

const labels = [
  'Time zone',
  'Post code',
  'Country ID',
  'Gender',
  'Birthday',
  'Organization ID',
  'Created',
  'Last changed',
  'Account',
  'Last sign-in',
  'E-mail last verified',
  'Full name',
  'First name',
  'Last name',
  'E-mail',
  'User name',
  'User ID',
  'Profile picture',
];

test('shows all 18 fields and copies each one as the server sent it', async ({ launch, api }) => {
  const { electron, inspector } = await launch();
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.card).toBeVisible();
  await expect(inspector.card.locator('dt')).toHaveText(labels);

  const user = api.usersServed.get('usr_sample_active') as Record<string, unknown>;
  const copied = new Set<string>();
  for (const label of labels) {
    await inspector.field(label).copy.click();
    await expect(inspector.toast).toHaveText(`${label} copied`);
    copied.add(await electron.evaluate(({ clipboard }) => clipboard.readText()));
  }
  expect([...copied].sort()).toEqual([...new Set(Object.values(user).map(String))].sort());
});

test('copies a text for a ticket, with personal details only on request, and the raw data', async ({
  launch,
  api,
}) => {
  const { electron, inspector } = await launch();
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await inspector.lookUp('usr_sample_active');
  const copied = () => electron.evaluate(({ clipboard }) => clipboard.readText());
  const choose = async (item: string) => {
    await inspector.card.getByRole('button', { name: 'Copy', exact: true }).click();
    await inspector.page.getByRole('menuitem', { name: item }).click();
  };

  await choose('Text for a ticket');
  await inspector.button('Copy text').click();
  await expect(inspector.toast).toHaveText('Text for a ticket copied');
  expect(await copied()).toContain('User ID: usr_sample_active\n');
  expect(await copied()).toMatch(/Status: Active\. .*\nTrace ID: req_mock_\d+$/);
  expect(await copied()).not.toMatch(/mara|oyelaran|8004/i);

  await choose('Text for a ticket');
  await inspector.page.getByRole('checkbox', { name: 'With personal details' }).check();
  await inspector.button('Copy text').click();
  await expect.poll(copied).toContain('E-mail: mara.oyelaran@example.com\n');

  await choose('Raw data (JSON)');
  await expect(inspector.toast).toHaveText('Raw data copied');
  expect(JSON.parse(await copied())).toEqual(api.usersServed.get('usr_sample_active'));
});

test('copies the support details, and the trace id alone', async ({ launch, api }) => {
  const { electron, inspector } = await launch();
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await inspector.lookUp('usr_mock_not_found');
  await inspector.unfoldDetails();
  await inspector.detail('Trace ID').copy.click();
  await expect(inspector.toast).toHaveText('Trace ID copied');
  const traceId = await electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(traceId).toMatch(/^req_/);
  await expect(inspector.detail('Trace ID').value).toHaveText(traceId);

  await inspector.button('Copy for IT').click();
  await expect(inspector.button('Copied')).toBeVisible();
  const text = await electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(text).toContain(`There is no such account\nUser ID: usr_mock_not_found\n`);
  expect(text).toContain(`Trace ID: ${traceId}`);
  expect(text).not.toContain(api.apiKey);
});

test('copies the e-mail address after a first start with the keyboard alone', async ({
  launch,
  api,
}) => {
  const { electron, inspector } = await launch();
  const { keyboard } = inspector.page;
  const tabTo = async (name: string) => {
    const target = inspector.page.getByRole('button', { name }).first();
    for (let presses = 0; presses < 40; presses++) {
      await keyboard.press('Tab');
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`Tab does not reach "${name}".`);
  };

  await expect(inspector.welcome.keyField).toBeFocused();
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await keyboard.press('Tab');
  await keyboard.press('ControlOrMeta+A');
  await keyboard.insertText(api.baseUrl);
  await keyboard.press('Enter');
  await inspector.page
    .getByText(/Lookups go to .* now/)
    .first()
    .waitFor();
  for (let presses = 0; presses < 3; presses++) await keyboard.press('Shift+Tab');
  await expect(inspector.welcome.keyField).toBeFocused();
  await keyboard.insertText(api.apiKey);
  await keyboard.press('Enter');

  await expect(inspector.searchBox).toBeFocused();
  await keyboard.insertText('usr_sample_active');
  await keyboard.press('Enter');
  await expect(inspector.card).toBeVisible();
  await tabTo('Copy: E-mail');
  await keyboard.press('Enter');
  await expect
    .poll(() => electron.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe('mara.oyelaran@example.com');
});

test('looks up an id on paste, unless that is switched off', async ({ launch, api }) => {
  const { electron, inspector } = await launch();
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await expect(inspector.searchBox).toBeFocused();
  const paste = (pasted: string) =>
    electron.evaluate(async ({ BrowserWindow, clipboard }, text) => {
      await clipboard.writeText(text);
      BrowserWindow.getAllWindows()[0]?.webContents.paste();
    }, pasted);

  await paste('Hello,\nplease look at\nusr_sample_active\nThank you');
  await expect(inspector.card.getByRole('heading', { name: 'Mara Oyelaran' })).toBeVisible();
  await expect(inspector.searchBox).toHaveValue('usr_sample_active');
  await paste('usr_sample_inactive');
  await expect(inspector.searchBox).toHaveValue('usr_sample_inactive');
  await expect(inspector.card.getByText('usr_sample_inactive').first()).toBeVisible();

  await inspector.settings.open();
  await inspector.settings.dialog
    .getByRole('checkbox', { name: 'Look a pasted ID up at once' })
    .uncheck();
  await inspector.settings.close();
  const sent = api.requests.length;
  await inspector.searchBox.selectText();
  await paste('usr_sample_active');
  await expect(inspector.searchBox).toHaveValue('usr_sample_active');
  await expect(inspector.card.getByText('usr_sample_inactive').first()).toBeVisible();
  expect(api.requests).toHaveLength(sent);
  await inspector.searchBox.press('Enter');
  await expect(inspector.card.getByRole('heading', { name: 'Mara Oyelaran' })).toBeVisible();
});

test('never looks up a fragment of a pasted text', async ({ launch, api }) => {
  const { electron, inspector: ready } = await launch();
  await ready.welcome.useServer(api.baseUrl);
  await ready.welcome.enterKey(api.apiKey);
  await ready.searchBox.waitFor();
  const paste = (pasted: string) =>
    electron.evaluate(async ({ BrowserWindow, clipboard }, text) => {
      await clipboard.writeText(text);
      BrowserWindow.getAllWindows()[0]?.webContents.paste();
    }, pasted);
  const sent = api.requests.length;
  for (const [text, reason] of [
    ['usr_sample_act…', 'It looks shortened'],
    ['usr_sample_асtive', 'a character from another alphabet'],
    ['usr_sample\nThanks', 'several lines'],
    ['jane…@example.com', 'It looks shortened'],
    ['jane..doe@example.com', "isn't a valid e-mail address"],
  ] as const) {
    await ready.searchBox.selectText();
    await paste(text);
    await ready.searchBox.press('Enter');
    await expect(ready.alert).toContainText(reason);
  }
  expect(api.requests).toHaveLength(sent);

  await ready.searchBox.selectText();
  await paste('**usr_sample_act\u200Bive**');
  await expect(ready.card.getByRole('heading', { name: 'Mara Oyelaran' })).toBeVisible();
});

test('finds the id in a pasted log of megabytes', async ({ launch, api }) => {
  const { electron, inspector: ready } = await launch();
  await ready.welcome.useServer(api.baseUrl);
  await ready.welcome.enterKey(api.apiKey);
  await ready.searchBox.waitFor();
  await ready.searchBox.focus();
  await electron.evaluate(async ({ BrowserWindow, clipboard }) => {
    const line = '2026-11-23T10:00:00Z INFO [api] status=200 duration=12ms\n';
    await clipboard.writeText(`${line.repeat(50_000)}user=usr_sample_active\n${line.repeat(9)}`);
    BrowserWindow.getAllWindows()[0]?.webContents.paste();
  });
  await expect(ready.card.getByRole('heading', { name: 'Mara Oyelaran' })).toBeVisible();
  await expect(ready.searchBox).toHaveValue('usr_sample_active');
  expect(api.requests.at(-1)?.rawPath).toBe('/v1/user/usr_sample_active');
});

test('refuses a pasted key with a line break', async ({ launch }) => {
  const { electron, inspector } = await launch();
  await inspector.welcome.keyField.focus();
  await electron.evaluate(async ({ BrowserWindow, clipboard }) => {
    await clipboard.writeText('ak_first\nhalf');
    BrowserWindow.getAllWindows()[0]?.webContents.paste();
  });
  await expect(inspector.page.getByRole('alert')).toContainText('The key has a line break in it');
  await expect(inspector.welcome.keyField).toHaveValue('');
});

test('copies the id and the e-mail address by shortcut, and confirms it', async ({ launch }) => {
  const { electron, inspector } = await launch();
  const { keyboard } = inspector.page;
  const clipboard = () => electron.evaluate(({ clipboard }) => clipboard.readText());
  await inspector.welcome.trySampleData();
  await inspector.searchBox.waitFor();
  await keyboard.press('ControlOrMeta+Shift+C');
  await expect(inspector.toast).toHaveText('No account is shown. Look one up first.');

  await inspector.lookUp('usr_sample_active');
  await expect(inspector.card).toBeVisible();
  await keyboard.press('ControlOrMeta+Shift+C');
  await expect(inspector.toast).toHaveText('User ID copied');
  expect(await clipboard()).toBe('usr_sample_active');
  await keyboard.press('ControlOrMeta+Shift+E');
  await expect(inspector.toast).toHaveText('E-mail copied');
  expect(await clipboard()).toBe('mara.oyelaran@example.com');
});

test('copies the connection report without the key and without any id', async ({ launch, api }) => {
  const { electron, inspector } = await launch();
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await inspector.lookUp('usr_mock_server_error');
  await inspector.button('Check the connection').click();
  await inspector.button('Copy the report').click();
  await expect(inspector.button('Copied')).toBeVisible();
  const text = await electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(text.split('\n')).toHaveLength(9);
  expect(text).toContain(`Connection to ${new URL(api.baseUrl).host}`);
  expect(text).toContain('API key: Fine.');
  expect(text).not.toContain(api.apiKey);
  expect(text).not.toMatch(/usr_|home|root|Users/);
});
