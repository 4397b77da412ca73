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
    'needs namespaces, which this system gives to installed programs',
  );
  file = join(folder, 'announced.deb');
  await writeFile(file, 'This is no package.');
  const tree = join(folder, 'updated');
  await execute('dpkg-deb', ['--extract', packages.deb, tree]);
  const app = join(tree, 'opt/Account Inspector');
  await makeTestVariant(join(app, 'account-inspector'));
  await feed.lead(join(app, 'resources'));
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

/** The app goes on as before, and nothing of what was refused is left. */
async function expectUnharmed(cache: string): Promise<void> {
  await inspector.updates.close();
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.card).toBeVisible();
  const left = (await readdir(cache, { recursive: true }).catch(() => [])).filter((name) =>
    name.endsWith('.deb'),
  );
  expect(left).toEqual([]);
}

const cacheOf = (home: string) => join(home, '.cache/account-inspector-updater');

test('says by itself that there is a newer version, and leaves it at that', async () => {
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
  readonly says: string;
  readonly is: () => void | Promise<void>;
}[] = [
  {
    name: 'a wrong checksum',
    says: notWhole,
    is: () => feed.announce(file, { sha512: `${'A'.repeat(86)}==` }),
  },
  { name: 'a file of another size', says: notWhole, is: () => feed.announce(file, { size: 20 }) },
  {
    name: 'a missing file',
    says: 'Nothing can be said about newer versions',
    is: () => feed.gives((_, response) => response.writeHead(404).end()),
  },
  {
    name: 'a file that is cut off',
    says: 'The connection broke off',
    is: () => feed.gives(cutOff),
  },
  {
    name: 'a file that stops coming',
    says: 'The server took too long',
    is: () => feed.gives(halfAndSilent),
  },
  {
    name: 'a file that never comes',
    says: 'The server took too long',
    is: () => feed.gives(silent),
  },
  {
    name: 'a file without an end',
    says: 'The server took too long',
    is: () => feed.gives(endless),
  },
];

for (const { name, says, is } of badFiles) {
  test(`refuses ${name}, with nothing lost`, async ({ desktop }) => {
    await feed.announce(file);
    await is();
    await inspector.updates.open();
    await expect(inspector.updates.dialog).toContainText('Version 9.9.9 is available.');
    await inspector.updates.install();
    await expect(inspector.updates.problem).toContainText(says);
    await expectUnharmed(cacheOf(desktop.person.home));
  });
}

test('follows a file to no other place', async ({ desktop }) => {
  let asked = 0;
  const elsewhere = loopbackServer((_, response) => {
    asked += 1;
    response.end('This is no package.');
  });
  await elsewhere.start();
  await feed.announce(file);
  feed.gives((_, response) =>
    response.writeHead(302, { location: `http://127.0.0.1:${elsewhere.port()}/a.deb` }).end(),
  );
  await inspector.updates.open();
  await inspector.updates.install();
  await expect(inspector.updates.problem).toBeVisible();
  expect(asked).toBe(0);
  await elsewhere.stop();
  await expectUnharmed(cacheOf(desktop.person.home));
});

test('stops getting a version when somebody says so', async ({ desktop }) => {
  await feed.announce(file);
  feed.gives(halfAndSilent);
  await inspector.updates.open();
  await inspector.updates.install();
  await inspector.updates.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(
    inspector.updates.dialog.getByRole('button', { name: 'Install and restart' }),
  ).toBeVisible();
  await expect(inspector.updates.problem).toHaveCount(0);
  await expectUnharmed(cacheOf(desktop.person.home));
});

test('goes on where the system does not let it be installed', async () => {
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
  readonly says: string;
  readonly is: () => void | Promise<void>;
}[] = [
  {
    name: 'an older version',
    says: `You have the newest version, ${thisVersion}.`,
    is: () => feed.announce(file, { version: '0.0.9' }),
  },
  {
    name: 'the same version',
    says: `You have the newest version, ${thisVersion}.`,
    is: () => feed.announce(file, { version: thisVersion }),
  },
];
for (const { name, says, is } of badFeeds) {
  test(`takes ${name} for none`, async () => {
    await is();
    await inspector.updates.open();
    await expect(inspector.updates.dialog).toContainText(says);
    await inspector.updates.close();
    await expect(inspector.updates.banner).toBeEmpty();
  });
}

const answering = (status: number, body: string, headers = {}): RequestListener => {
  return (_, response) => response.writeHead(status, headers).end(body);
};
const unknown = 'Nothing can be said about newer versions';
for (const { name, says, answer } of [
  { name: 'a missing feed', says: unknown, answer: answering(404, 'no') },
  {
    name: 'a page in its place',
    says: unknown,
    answer: answering(200, '<!doctype html><title>Sign in</title>'),
  },
  { name: 'a feed without an end', says: unknown, answer: endless },
  { name: 'a feed that never answers', says: 'The server took too long', answer: silent },
  {
    name: 'a feed that moved elsewhere',
    says: 'answered',
    answer: answering(302, '', { location: 'https://evil.example/latest-linux.yml' }),
  },
  { name: 'a server in trouble', says: 'The server is in trouble', answer: answering(503, 'no') },
]) {
  test(`makes nothing of ${name}`, async () => {
    feed.says(answer);
    await inspector.updates.open();
    await expect(inspector.updates.problem).toContainText(says);
    await inspector.updates.close();
    await expect(inspector.updates.banner).toBeEmpty();
  });
}
