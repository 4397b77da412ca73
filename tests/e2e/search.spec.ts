import { expect, test } from './fixtures/test';

const pasted = [
  ['white space and quotes', '  "usr_sample_active" \t'],
  ['a trailing comma', 'usr_sample_active,'],
  ['a link', 'https://admin.example.com/users/usr_sample_active?tab=profile'],
  ['a percent-encoded link', 'https://sso.example.com/?next=%2Fuser%2Fusr_sample_active%3Fa'],
  ['a log line', '2026-11-23T10:00:00Z WARN auth user=usr_sample_active ip=10.0.0.1'],
  ['JSON', '{"user": {"id": "usr_sample_active", "plan": "pro"}}'],
] as const;

for (const [name, text] of pasted) {
  test(`finds the id in ${name}`, async ({ ready, api }) => {
    await ready.paste(text);
    await expect(ready.card.getByRole('heading', { name: 'Mara Oyelaran' })).toBeVisible();
    await expect(ready.searchBox).toHaveValue('usr_sample_active');
    expect(api.requests.at(-1)?.rawPath).toBe('/v1/user/usr_sample_active');
  });
}

test('several ids: says so and looks up the first', async ({ ready, api }) => {
  await ready.paste('usr_sample_active usr_sample_inactive usr_sample_active usr_sample_all_null');
  await expect(ready.card).toContainText('Your text holds 3 different IDs.');
  await expect(ready.card.getByRole('heading', { name: 'Mara Oyelaran' })).toBeVisible();
  expect(api.requests.at(-1)?.rawPath).toBe('/v1/user/usr_sample_active');
  await ready.lookUp('usr_sample_inactive');
  await expect(ready.card.getByText('usr_sample_inactive').first()).toBeVisible();
  await expect(ready.card).not.toContainText('different IDs');
});

test('something that is no id is a question, and is sent percent-encoded if one insists', async ({
  ready,
  api,
}) => {
  const sent = api.requests.length;
  await ready.lookUp('Müller & Söhne/../x?y#z');
  await expect(ready.alert).toContainText("This doesn't look like a user ID");
  expect(api.requests).toHaveLength(sent);
  await ready.button('Look it up all the same').click();
  await expect(ready.problem('There is no such account')).toBeVisible();
  expect(api.requests.at(-1)?.rawPath).toBe('/v1/user/M%C3%BCller%20%26%20S%C3%B6hne%2F..%2Fx%3Fy%23z');
});

test('an id that would name another endpoint is not sent', async ({ ready, api }) => {
  const sent = api.requests.length;
  await ready.lookUp('..');
  const insist = ready.button('Look it up all the same');
  await insist
    .or(ready.page.getByRole('heading', { name: 'Who are you looking for?' }))
    .first()
    .waitFor();
  if (await insist.isVisible()) await insist.click();
  expect(api.requests).toHaveLength(sent);
});

test('an API key pasted by mistake is neither sent nor remembered', async ({ ready, api }) => {
  const sent = api.requests.length;
  for (const key of ['oak_live_0123456789abcdef', `x ${api.apiKey}`]) {
    await ready.lookUp(key);
    const insist = ready.button('Look it up all the same');
    const refused = ready.problem('This looks like an API key');
    await insist.or(refused).first().waitFor();
    // The second one has no form of its own: it is the saved key itself that gives it away.
    if (await insist.isVisible()) await insist.click();
    await expect(refused).toBeVisible();
    await expect(ready.searchBox).toHaveValue('');
    await expect(ready.page.getByText(key)).toHaveCount(0);
  }
  expect(api.requests).toHaveLength(sent);
  await expect(ready.history.entries).toHaveCount(0);
});

test('Escape clears the box and the screen', async ({ ready }) => {
  await ready.lookUp('usr_sample_active');
  await expect(ready.card).toBeVisible();
  await ready.searchBox.press('Escape');
  await expect(ready.card).toBeHidden();
  await expect(ready.searchBox).toHaveValue('');
  await expect(ready.searchBox).toBeFocused();
});
