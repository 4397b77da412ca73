import {
  companyHost,
  companyRoot,
  companyServerCertificate,
} from '../../mock-api/company-certificates';
import { startMockApi } from '../../mock-api/mock-api';
import { basicAuthorization, startProxy, type MockProxy } from '../../mock-api/mock-proxy';
import { filesContaining } from '../fixtures/files-containing';
import { reportCount } from '../fixtures/report-count';
import { expect, test as base, type Running } from '../fixtures/test';
import { createHomeTrusting } from '../fixtures/trusted-root';

type Fixtures = {
  readonly companyProxy: MockProxy;
  /**
   * Starts the app with the company's root trusted, and with these variables in its environment.
   */
  readonly launchAtWork: (env?: Record<string, string>) => Promise<Running>;
};

/**
 * The API has a host name that only the proxy resolves, and a certificate from the company's root.
 */
const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright requires a pattern, even an empty one
  api: async ({}, use) => {
    const api = await startMockApi({ tls: companyServerCertificate, host: companyHost });
    await use(api);
    await api.stop();
  },
  // eslint-disable-next-line no-empty-pattern -- Playwright requires a pattern, even an empty one
  companyProxy: async ({}, use) => {
    const proxy = await startProxy();
    await use(proxy);
    await proxy.stop();
  },
  launchAtWork: async ({ launch, folder }, use) => {
    const home = await createHomeTrusting(companyRoot, folder);
    await use((env = {}) => launch({ env: { ...home, ...env } }));
  },
});

const anna = { name: 'anna', password: 'between you and me' };

async function enterServer({ inspector }: Running, api: { baseUrl: string; apiKey: string }) {
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await inspector.searchBox.waitFor();
  return inspector;
}

test("the system's proxy sees the hosts of requests, but neither the key nor the person", async ({
  launchAtWork,
  api,
  companyProxy: proxy,
}) => {
  const inspector = await enterServer(
    await launchAtWork({
      https_proxy: `http://${proxy.address}`,
      http_proxy: `http://${proxy.address}`,
    }),
    api,
  );
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.card).toBeVisible();
  expect(api.requests.at(-1)?.headers['x-api-key']).toBe(api.apiKey);
  const photoHost = 'images.example.com:443';
  expect(new Set(proxy.targets)).toEqual(new Set([new URL(api.baseUrl).host, photoHost]));
  expect(proxy.seen().length).toBeGreaterThan(1_000);
  for (const secret of [api.apiKey, 'usr_sample_active', 'Mara'])
    expect(proxy.seen().includes(secret)).toBe(false);
});

test('a proxy in the settings applies from the next lookup on, until it is removed', async ({
  launchAtWork,
  api,
  companyProxy: proxy,
}) => {
  const inspector = await enterServer(await launchAtWork(), api);
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.problem("The server can't be found")).toBeVisible();

  await inspector.settings.open();
  await inspector.settings.useProxy('address', 'anna:secret@proxy.example:3128');
  await expect(inspector.settings.dialog.getByRole('alert')).toContainText('without a user name');
  await inspector.settings.useProxy('address', proxy.address);
  await expect(inspector.settings.proxySaved).toBeVisible();
  await inspector.settings.close();
  await inspector.button('Try again').click();
  await expect(inspector.card).toBeVisible();

  await proxy.stop();
  await inspector.lookUp('usr_sample_inactive');
  await expect(inspector.problem('No way through the proxy')).toBeVisible();
  await inspector.unfoldDetails();
  await expect(inspector.detail('Cause').value).toHaveText('ERR_PROXY_CONNECTION_FAILED');
  await inspector.button('Check the connection').click();
  await expect(inspector.connection.check('Name of the server')).toContainText('Behind a proxy');
  await expect(inspector.connection.check('ERR_PROXY_CONNECTION_FAILED')).toContainText(
    proxy.address,
  );
  await inspector.connection.close();

  await inspector.settings.open();
  await inspector.settings.useProxy('none');
  await expect(inspector.settings.proxySaved).toBeVisible();
  await inspector.settings.close();
  await inspector.button('Try again').click();
  await expect(inspector.problem("The server can't be found")).toBeVisible();
});

test('a PAC script applies after a restart, and again once it is reachable again', async ({
  launchAtWork,
  api,
  companyProxy: proxy,
}) => {
  const first = await launchAtWork();
  await enterServer(first, api);
  await first.inspector.settings.open();
  await first.inspector.settings.useProxy('script', proxy.scriptUrl);
  await expect(first.inspector.settings.proxySaved).toBeVisible();
  await first.inspector.settings.close();
  await first.inspector.lookUp('usr_sample_active');
  await expect(first.inspector.card).toBeVisible();
  await first.electron.close();

  await proxy.stop();
  const { inspector } = await launchAtWork();
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.problem('No way through the proxy')).toBeVisible();
  const fetched = proxy.scriptFetches();
  await proxy.start();
  await inspector.button('Try again').click();
  await expect(inspector.card).toBeVisible();
  expect(proxy.scriptFetches()).toBeGreaterThan(fetched);
});

