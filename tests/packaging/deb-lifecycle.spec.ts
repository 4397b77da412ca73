import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { checkPackage } from '../../build/package/check-package.mjs';
import {
  install,
  installedFiles,
  rebuildDeb,
  readPackageState,
  uninstall,
  readInstalledVersion,
} from './fixtures/deb-package';
import { newerVersion } from './fixtures/package-version';
import { allowAdministration, isRoot } from './fixtures/system-user';
import { expect, test } from './fixtures/test';
import { startUpdateFeed } from './fixtures/update-feed';

test.describe.configure({ mode: 'serial' });
test.skip(!isRoot, 'needs root, to install');

const app = '/opt/Account Inspector';
const [first, second, third] = [
  'usr_sample_active',
  'usr_sample_inactive',
  'usr_sample_all_null',
] as const;

let files: string[] = [];
let isOurs = false;

test.beforeAll(async () => {
  expect(
    await readPackageState(),
    'the app is already installed on this computer, so the tests leave it alone',
  ).toBe('');
  isOurs = true;
});

test.afterAll(async () => {
  if (isOurs && (await readPackageState()) !== '') await uninstall('--purge');
  // dpkg does not remove the update configuration, which a test added.
  if (isOurs) await rm(app, { recursive: true, force: true });
});

test('the package installs the app as it is shipped', async ({ packages }) => {
  await install(packages.deb);
  files = await installedFiles();
  expect(files).toEqual(
    expect.arrayContaining([
      '/usr/bin/account-inspector',
      '/usr/share/applications/account-inspector.desktop',
    ]),
  );
  await checkPackage({
    executable: `${app}/account-inspector`,
    resources: `${app}/resources`,
    platform: process.platform,
    arch: process.arch,
  });
});

test('the desktop entry starts a sandboxed app, which looks a user up', async ({
  desktop,
  api,
}) => {
  const running = await desktop.open('gtk-launch', 'account-inspector');
  // The desktop matches this class with StartupWMClass to find the window's desktop entry.
  expect(await running.property('WM_CLASS')).toContain('"Account Inspector"');
  await running.enterKey(api, desktop.profile);
  await running.lookUp(first, api);

  const processes = await running.processes();
  const main = processes.find(({ id }) => id === running.pid);
  const pages = processes.filter(({ command }) => command.includes('--type=renderer'));
  expect(pages.length).toBeGreaterThan(0);
  for (const page of pages) {
    expect(page.seccomp).toBe(2);
    expect(page.network).not.toBe(main?.network);
  }
  await running.quit();
});

test('a link starts the app, and nothing is sent before it is confirmed', async ({
  desktop,
  api,
}) => {
  const before = api.requests.length;
  desktop.start('gio', 'open', `account-inspector://user/${third}`);
  const running = await desktop.waitForWindow();
  // Invalid links change nothing, although each one starts the app once more.
  for (const link of [
    'account-inspector://user/usr_a/../usr_b',
    'account-inspector://settings?baseUrl=x',
  ]) {
    desktop.start('gio', 'open', link);
  }
  expect(api.requests).toHaveLength(before);
  await running.confirmLink(third, api);
  desktop.start('gio', 'open', `account-inspector://user/${first}`);
  await running.confirmLink(first, api);
  const asked = new Set(api.requests.slice(before).map(({ rawPath }) => rawPath));
  expect([...asked].toSorted()).toEqual([first, third].map((id) => `/v1/user/${id}`).toSorted());
  await running.quit();
});

test('the key and the history survive an upgrade', async ({ packages, folder, desktop, api }) => {
  await install(await rebuildDeb(packages.deb, folder, { version: newerVersion }));
  const running = await desktop.open('account-inspector');
  await running.lookUp(second, api);
  await running.findAgain('Mara', first, api);
  await running.quit();
});

test('removing the package leaves only the profile', async ({ desktop }) => {
  await uninstall('--remove');
  await uninstall('--purge');
  expect(await readPackageState()).toBe('');
  const own = files.filter((file) => /account.inspector/i.test(file));
  expect(own.length).toBeGreaterThan(10);
  expect(own.filter((file) => existsSync(file))).toEqual([]);
  expect(existsSync('/etc/apparmor.d/account-inspector')).toBe(false);
  expect(await readdir(desktop.profile)).toEqual(
    expect.arrayContaining(['settings.json', 'history.db']),
  );
});

test('the app updates itself on request and keeps the key and the history', async ({
  packages,
  folder,
  desktop,
  api,
}) => {
  const version = newerVersion;
  const newer = await rebuildDeb(packages.deb, folder, { version, isTestVariant: true });
  await install(await rebuildDeb(packages.deb, folder, { isTestVariant: true }));
  const feed = await startUpdateFeed();
  await feed.configureApp(`${app}/resources`);
  await feed.announce(newer, { version });
  const administration = await allowAdministration(desktop.person);

  const { electron, inspector } = await desktop.drive(`${app}/account-inspector`);
  await inspector.lookUp(first);
  await expect(inspector.card).toBeVisible();
  await inspector.updates.open();
  await expect(inspector.updates.dialog).toContainText(`Version ${version} is available.`);
  const ended = electron.waitForEvent('close');
  await inspector.updates.install();
  await ended;

  expect(await readInstalledVersion()).toBe(version);
  expect(await desktop.run('account-inspector', '--version')).toBe(`${version}\n`);
  const restarted = await desktop.waitForWindow();
  await restarted.lookUp(second, api);
  await restarted.findAgain('Mara', first, api);
  await restarted.quit();
  await administration.end();
  await feed.stop();
});
