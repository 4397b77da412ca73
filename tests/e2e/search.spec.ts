import { filesContaining } from './fixtures/files-containing';
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
  test(`finds the id in a paste of ${name}`, async ({ ready, api }) => {
    await ready.paste(text);
    await expect(ready.card.getByRole('heading', { name: 'Mara Oyelaran' })).toBeVisible();
    await expect(ready.searchBox).toHaveValue('usr_sample_active');
    expect(api.requests.at(-1)?.rawPath).toBe('/v1/user/usr_sample_active');
  });
}

test('a text with several ids is reported, and the first id is looked up', async ({
  ready,
  api,
}) => {
  await ready.paste('usr_sample_active usr_sample_inactive usr_sample_active usr_sample_all_null');
  await expect(ready.card).toContainText('Your text holds 3 different IDs.');
  await expect(ready.card.getByRole('heading', { name: 'Mara Oyelaran' })).toBeVisible();
  expect(api.requests.at(-1)?.rawPath).toBe('/v1/user/usr_sample_active');
  await ready.lookUp('usr_sample_inactive');
  await expect(ready.card.getByText('usr_sample_inactive').first()).toBeVisible();
  await expect(ready.card).not.toContainText('different IDs');
});

test('an unlikely id needs confirmation and is sent percent-encoded', async ({ ready, api }) => {
  const sent = api.requests.length;
  await ready.lookUp('Müller & Söhne/../x?y#z');
  await expect(ready.alert).toContainText("This doesn't look like a user ID");
  expect(api.requests).toHaveLength(sent);
  await ready.button('Look it up all the same').click();
  await expect(ready.problem('There is no such account')).toBeVisible();
  expect(api.requests.at(-1)?.rawPath).toBe(
    '/v1/user/M%C3%BCller%20%26%20S%C3%B6hne%2F..%2Fx%3Fy%23z',
  );
});

test('an id that would address another endpoint is not sent', async ({ ready, api }) => {
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
    // The second key has no known form: it is recognized because it is the saved one.
    if (await insist.isVisible()) await insist.click();
    await expect(refused).toBeVisible();
    await expect(ready.searchBox).toHaveValue('');
    await expect(ready.page.getByText(key)).toHaveCount(0);
  }
  expect(api.requests).toHaveLength(sent);
  await expect(ready.history.entries).toHaveCount(0);
});

test('finds a user by e-mail address and keeps the lookup under the id', async ({ ready, api }) => {
  await ready.paste('Mara Oyelaran <Mara.Oyelaran@example.com>');
  await expect(ready.problem('There is no such account')).toBeVisible();
  await expect(ready.alert).toContainText('with this e-mail address');
  await ready.lookUp('mailto:mara.oyelaran@example.com');
  await expect(ready.card.getByRole('heading', { name: 'Mara Oyelaran' })).toBeVisible();
  await expect(ready.card.getByRole('alert')).toBeHidden();
  await expect(ready.searchBox).toHaveValue('mara.oyelaran@example.com');
  await expect(ready.history.entries).toHaveCount(1);
  await expect(ready.history.entries).toContainText('usr_sample_active');
  expect(api.requests.at(-1)?.rawPath).toBe('/v1/user/email/mara.oyelaran%40example.com');
});

test('if the server cannot search by e-mail address, a former lookup is offered', async ({
  ready,
  api,
}) => {
  api.offersEmailSearch = false;
  await ready.lookUp('mara.oyelaran@example.com');
  await expect(ready.problem('This server can only search by ID')).toBeVisible();
  await expect(ready.alert.getByRole('button', { name: /Mara/ })).toHaveCount(0);
  await ready.lookUp('usr_sample_active');
  await expect(ready.card).toBeVisible();

  await ready.lookUp('mara.oyelaran@example.com');
  await expect(ready.problem('This server can only search by ID')).toBeVisible();
  const sent = api.requests.length;
  await ready.page.getByRole('main').getByRole('button', { name: 'Mara Oyelaran' }).click();
  await expect(ready.card).toContainText('Not checked since.');
  await expect(ready.searchBox).toBeFocused();
  expect(api.requests).toHaveLength(sent);
});

test('no e-mail address is written to the log', async ({ ready, api, profile }) => {
  await ready.lookUp('mara.oyelaran@example.com');
  await expect(ready.card).toBeVisible();
  await api.stop();
  await ready.lookUp('priya.raman@example.com');
  await expect(ready.problem('No connection to the server')).toBeVisible();
  expect(await filesContaining([profile], 'oyelaran')).toEqual([]);
  expect(await filesContaining([profile], 'priya')).toEqual([]);
});