test('a proxy password is asked for until it is right, and kept until quitting', async ({
  launchAtWork,
  api,
  companyProxy: proxy,
  profile,
}) => {
  proxy.login = anna;
  const env = { https_proxy: `http://${proxy.address}` };
  const first = await launchAtWork(env);
  const inspector = await enterServer(first, api);
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.proxySignIn.dialog).toContainText(proxy.address);
  await inspector.button('Cancel').click();
  await expect(inspector.problem('The proxy asks for a name and a password')).toBeVisible();
  expect(new Set(proxy.logins)).toEqual(new Set([null]));

  await inspector.button('Sign in to the proxy').click();
  await inspector.proxySignIn.enter({ ...anna, password: 'wrong' });
  await expect(inspector.proxySignIn.dialog.getByRole('alert')).toContainText('refused');
  await inspector.proxySignIn.enter(anna);
  await expect(inspector.card).toBeVisible();
  expect(
    proxy.logins.filter((login) => login === basicAuthorization({ ...anna, password: 'wrong' })),
  ).toHaveLength(1);
  for (const request of api.requests)
    expect(request.headers['proxy-authorization']).toBeUndefined();

  await inspector.lookUp('usr_sample_inactive');
  await expect(inspector.card.getByText('usr_sample_inactive').first()).toBeVisible();
  const saved = await inspector.page.evaluate(
    (login) => window.inspector.proxy.savePassword({ ...login, keep: 'this-session' }),
    { proxy: proxy.address, ...anna },
  );
  expect(saved, 'the response contains no password').toEqual({ ok: true, value: [] });
  await first.electron.close();
  expect(await filesContaining([profile], anna.password, basicAuthorization(anna))).toEqual([]);

  const second = await launchAtWork(env);
  await second.inspector.lookUp('usr_sample_active');
  await expect(second.inspector.proxySignIn.dialog).toBeVisible();
});

test('each wrong proxy password is tried once, and the app stops after three', async ({
  launchAtWork,
  api,
  companyProxy: proxy,
}) => {
  proxy.login = anna;
  const inspector = await enterServer(
    await launchAtWork({ https_proxy: `http://${proxy.address}` }),
    api,
  );
  await inspector.lookUp('usr_sample_active');
  const wrong = ['one', 'two', 'three'];
  for (const password of wrong) await inspector.proxySignIn.enter({ ...anna, password });
  await expect(inspector.alert).toContainText('refused the name and the password');
  await expect(inspector.proxySignIn.dialog).toBeHidden();
  await inspector.button('Sign in to the proxy').click();
  await inspector.button('Cancel').click();
  expect(proxy.logins.filter((login) => login !== null)).toEqual(
    wrong.map((password) => basicAuthorization({ ...anna, password })),
  );
  reportCount('refused proxy passwords', wrong.length);
});

test('the keychain keeps a proxy password on request, until it is forgotten on request', async ({
  launchAtWork,
  api,
  companyProxy: proxy,
  profile,
  keyring,
}) => {
  proxy.login = anna;
  const env = { https_proxy: `http://${proxy.address}` };
  const first = await launchAtWork(env);
  await enterServer(first, api);
  await first.inspector.lookUp('usr_sample_active');
  await first.inspector.proxySignIn.enter(anna, 'remember');
  await expect(first.inspector.card).toBeVisible();
  await first.electron.close();
  expect(JSON.parse(keyring.read(`proxy ${proxy.address}`))).toEqual(anna);
  expect(await filesContaining([profile], anna.password, basicAuthorization(anna))).toEqual([]);

  const { inspector } = await launchAtWork(env);
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.card).toBeVisible();
  await inspector.settings.open();
  await inspector.button('Forget saved proxy passwords').click();
  await expect(
    inspector.settings.dialog.getByText('The saved proxy passwords are gone.'),
  ).toBeVisible();
  await inspector.settings.close();
  expect(keyring.read(`proxy ${proxy.address}`)).toContain('null');
  await inspector.lookUp('usr_sample_inactive');
  await expect(inspector.proxySignIn.dialog).toBeVisible();
});

test("a server with the company's certificate is rejected if its root is not trusted", async ({
  launch,
  api,
  companyProxy: proxy,
}) => {
  const inspector = await enterServer(
    await launch({ env: { https_proxy: `http://${proxy.address}` } }),
    api,
  );
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.alert).toContainText(companyHost);
  await inspector.unfoldDetails();
  await expect(inspector.detail('Cause').value).toHaveText('ERR_CERT_AUTHORITY_INVALID');
  expect(api.requests).toEqual([]);
});
