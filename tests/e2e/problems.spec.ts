import { startMockApi } from '../mock-api/mock-api';
import type { MockId } from '../mock-api/responses-by-id';
import { expect, test } from './fixtures/test';

const answers: readonly [id: MockId, title: string, details?: Readonly<Record<string, string>>][] =
  [
    ['usr_mock_key_expired', 'The server did not accept the key', { Code: 'API_KEY_EXPIRED' }],
    [
      'usr_mock_not_permitted',
      'The key may not see this account',
      { Code: 'INSUFFICIENT_PERMISSIONS' },
    ],
    ['usr_mock_old_envelope', 'The key may not see this account'],
    ['usr_mock_forbidden_page', 'Something else answered', { Answer: '403' }],
    ['usr_mock_not_found', 'There is no such account'],
    ['usr_mock_not_found_plain', 'There is no such account', { Answer: '404' }],
    ['usr_mock_removed', 'This account was removed', { Answer: '410' }],
    ['usr_mock_bad_request', "This can't be a user ID", { Answer: '400' }],
    ['usr_mock_invalid_id', "This can't be a user ID", { Answer: '422' }],
    ['usr_mock_conflict', 'The server gave an unusual answer', { Answer: '409' }],
    ['usr_mock_server_error', 'The server is in trouble', { Answer: '500' }],
    ['usr_mock_unavailable', 'The server is in trouble', { Answer: '503' }],
    ['usr_mock_bad_gateway', 'The server is in trouble', { Answer: '502' }],
    ['usr_mock_cut_off', 'The connection broke off'],
    ['usr_mock_reset', 'The connection broke off'],
    ['usr_mock_hang_up', 'The connection broke off'],
    ['usr_mock_bad_gzip', 'The connection broke off'],
    ['usr_mock_redirect', 'The server points somewhere else'],
    ['usr_mock_redirect_same_origin', 'The server points somewhere else'],
    ['usr_mock_html', 'Something else answered'],
    ['usr_mock_broken_json', 'Something else answered'],
    ['usr_mock_array', 'The answer is not an account'],
    ['usr_mock_null', 'The answer is not an account'],
    ['usr_mock_envelope', 'The answer is not an account'],
    ['usr_mock_no_content', 'The answer is not an account'],
    ['usr_mock_huge_body', 'The answer is far too large'],
    ['usr_mock_gzip_bomb', 'The answer is far too large'],
  ];

test('each response without a user shows the matching message', async ({ ready, api }) => {
  for (const [id, title, details] of answers) {
    await test.step(id, async () => {
      await ready.lookUp(id);
      await expect(ready.problem(title)).toBeVisible();
      for (const [label, value] of Object.entries({ 'User ID': id, ...details }))
        await expect(ready.detail(label).value).toHaveText(value);
      await expect(ready.page.getByRole('main')).not.toContainText(api.apiKey);
      await expect(ready.searchBox).toBeFocused();
    });
  }
  expect(api.redirectTarget.requests).toEqual([]);
  await ready.lookUp('usr_sample_active');
  await expect(ready.card).toBeVisible();
});

test('the details for IT are hidden until they are unfolded', async ({ ready, api }) => {
  await ready.lookUp('usr_mock_server_error');
  await expect(ready.detail('User ID').value).toBeHidden();
  await ready.unfoldDetails();
  await expect(ready.detail('User ID').value).toBeVisible();
  await expect(ready.detail('Server').value).toHaveText(new URL(api.baseUrl).host);
});

test('the button to change the id selects it, so that a paste replaces it', async ({ ready }) => {
  await ready.lookUp('usr_mock_not_found');
  await ready.button('Change the ID').click();
  await expect(ready.searchBox).toBeFocused();
  await ready.page.keyboard.insertText('usr_sample_active');
  await ready.page.keyboard.press('Enter');
  await expect(ready.card).toBeVisible();
});

test('after too many requests the app counts down and retries by itself', async ({
  ready,
  api,
}) => {
  api.tooManyRequests = { retryAfter: 2, times: 1 };
  await ready.lookUp('usr_mock_too_many_requests');
  await expect(ready.problem('Too many lookups in a short time')).toBeVisible();
  await expect(ready.page.getByRole('timer')).toHaveText(/^Tries again by itself in [12] s$/);
  await expect(ready.card).toBeVisible();
  const tries = api.requests.filter(({ rawPath }) =>
    rawPath.endsWith('usr_mock_too_many_requests'),
  );
  expect(tries).toHaveLength(2);
  expect((tries[1]?.at ?? 0) - (tries[0]?.at ?? 0)).toBeGreaterThanOrEqual(1_900);
});

