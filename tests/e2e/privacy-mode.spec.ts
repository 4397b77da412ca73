import { expect, test } from './fixtures/test';

test('privacy mode masks every personal value, and reveals one for a moment on request', async ({
  ready,
  api,
}) => {
  await ready.lookUp('usr_sample_extra_field');
  await expect(ready.card).toBeVisible();
  const user = api.usersServed.get('usr_sample_extra_field') as Record<string, unknown>;
  const impersonal = new Set([
    'id',
    'is_active',
    'last_login',
    'last_verified',
    'created_at',
    'updated_at',
    'current_organization_id',
  ]);
  const personal = Object.entries(user)
    .filter(([name, value]) => !impersonal.has(name) && typeof value === 'string')
    .map(([, value]) => String(value));
  const screen = () => ready.page.locator('html').innerHTML();
  expect(await ready.page.title()).toContain(String(user['full_name']));

  await ready.button('Privacy mode').click();
  for (const part of ['Profile', 'Verify the caller', 'Raw data']) {
    await ready.page.getByRole('tab', { name: part }).click();
    const html = await screen();
    expect(personal.filter((value) => html.includes(value))).toEqual([]);
  }
  expect(await ready.page.title()).toBe('Account Inspector');

  await ready.page.getByRole('tab', { name: 'Profile' }).click();
  const email = String(user['email']);
  await ready.page.getByRole('button', { name: 'Show for a moment: E-mail' }).first().click();
  await expect(ready.page.getByText(email)).toBeVisible();
  await expect(ready.page.getByText(email)).toBeHidden();

  await ready.button('Privacy mode').click();
  await expect(ready.page.getByText(email).first()).toBeVisible();
});

test('privacy mode survives a restart', async ({ launch }) => {
  const first = await launch();
  await first.inspector.welcome.trySampleData();
  await first.inspector.lookUp('usr_sample_active');
  await first.inspector.button('Privacy mode').click();
  await expect(first.inspector.button('Privacy mode')).toHaveAttribute('aria-pressed', 'true');
  await expect(first.inspector.page.getByText('Mara Oyelaran')).toHaveCount(0);
  await first.electron.close();

  const { inspector } = await launch();
  await expect(inspector.button('Privacy mode')).toHaveAttribute('aria-pressed', 'true');
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.card).toContainText('Active.');
  await expect(inspector.page.getByText('Mara Oyelaran')).toHaveCount(0);
});
