import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ElectronApplication } from '@playwright/test';
import { accessibilityViolations } from '../e2e/fixtures/accessibility';
import type { InspectorPage } from '../e2e/pages/inspector-page';
import { loopbackServer } from '../mock-api/loopback-server';
import { thisVersion } from './fixtures/package-version';
import { expect, test } from './fixtures/test';
import { makeTestVariant } from './fixtures/test-variant';
import { startUpdateFeed, type UpdateFeed } from './fixtures/update-feed';

const execute = promisify(execFile);

test.describe.configure({ mode: 'serial' });

let feed: UpdateFeed;
let file: string;
let electron: ElectronApplication | undefined;
let inspector: InspectorPage;

test.beforeAll(async ({ packages, folder, desktop, api }) => {
  feed = await startUpdateFeed();
  test.skip(
    !(await desktop.hasNamespaces()),
    'this system gives namespaces only to installed programs',
  );
  file = join(folder, 'announced.deb');
  await writeFile(file, 'This is no package.');
  const tree = join(folder, 'updated');
  await execute('dpkg-deb', ['--extract', packages.deb, tree]);
  const app = join(tree, 'opt/Account Inspector');
  await makeTestVariant(join(app, 'account-inspector'));
  await feed.configureApp(join(app, 'resources'));
  const profile = join(desktop.person.home, 'updated-profile');
  ({ electron, inspector } = await desktop.drive(
    join(app, 'account-inspector'),
    `--user-data-dir=${profile}`,
  ));
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await inspector.searchBox.waitFor();
  await inspector.settings.open();
  await inspector.settings.setTimeOut(2);
  await inspector.settings.close();
});

test.afterAll(async () => {
  await electron?.close();
  await feed.stop();
});

/** Checks that the app still works and that no refused package is left in the cache. */
async function expectNoHarm(cache: string): Promise<void> {
  await inspector.updates.close();
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.card).toBeVisible();
  const left = (await readdir(cache, { recursive: true }).catch(() => [])).filter((name) =>
    name.endsWith('.deb'),
  );
  expect(left).toEqual([]);
}

const cacheOf = (home: string) => join(home, '.cache/account-inspector-updater');

test('a banner announces an update, which is not downloaded', async () => {
  await feed.announce(file);
  await expect(inspector.updates.banner).toContainText(
    'Version 9.9.9 of Account Inspector is available.',
    {
      timeout: 20_000,
    },
  );
  expect(feed.requests).toHaveLength(1);
  expect(await accessibilityViolations(inspector.page)).toEqual([]);
  await inspector.updates.banner.getByRole('button', { name: 'See what is new' }).click();
  await expect(inspector.updates.dialog).toContainText(
    `Version 9.9.9 is available. You have ${thisVersion}.`,
  );
  await expect(inspector.updates.dialog.getByText('<b>Lookups</b> are quicker.')).toBeVisible();
  expect(await accessibilityViolations(inspector.page)).toEqual([]);
  await inspector.updates.dialog.getByRole('button', { name: 'Not now' }).click();
  await inspector.updates.banner.getByRole('button', { name: 'Not now' }).click();
  await expect(inspector.updates.banner).toBeEmpty();
});

const endless: RequestListener = (_, response) => {
  response.writeHead(200);
  const more = () => response.write('#'.repeat(64 * 1024), () => setImmediate(more));
  response.once('close', () => response.removeAllListeners());
  more();
};
const silent: RequestListener = () => undefined;
const halfAndSilent: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': 19 });
  response.write('This is ');
};
const cutOff: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': 19 });
  response.write('This is ', () => response.destroy());
};

const notWhole = 'The new version did not arrive whole';
const badFiles: readonly {
  readonly name: string;
  readonly text: string;
  readonly setUp: () => void | Promise<void>;
}[] = [
  {
    name: 'a wrong checksum',
    text: notWhole,
    setUp: () => feed.announce(file, { sha512: `${'A'.repeat(86)}==` }),
  },
  {
    name: 'a package of another size',
    text: notWhole,
    setUp: () => feed.announce(file, { size: 20 }),
  },
  {
    name: 'a missing package',
    text: 'Nothing can be said about newer versions',
    setUp: () => feed.servePackageWith((_, response) => response.writeHead(404).end()),
  },
  {
    name: 'a truncated package',
    text: 'The connection broke off',
    setUp: () => feed.servePackageWith(cutOff),
  },
  {
    name: 'a package that stops half-way',
    text: 'The server took too long',
    setUp: () => feed.servePackageWith(halfAndSilent),
  },
  {
    name: 'a package that never arrives',
    text: 'The server took too long',
    setUp: () => feed.servePackageWith(silent),
  },
  {
    name: 'an endless package',
    text: 'The server took too long',
    setUp: () => feed.servePackageWith(endless),
  },
];

