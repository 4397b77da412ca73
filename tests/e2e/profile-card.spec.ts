import { expect, test } from './fixtures/test';

test('a null is shown as not set, and a missing sign-in as never', async ({ ready }) => {
  await ready.lookUp('usr_sample_all_null');
  await expect(ready.field('Full name').value).toHaveText('not set');
  await expect(ready.field('Birthday').value).toHaveText('not set');
  await expect(ready.field('Last sign-in').value).toHaveText('never');
  await expect(ready.field('Full name').copy).toHaveCount(0);
});

test('missing, unexpected and unknown fields are shown as such', async ({ ready }) => {
  await ready.lookUp('usr_sample_missing_field');
  await expect(ready.field('Time zone').value).toHaveText('The server did not send this.');
  await ready.lookUp('usr_sample_wrong_type');
  await expect(ready.field('Account').value).toHaveText('Not what was expected: "yes"');
  await ready.lookUp('usr_sample_extra_field');
  await expect(ready.field('global_role_id').value).toBeVisible();
});

test('a time is shown relative and absolute with its zone', async ({ ready, api }) => {
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
  await expect(ready.field('Last changed').value).toContainText(
    'Not a time that can be read: yesterday',
  );
});

test('a tooltip shows a time in the local zone, the user’s zone and UTC, by mouse and keyboard', async ({
  ready,
  api,
}) => {
  api.setUser('usr_times', {
    id: 'usr_times',
    timezone: 'America/New_York',
    created_at: '2025-01-15T10:30:00Z',
  });
  await ready.lookUp('usr_times');
  const created = ready.field('Created').value.getByRole('button').first();
  const tooltip = ready.page.getByRole('tooltip');
  const clocks = [
    'Europe/Zurich (here)',
    '15 Jan 2025, 11:30 CET',
    'America/New_York',
    '15 Jan 2025, 05:30 GMT-5',
    'UTC',
    '15 Jan 2025, 10:30 UTC',
  ];
  await created.focus();
  await expect(tooltip.locator('dt, dd')).toHaveText(clocks);
  await ready.page.keyboard.press('Escape');
  await expect(tooltip).toBeHidden();
  await ready.searchBox.focus();
  await created.scrollIntoViewIfNeeded();
  await created.hover();
  await expect(tooltip.locator('dt, dd')).toHaveText(clocks);
  await expect(ready.field('Time zone').value).toContainText(
    /\d\d:\d\d there now · 6 hours behind you/,
  );
});

test('the status is a sentence that names its source fields', async ({ ready }) => {
  const status = async (id: string) => {
    await ready.lookUp(id);
    await expect(ready.card.getByText(id).first()).toBeVisible();
    return ready.card.locator('.status');
  };
  await expect(await status('usr_sample_active')).toHaveText(
    /^\s*Active\. E-mail verified [^.]+ ago\. Last signed in 2 hours ago\. From: Account · E-mail last verified · Last sign-in$/,
  );
  await expect(await status('usr_sample_inactive')).toContainText(
    "Switched off: this person can't sign in.",
  );
  await expect(await status('usr_sample_never_logged_in')).toContainText('Never signed in.');
  await expect(await status('usr_sample_never_verified')).toContainText(
    'E-mail address never verified.',
  );
});

test('the card of the next person starts at the top', async ({ ready }) => {
  await ready.lookUp('usr_sample_active');
  const main = ready.page.getByRole('main');
  await main.evaluate((element) => element.scrollTo(0, 200));
  await ready.lookUp('usr_sample_inactive');
  await expect(ready.card.getByText('usr_sample_inactive').first()).toBeVisible();
  await expect.poll(() => main.evaluate((element) => element.scrollTop)).toBe(0);
});

test('contradictory values are marked in their fields', async ({ ready }) => {
  await ready.lookUp('usr_sample_contradictions');
  await expect(ready.field('Time zone').value).toContainText(
    "This computer doesn't know this time zone.",
  );
  await expect(ready.field('Birthday').value).toContainText('This day is still to come.');
  await expect(ready.field('Last changed').value).toContainText('before');
});

test('a tab shows the raw data as the server sent it', async ({ ready, api }) => {
  await ready.lookUp('usr_sample_active');
  await ready.page.getByRole('tab', { name: 'Raw data' }).click();
  const text = await ready.page.getByRole('tabpanel').locator('pre').innerText();
  expect(JSON.parse(text)).toEqual(api.usersServed.get('usr_sample_active'));
});

test('a warning appears if the response is about another user', async ({ ready }) => {
  await ready.lookUp('usr_mock_someone_else');
  await expect(ready.card.getByRole('alert')).toContainText(
    'you asked for \u2068usr_mock_someone_else',
  );
});

test('values are shown as text, never as markup', async ({ ready }) => {
  await ready.lookUp('usr_mock_markup');
  await expect(ready.card).toBeVisible();
  await expect(ready.card.locator('img, script, iframe, b')).toHaveCount(0);
  await expect(ready.card).toContainText('<');
});
