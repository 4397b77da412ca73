import { expect, test } from './fixtures/test';

test('on the first start, a key, an id and Enter lead to the card', async ({ inspector, api }) => {
  await expect(inspector.welcome.heading).toBeVisible();
  await expect(inspector.welcome.keyField).toBeFocused();
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(`  "${api.apiKey}" `);

  await expect(inspector.searchBox).toBeFocused();
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.card.getByRole('heading', { name: 'Mara Oyelaran' })).toBeVisible();
  await expect(inspector.searchBox).toBeFocused();
});

test('a request holds the path, the key and the user agent, but no cookie and no referrer', async ({
  ready,
  api,
}) => {
  await ready.lookUp('usr_sample_active');
  await expect(ready.card).toBeVisible();
  await ready.lookUp('usr_sample_inactive');
  await expect(ready.card.getByText('usr_sample_inactive').first()).toBeVisible();

  const [keyCheck, ...lookUps] = api.requests;
  expect(keyCheck?.rawPath).toBe('/v1/user/usr_00000000000000000000000000000000');
  expect(lookUps.map(({ method, rawPath }) => `${method} ${rawPath}`)).toEqual([
    'GET /v1/user/usr_sample_active',
    'GET /v1/user/usr_sample_inactive',
  ]);
  for (const { headers } of api.requests) {
    expect(headers['x-api-key']).toBe(api.apiKey);
    expect(headers['user-agent']).toMatch(/^AccountInspector\/\d+\.\d+\.\d+ \(\w+\)$/);
    // The mock API sets a cookie in every response.
    expect(headers.cookie).toBeUndefined();
    expect(headers.referer).toBeUndefined();
  }
});

test('a wrong key is rejected with a message, and the right one is accepted', async ({
  inspector,
  api,
}) => {
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey('ak_wrong');
  await expect(inspector.page.getByRole('alert')).toContainText(
    'The server did not accept the key',
  );
  await expect(inspector.welcome.keyField).toBeFocused();
  await inspector.welcome.enterKey(api.apiKey);
  await expect(inspector.searchBox).toBeFocused();
});

test('a text that cannot be a key is rejected with the reason', async ({ inspector, api }) => {
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey('schlüssel');
  await expect(inspector.page.getByRole('alert')).toContainText('unusual character');
  await inspector.welcome.enterKey('""');
  await expect(inspector.page.getByRole('alert')).toContainText('That was empty');
  expect(api.requests).toEqual([]);
});

test('without a connection the key is saved, and a note says that it is unchecked', async ({
  inspector,
  api,
}) => {
  await inspector.welcome.useServer(api.baseUrl);
  await api.stop();
  await inspector.welcome.enterKey(api.apiKey);
  await expect(inspector.searchBox).toBeFocused();
  await expect(inspector.page.getByRole('note')).toContainText('The key could not be checked yet.');
  await api.start();
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.card).toBeVisible();
  await inspector.searchBox.press('Escape');
  await expect(inspector.page.getByRole('note')).toBeHidden();
});

test('sample data needs no key and no network, and is marked on every screen', async ({
  inspector,
  api,
}) => {
  await inspector.welcome.trySampleData();
  const mark = inspector.page.getByText('Sample data', { exact: true });
  await expect(mark).toBeVisible();
  await inspector.button('Everything filled in usr_sample_active').click();
  await expect(inspector.card.getByRole('heading', { name: 'Mara Oyelaran' })).toBeVisible();
  await expect(mark.first()).toBeVisible();
  await inspector.lookUp('usr_sample_not_permitted');
  await expect(inspector.problem('The key may not see this account')).toBeVisible();
  await expect(mark.first()).toBeVisible();
  expect(api.requests).toEqual([]);
});

test('the key check uses a typed address even if its button was not pressed', async ({
  inspector,
  api,
}) => {
  await inspector.page.getByText('Another server?').click();
  await inspector.page.getByLabel('Address of the server').fill(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await expect(inspector.searchBox).toBeFocused();
  expect(api.requests).toHaveLength(1);
});

test('a key cannot be saved while the address is invalid', async ({ inspector }) => {
  await inspector.page.getByText('Another server?').click();
  await inspector.page.getByLabel('Address of the server').fill('http://api.example.com/v1');
  await inspector.welcome.keyField.fill('ak_some_key');
  await expect(inspector.page.getByRole('alert')).toContainText("This address can't be used.");
  await expect(inspector.button('Save key')).toBeDisabled();
});

test('the app starts on a system without a language setting', async ({ launch }) => {
  const { inspector } = await launch({ env: { LANG: 'C', LC_ALL: 'C', LANGUAGE: 'C' } });
  await expect(inspector.welcome.heading).toBeVisible();
});