test.describe('the history in the search box', () => {
  test.beforeEach(async ({ ready }) => {
    for (const id of ['usr_sample_active', 'usr_sample_non_latin', 'usr_sample_inactive']) {
      await ready.lookUp(id);
      await expect(ready.card.getByText(id).first()).toBeVisible();
    }
    await ready.searchBox.press('Escape');
  });

  test('suggests entries while typing, and opens one by keyboard', async ({ ready, api }) => {
    const sent = api.requests.length;
    await ready.searchBox.pressSequentially('SAMPLE');
    await expect(ready.suggestions).toHaveCount(3);
    await ready.searchBox.pressSequentially('_active öyel');
    await expect(ready.suggestions).toHaveCount(1);
    await ready.searchBox.press('ArrowDown');
    await expect(ready.page.getByRole('option', { selected: true })).toContainText('Mara Oyelaran');
    await ready.searchBox.press('Enter');
    await expect(ready.card).toContainText('Not checked since.');
    await expect(ready.suggestions).toHaveCount(0);
    await expect(ready.searchBox).toHaveValue('usr_sample_active');
    await expect(ready.searchBox).toBeFocused();
    expect(api.requests).toHaveLength(sent);
  });

  test('opens an entry by mouse', async ({ ready }) => {
    await ready.searchBox.pressSequentially('mara');
    await ready.suggestions.filter({ hasText: 'Mara Oyelaran' }).click();
    await expect(ready.card.getByRole('heading', { name: 'Mara Oyelaran' })).toBeVisible();
    await expect(ready.suggestions).toHaveCount(0);
    await expect(ready.searchBox).toBeFocused();
  });

  test('covers the content without moving it, even in a narrow window', async ({ ready }) => {
    const { page } = ready;
    for (const width of [1_120, 360]) {
      await page.setViewportSize({ width, height: 640 });
      const heading = page.getByRole('heading', { name: 'Who are you looking for?' });
      const before = await heading.boundingBox();
      await ready.searchBox.fill('sample');
      const list = await page.getByRole('listbox').boundingBox();
      expect(await heading.boundingBox()).toEqual(before);
      expect(list?.x).toBeGreaterThanOrEqual(0);
      expect((list?.x ?? 0) + (list?.width ?? 0)).toBeLessThanOrEqual(width);
      expect(list?.width).toBeGreaterThan(200);
      await ready.searchBox.press('Escape');
      await expect(ready.suggestions).toHaveCount(0);
      await expect(ready.searchBox).toHaveValue('sample');
    }
  });

  test('is offered for a name that is no id', async ({ ready, api }) => {
    const sent = api.requests.length;
    await ready.lookUp('Oyelaran');
    await expect(ready.alert).toContainText("This doesn't look like a user ID");
    await expect(ready.suggestions).toHaveCount(0);
    await ready.page.getByRole('main').getByRole('button', { name: 'Mara Oyelaran' }).click();
    await expect(ready.card).toContainText('Not checked since.');
    expect(api.requests).toHaveLength(sent);
  });

  test('shows ids instead of names in privacy mode', async ({ ready }) => {
    await ready.page.evaluate(() => window.inspector.settings.change({ isPrivate: true }));
    await ready.page.reload();
    await ready.searchBox.pressSequentially('mara');
    await expect(ready.suggestions).toHaveText('•••••• usr_sample_active');
    await expect(ready.searchBox).toHaveCSS('-webkit-text-security', 'disc');
    await ready.searchBox.press('ArrowDown');
    await ready.searchBox.press('Enter');
    await expect(ready.searchBox).toHaveCSS('-webkit-text-security', 'none');
  });
});

test('ArrowUp in the empty search box brings back former searches', async ({ ready }) => {
  for (const text of ['usr_sample_active', 'mara.oyelaran@example.com']) {
    await ready.lookUp(text);
    await expect(ready.card).toBeVisible();
  }
  await ready.searchBox.press('Escape');
  await ready.searchBox.press('ArrowUp');
  await expect(ready.searchBox).toHaveValue('mara.oyelaran@example.com');
  await ready.searchBox.press('ArrowUp');
  await ready.searchBox.press('Enter');
  await expect(ready.card).toBeVisible();
  await expect(ready.searchBox).toHaveValue('usr_sample_active');
});

test('Escape clears the search box and the result', async ({ ready }) => {
  await ready.lookUp('usr_sample_active');
  await expect(ready.card).toBeVisible();
  await ready.searchBox.press('Escape');
  await expect(ready.card).toBeHidden();
  await expect(ready.searchBox).toHaveValue('');
  await expect(ready.searchBox).toBeFocused();
});
