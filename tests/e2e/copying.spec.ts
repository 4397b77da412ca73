import { expect, test } from './fixtures/test';

// There is one clipboard: what reads it stands in this file, and a file's tests run one after the other.
test.describe.configure({ mode: 'default' });

const labels = [
  'Account',
  'Last sign-in',
  'E-mail last verified',
  'Full name',
  'First name',
  'Last name',
  'E-mail',
  'User name',
  'User ID',
  'Birthday',
  'Gender',
  'Profile picture',
  'Time zone',
  'Post code',
  'Country ID',
  'Organization ID',
  'Created',
  'Last changed',
];

test('shows all 18 fields, and copies each as the server sent it', async ({ launch, api }) => {
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
    await expect(inspector.page.getByText(`${label} copied`)).toBeAttached();
    copied.add(await electron.evaluate(({ clipboard }) => clipboard.readText()));
  }
  expect([...copied].sort()).toEqual([...new Set(Object.values(user).map(String))].sort());
});

test('what the IT department needs can be copied, and the trace id alone', async ({ launch, api }) => {
  const { electron, inspector } = await launch();
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await inspector.lookUp('usr_mock_not_found');
  await inspector.unfoldDetails();
  await inspector.detail('Trace ID').copy.click();
  await expect(inspector.page.getByText('Trace ID copied')).toBeAttached();
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

test('without a mouse, from the first start to the copied e-mail address', async ({ launch, api }) => {
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

test('a key over two lines is refused as it is pasted', async ({ launch }) => {
  const { electron, inspector } = await launch();
  await inspector.welcome.keyField.focus();
  await electron.evaluate(async ({ BrowserWindow, clipboard }) => {
    await clipboard.writeText('ak_first\nhalf');
    BrowserWindow.getAllWindows()[0]?.webContents.paste();
  });
  await expect(inspector.page.getByRole('alert')).toContainText('The key has a line break in it');
  await expect(inspector.welcome.keyField).toHaveValue('');
});

test('the keys copy the ID and the e-mail address, and say so', async ({ launch }) => {
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
