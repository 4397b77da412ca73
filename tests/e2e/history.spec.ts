import { expect, test } from './fixtures/test';

test('one entry a user, newest first, opened again without asking the server', async ({ ready, api }) => {
  for (const id of ['usr_sample_active', 'usr_sample_inactive', 'usr_sample_active']) {
    await ready.lookUp(id);
    await expect(ready.card.getByText(id).first()).toBeVisible();
  }
  await ready.lookUp('usr_mock_not_found');
  await expect(ready.problem('There is no such account')).toBeVisible();
  await expect(ready.history.entries).toHaveCount(2);
  await expect(ready.history.entries.first()).toContainText('Mara Oyelaran');

  const sent = api.requests.length;
  await ready.history.openEntry('usr_sample_inactive');
  await expect(ready.card).toContainText('Not checked since.');
  await expect(ready.searchBox).toHaveValue('usr_sample_inactive');
  expect(api.requests).toHaveLength(sent);
  await ready.button('Look up again').click();
  await expect(ready.card).not.toContainText('Not checked since.');
  expect(api.requests).toHaveLength(sent + 1);
});

test('the arrow keys open one entry after the other', async ({ ready }) => {
  for (const id of ['usr_sample_active', 'usr_sample_inactive', 'usr_sample_all_null']) {
    await ready.lookUp(id);
    await expect(ready.card.getByText(id).first()).toBeVisible();
  }
  await ready.history.entries.first().getByRole('button').focus();
  await ready.page.keyboard.press('ArrowDown');
  await expect(ready.card.getByText('usr_sample_inactive').first()).toBeVisible();
  await ready.page.keyboard.press('ArrowDown');
  await expect(ready.card.getByRole('heading', { name: 'Mara Oyelaran' })).toBeVisible();
  await ready.page.keyboard.press('ArrowUp');
  await expect(ready.card.getByText('usr_sample_inactive').first()).toBeVisible();
});

test('each environment has its own history, and quitting forgets it', async ({ launch, api }) => {
  const first = await launch();
  await first.inspector.welcome.useServer(api.baseUrl);
  await first.inspector.welcome.enterKey(api.apiKey);
  await first.inspector.lookUp('usr_sample_active');
  await expect(first.inspector.history.entries).toHaveCount(1);
  await first.inspector.settings.open();
  await first.inspector.button('Use sample data').click();
  await first.inspector.settings.close();
  await expect(first.inspector.history.entries).toHaveCount(0);
  await expect(first.inspector.card).toBeHidden();
  await first.electron.close();

  const { inspector } = await launch();
  await expect(inspector.page.getByText('Sample data', { exact: true })).toBeVisible();
  await expect(inspector.history.entries).toHaveCount(0);
});