for (const { name, text, setUp } of badFiles) {
  test(`the app refuses ${name} and keeps working`, async ({ desktop }) => {
    await feed.announce(file);
    await setUp();
    await inspector.updates.open();
    await expect(inspector.updates.dialog).toContainText('Version 9.9.9 is available.');
    await inspector.updates.install();
    await expect(inspector.updates.problem).toContainText(text);
    await expectNoHarm(cacheOf(desktop.person.home));
  });
}

test('the app does not follow redirects of the package', async ({ desktop }) => {
  let asked = 0;
  const elsewhere = loopbackServer((_, response) => {
    asked += 1;
    response.end('This is no package.');
  });
  await elsewhere.start();
  await feed.announce(file);
  feed.servePackageWith((_, response) =>
    response.writeHead(302, { location: `http://127.0.0.1:${elsewhere.port()}/a.deb` }).end(),
  );
  await inspector.updates.open();
  await inspector.updates.install();
  await expect(inspector.updates.problem).toBeVisible();
  expect(asked).toBe(0);
  await elsewhere.stop();
  await expectNoHarm(cacheOf(desktop.person.home));
});

test('a download can be cancelled', async ({ desktop }) => {
  await feed.announce(file);
  feed.servePackageWith(halfAndSilent);
  await inspector.updates.open();
  await inspector.updates.install();
  await inspector.updates.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(
    inspector.updates.dialog.getByRole('button', { name: 'Install and restart' }),
  ).toBeVisible();
  await expect(inspector.updates.problem).toHaveCount(0);
  await expectNoHarm(cacheOf(desktop.person.home));
});

test('the app keeps working if the system prevents the installation', async () => {
  await feed.announce(file);
  await inspector.updates.open();
  await inspector.updates.install();
  await expect(inspector.updates.problem).toContainText('The new version was not installed');
  await inspector.updates.close();
  await expect(inspector.updates.banner).toContainText(
    'Version 9.9.9 of Account Inspector is ready',
  );
  await inspector.lookUp('usr_sample_inactive');
  await expect(inspector.card).toBeVisible();
});

const badFeeds: readonly {
  readonly name: string;
  readonly text: string;
  readonly setUp: () => void | Promise<void>;
}[] = [
  {
    name: 'an older version',
    text: `You have the newest version, ${thisVersion}.`,
    setUp: () => feed.announce(file, { version: '0.0.9' }),
  },
  {
    name: 'the same version',
    text: `You have the newest version, ${thisVersion}.`,
    setUp: () => feed.announce(file, { version: thisVersion }),
  },
];
for (const { name, text, setUp } of badFeeds) {
  test(`the app offers no update to ${name}`, async () => {
    await setUp();
    await inspector.updates.open();
    await expect(inspector.updates.dialog).toContainText(text);
    await inspector.updates.close();
    await expect(inspector.updates.banner).toBeEmpty();
  });
}

const answering = (status: number, body: string, headers = {}): RequestListener => {
  return (_, response) => response.writeHead(status, headers).end(body);
};
const unknown = 'Nothing can be said about newer versions';
for (const { name, text, answer } of [
  { name: 'a missing feed', text: unknown, answer: answering(404, 'no') },
  {
    name: 'a web page instead of the feed',
    text: unknown,
    answer: answering(200, '<!doctype html><title>Sign in</title>'),
  },
  { name: 'an endless feed', text: unknown, answer: endless },
  { name: 'a feed that never responds', text: 'The server took too long', answer: silent },
  {
    name: 'a feed that redirects',
    text: 'answered',
    answer: answering(302, '', { location: 'https://evil.example/latest-linux.yml' }),
  },
  { name: 'a server error', text: 'The server is in trouble', answer: answering(503, 'no') },
]) {
  test(`the app reports a problem for ${name}`, async () => {
    feed.respondWith(answer);
    await inspector.updates.open();
    await expect(inspector.updates.problem).toContainText(text);
    await inspector.updates.close();
    await expect(inspector.updates.banner).toBeEmpty();
  });
}
