import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ElectronApplication } from '@playwright/test';
import { reportCount } from './fixtures/report-count';
import { expect, test } from './fixtures/test';

const id = 'usr_sample_active';
const link = `account-inspector://user/${id}`;

/**
 * Starts a second app with these arguments, as the system does to open a link, and waits until it
 * has quit.
 */
async function startAgain(electron: ElectronApplication, args: readonly string[]): Promise<void> {
  const { spawnargs, spawnfile } = electron.process();
  // Without Playwright's switches, which would make the second app wait for Playwright.
  const own = spawnargs.slice(1).filter((arg) => !/^--(inspect|remote-debugging)/.test(arg));
  const env = await electron.evaluate(() => process.env as Record<string, string>);
  const second = spawn(spawnfile, [...own, ...args], { env, stdio: 'ignore' });
  await once(second, 'exit');
}

test('a link fills the search box, and nothing is sent before it is confirmed', async ({
  launch,
  api,
}) => {
  const { electron, inspector } = await launch({ args: [link] });
  // The link waits until a server and a key are set.
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await expect(inspector.problem('A link asks for this ID')).toBeVisible();
  await expect(inspector.searchBox).toHaveValue(id);
  const asked = () => api.requests.filter(({ rawPath }) => rawPath.endsWith(id)).length;
  expect(asked()).toBe(0);

  await inspector.button('Not now').click();
  await expect(inspector.searchBox).toHaveValue('');
  await expect(inspector.searchBox).toBeFocused();
  expect(asked()).toBe(0);

  await startAgain(electron, [link]);
  await expect(inspector.problem('A link asks for this ID')).toBeVisible();
  await inspector.button('Look it up').click();
  await expect(inspector.card).toBeVisible();
  expect(asked()).toBe(1);
});

test('malformed and hostile links are ignored', async ({ launch, api }) => {
  const { electron, inspector } = await launch();
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await inspector.searchBox.waitFor();
  const before = api.requests.length;
  const hostile = [
    'account-inspector://settings/baseUrl=https://evil.example',
    `account-inspector://user/${id}/../../key`,
    `account-inspector://user/${id}?key=ak_evil`,
    `${link}%0d%0aX-Evil:%201`,
    `account-inspector://evil.example/user/${id}`,
  ];
  for (const each of hostile) await startAgain(electron, [each]);
  reportCount('hostile links', hostile.length);
  // Links arrive in order: if the app had accepted a hostile one, it would show before this one.
  await startAgain(electron, ['account-inspector://user/usr_the_good_one']);
  await expect(inspector.searchBox).toHaveValue('usr_the_good_one');
  expect(api.requests.length).toBe(before);
});
