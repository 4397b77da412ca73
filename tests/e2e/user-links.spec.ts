import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ElectronApplication } from '@playwright/test';
import { reportCount } from './fixtures/report-count';
import { expect, test } from './fixtures/test';

const id = 'usr_sample_active';
const link = `account-inspector://user/${id}`;

/** Starts the app once more with other arguments, as the system does for a link, and waits until that one has ended. */
async function startAgain(electron: ElectronApplication, args: readonly string[]): Promise<void> {
  const { spawnargs, spawnfile } = electron.process();
  // Playwright's own switches would have it driven too.
  const own = spawnargs.slice(1).filter((arg) => !/^--(inspect|remote-debugging)/.test(arg));
  const env = await electron.evaluate(() => process.env as Record<string, string>);
  const second = spawn(spawnfile, [...own, ...args], { env, stdio: 'ignore' });
  await once(second, 'exit');
}

test('a link fills the box and asks; nothing is sent before somebody says so', async ({
  launch,
  api,
}) => {
  const { electron, inspector } = await launch({ args: [link] });
  // It waits until there is a server to ask.
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

test('whatever else stands in a link is refused', async ({ launch, api }) => {
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
  // Calls are answered in their order: had one of them been taken, it would be there before this one.
  await startAgain(electron, ['account-inspector://user/usr_the_good_one']);
  await expect(inspector.searchBox).toHaveValue('usr_the_good_one');
  expect(api.requests.length).toBe(before);
});