test('the countdown after too many requests can be stopped', async ({ ready, api }) => {
  api.tooManyRequests = { retryAfter: 60, times: 1 };
  await ready.lookUp('usr_mock_too_many_requests');
  await ready.button("Don't try again").click();
  await expect(ready.page.getByRole('timer')).toBeHidden();
  await ready.button('Try again').click();
  await expect(ready.card).toBeVisible();
});

test('a temporary gateway error is retried silently', async ({ ready, api }) => {
  await ready.lookUp('usr_mock_recovers');
  await expect(ready.card).toBeVisible();
  expect(api.requests.filter(({ rawPath }) => rawPath.endsWith('usr_mock_recovers'))).toHaveLength(
    2,
  );
});

test('a server that does not respond in time has a message', async ({ ready }) => {
  await ready.settings.open();
  await ready.settings.setTimeOut(1);
  await ready.settings.close();
  for (const id of ['usr_mock_slow_headers', 'usr_mock_slow_body', 'usr_mock_huge_announced']) {
    await ready.lookUp(id);
    await expect(ready.problem('The server took too long')).toBeVisible();
    await expect(ready.alert).toContainText('within 1 s');
    await ready.button('Clear').click();
  }
});

test('a lookup can be stopped, and a late response is dropped', async ({ ready, api }) => {
  await ready.lookUp('usr_mock_held');
  await ready.button('Stop').click();
  await expect(ready.page.getByRole('heading', { name: 'Who are you looking for?' })).toBeVisible();

  await ready.lookUp('usr_mock_held');
  await expect(ready.button('Stop')).toBeVisible();
  await ready.lookUp('usr_sample_active');
  await expect(ready.card.getByRole('heading', { name: 'Mara Oyelaran' })).toBeVisible();
  api.release();
  await ready.lookUp('usr_sample_inactive');
  await expect(ready.card.getByText('usr_sample_inactive').first()).toBeVisible();
});

test('a refused connection has a message', async ({ ready, api }) => {
  await api.stop();
  await ready.lookUp('usr_sample_active');
  await expect(ready.problem('No connection to the server')).toBeVisible();
});

test('an unknown host has a message', async ({ inspector }) => {
  await inspector.welcome.useServer('https://no-such-host.invalid/v1');
  await inspector.welcome.enterKey('ak_some_key');
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.problem("The server can't be found")).toBeVisible();
  await expect(inspector.alert).toContainText('no-such-host.invalid');
});

test('an untrusted certificate prevents the lookup', async ({ inspector }) => {
  const api = await startMockApi({ tls: true });
  try {
    await inspector.welcome.useServer(api.baseUrl);
    await inspector.welcome.enterKey(api.apiKey);
    await inspector.lookUp('usr_sample_active');
    await expect(inspector.problem('The connection is not safe')).toBeVisible();
    await expect(inspector.detail('Cause').value).toHaveText('ERR_CERT_AUTHORITY_INVALID');
    expect(api.requests).toEqual([]);
  } finally {
    await api.stop();
  }
});

test('a late result does not interrupt typing the next id', async ({ ready, api }) => {
  api.tooManyRequests = { retryAfter: 2, times: 1 };
  await ready.lookUp('usr_mock_too_many_requests');
  await expect(ready.page.getByRole('timer')).toBeVisible();
  await ready.searchBox.fill('usr_sample_inac');
  await expect(ready.card).toBeVisible();
  await expect(ready.searchBox).toHaveValue('usr_sample_inac');
  await ready.page.keyboard.type('tive');
  await ready.page.keyboard.press('Enter');
  await expect(ready.card.getByText('usr_sample_inactive').first()).toBeVisible();
});

test('after a long Retry-After the app names the time and does not retry by itself', async ({
  ready,
  api,
}) => {
  api.tooManyRequests = { retryAfter: 86_400, times: 1 };
  await ready.lookUp('usr_mock_too_many_requests');
  await expect(ready.alert).toContainText('The server asks for a longer break. Try again after');
  await expect(ready.page.getByRole('timer')).toBeHidden();
});
