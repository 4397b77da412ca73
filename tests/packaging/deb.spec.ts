import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { checkPackage } from '../../build/check-package.mjs';
import { install, installedFiles, stateOfPackage, uninstall, withVersion } from './fixtures/deb';
import { isRoot } from './fixtures/person';
import { expect, test } from './fixtures/test';

test.describe.configure({ mode: 'serial' });
test.skip(!isRoot, 'needs root, to install');

const app = '/opt/Account Inspector';
const [first, second] = ['usr_sample_active', 'usr_sample_inactive'] as const;

let files: string[] = [];
let isOurs = false;

test.beforeAll(async () => {
  expect(await stateOfPackage(), 'this computer has the app already, which is left alone').toBe('');
  isOurs = true;
});

test.afterAll(async () => {
  if (isOurs && (await stateOfPackage()) !== '') await uninstall('--purge');
});

test('installs the app as it is shipped', async ({ packages }) => {
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

test('starts from its desktop entry, sandboxed, and looks a user up', async ({ desktop, api }) => {
  const running = await desktop.open('gtk-launch', 'account-inspector');
  // By this the desktop finds the entry of the window: its StartupWMClass.
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

test('keeps the key and the history over an upgrade', async ({ packages, folder, desktop, api }) => {
  await install(await withVersion('99.0.0', packages.deb, folder));
  const running = await desktop.open('account-inspector');
  await running.lookUp(second, api);
  await running.findAgain('Mara', first, api);
  await running.quit();
});

test('leaves nothing but the profile', async ({ desktop }) => {
  await uninstall('--remove');
  await uninstall('--purge');
  expect(await stateOfPackage()).toBe('');
  const own = files.filter((file) => /account.inspector/i.test(file));
  expect(own.length).toBeGreaterThan(10);
  expect(own.filter((file) => existsSync(file))).toEqual([]);
  expect(existsSync('/etc/apparmor.d/account-inspector')).toBe(false);
  expect(await readdir(desktop.profile)).toEqual(expect.arrayContaining(['settings.json', 'history.db']));
});
