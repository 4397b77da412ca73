import { filesContaining } from './fixtures/files-containing';
import { expect, test } from './fixtures/test';

test('the key survives a restart, and the app starts without a connection', async ({
  launch,
  api,
}) => {
  const first = await launch();
  await first.inspector.welcome.useServer(api.baseUrl);
  await first.inspector.welcome.enterKey(api.apiKey);
  await expect(first.inspector.searchBox).toBeVisible();
  await first.electron.close();
  await api.stop();

  const { inspector } = await launch();
  await expect(inspector.searchBox).toBeFocused();
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.problem('No connection to the server')).toBeVisible();
  await api.start();
  await inspector.button('Try again').click();
  await expect(inspector.card).toBeVisible();
});

test('a message appears while the computer is offline', async ({ ready }) => {
  await ready.page.context().setOffline(true);
  await expect(ready.page.getByText('This computer is offline.')).toBeVisible();
  await ready.page.context().setOffline(false);
  await expect(ready.page.getByText('This computer is offline.')).toBeHidden();
});

test('removing the key needs confirmation and stops lookups', async ({ ready, api }) => {
  await ready.settings.open();
  await expect(ready.settings.dialog.getByText(/A key is saved in/)).toBeVisible();
  await ready.settings.dialog.getByRole('button', { name: 'Remove key' }).click();
  await ready.settings.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(ready.settings.dialog.getByText(/A key is saved in/)).toBeVisible();
  await ready.settings.removeKey();
  await expect(ready.settings.dialog.getByText('No key is saved for this server.')).toBeVisible();
  await ready.settings.close();

  const sent = api.requests.length;
  await ready.lookUp('usr_sample_active');
  await expect(ready.problem('There is no API key yet')).toBeVisible();
  expect(api.requests).toHaveLength(sent);
  await ready.button('Enter a key').click();
  await ready.settings.enterKey(api.apiKey);
  // The lookup that failed for want of a key is repeated.
  await expect(ready.settings.dialog).toBeHidden();
  await expect(ready.card).toBeVisible();
});

test('after replacing the key the new one is sent', async ({ ready, api }) => {
  api.apiKey = 'ak_another_one';
  await ready.lookUp('usr_sample_active');
  await expect(ready.problem('The server did not accept the key')).toBeVisible();
  await ready.settings.open();
  await ready.settings.enterKey(api.apiKey);
  await expect(ready.settings.dialog.getByText(/A key is saved in/)).toBeVisible();
  await ready.settings.close();
  await ready.lookUp('usr_sample_active');
  await expect(ready.card).toBeVisible();
});

test('a key is not sent to another server', async ({ ready, api }) => {
  const sent = api.requests.length;
  await ready.settings.open();
  await ready.settings.useServer(api.redirectTarget.baseUrl);
  await expect(ready.settings.dialog.getByText('No key is saved for this server.')).toBeVisible();
  await ready.settings.close();
  await ready.lookUp('usr_sample_active');
  await expect(ready.problem('There is no API key yet')).toBeVisible();
  expect(api.redirectTarget.requests).toEqual([]);
  expect(api.requests).toHaveLength(sent);
});

test('no file of the profile contains the key or the person', async ({ launch, api, profile }) => {
  const { electron, inspector } = await launch();
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.card).toBeVisible();
  await inspector.lookUp('usr_mock_server_error');
  await expect(inspector.problem('The server is in trouble')).toBeVisible();
  await electron.close();
  for (const secret of [api.apiKey, 'mara.oyelaran', 'Oyelaran']) {
    expect(await filesContaining([profile], secret)).toEqual([]);
  }
});

test('a key is not saved if saving is cancelled while it is checked', async ({ ready, api }) => {
  const { dialog } = ready.settings;
  await ready.settings.open();
  await ready.settings.removeKey();
  await expect(dialog.getByText('No key is saved for this server.')).toBeVisible();
  api.isHolding = true;
  await ready.settings.enterKey(api.apiKey);
  await expect.poll(() => api.requests.length).toBe(2);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  api.release();
  await ready.settings.close();
  await ready.lookUp('usr_sample_active');
  await expect(ready.problem('There is no API key yet')).toBeVisible();
});
