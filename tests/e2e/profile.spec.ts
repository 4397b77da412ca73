import { expect, test } from './fixtures/test';

test('says of nulls that they are not set, and of a sign-in that there was none', async ({ ready }) => {
  await ready.lookUp('usr_sample_all_null');
  await expect(ready.field('Full name').value).toHaveText('not set');
  await expect(ready.field('Birthday').value).toHaveText('not set');
  await expect(ready.field('Last sign-in').value).toHaveText('never');
  await expect(ready.field('Full name').copy).toHaveCount(0);
});

test('says of missing and odd fields that they are, and keeps unknown ones', async ({ ready }) => {
  await ready.lookUp('usr_sample_missing_field');
  await expect(ready.field('Time zone').value).toHaveText('The server did not send this.');
  await ready.lookUp('usr_sample_wrong_type');
  await expect(ready.field('Account').value).toHaveText('Not what was expected: "yes"');
  await ready.lookUp('usr_sample_extra_field');
  await expect(ready.field('global_role_id').value).toBeVisible();
});

test('a time is relative and absolute, with its zone named', async ({ ready, api }) => {
  const hoursAgo = new Date(Date.now() - 3 * 3_600_000).toISOString();
  api.setUser('usr_times', {
    id: 'usr_times',
    created_at: '2025-01-15T10:30:00Z',
    last_login: hoursAgo,
    updated_at: 'yesterday',
  });
  await ready.lookUp('usr_times');
  await expect(ready.field('Created').value).toContainText('15 Jan 2025, 11:30 CET');
  await expect(ready.field('Last sign-in').value).toContainText('3 hours ago');
  await expect(ready.field('Last changed').value).toContainText('Not a time that can be read: yesterday');
});

test('raw data on a tab, as it came', async ({ ready, api }) => {
  await ready.lookUp('usr_sample_active');
  await ready.page.getByRole('tab', { name: 'Raw data' }).click();
  const text = await ready.page.getByRole('tabpanel').locator('pre').innerText();
  expect(JSON.parse(text)).toEqual(api.usersServed.get('usr_sample_active'));
});

test('an answer about somebody else is pointed out', async ({ ready }) => {
  await ready.lookUp('usr_mock_someone_else');
  await expect(ready.card.getByRole('alert')).toContainText('you asked for usr_mock_someone_else');
});

test('values are text, never markup', async ({ ready }) => {
  await ready.lookUp('usr_mock_markup');
  await expect(ready.card).toBeVisible();
  await expect(ready.card.locator('img, script, iframe, b')).toHaveCount(0);
  await expect(ready.card).toContainText('<');
});
