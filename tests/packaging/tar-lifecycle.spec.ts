import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkPackage } from '../../build/package/check-package.mjs';
import { newerVersion, setVersion } from './fixtures/package-version';
import { expect, test } from './fixtures/test';
import { programIn } from './fixtures/test-variant';

test.describe.configure({ mode: 'serial' });

const noNamespaces = 'this system gives namespaces only to installed programs';

test('the archive unpacks to the app as it is shipped', async ({ unpacked }) => {
  await checkPackage({
    executable: programIn(unpacked),
    resources: join(unpacked, 'resources'),
    platform: process.platform,
    arch: process.arch,
  });
});

test('the archive has no update configuration, because it is not updated', ({ unpacked }) => {
  for (const name of ['app-update.yml', 'package-type'])
    expect(existsSync(join(unpacked, 'resources', name)), name).toBe(false);
});

test('the app runs from the unpacked folder and stores the key', async ({
  unpacked,
  desktop,
  api,
}) => {
  test.skip(!(await desktop.hasNamespaces()), noNamespaces);
  const app = await desktop.open(programIn(unpacked));
  // Without a desktop entry the app itself must set the icon.
  expect(await app.property('_NET_WM_ICON')).toContain('Icon (128 x 128)');
  await app.enterKey(api, desktop.profile);
  await app.lookUp('usr_sample_active', api);
  await app.quit();
});

test('a newer version in the same folder finds the key and the history', async ({
  unpacked,
  desktop,
  api,
}) => {
  test.skip(!(await desktop.hasNamespaces()), noNamespaces);
  await setVersion(unpacked, newerVersion);
  expect(await desktop.run(programIn(unpacked), '--version')).toBe(`${newerVersion}\n`);
  const app = await desktop.open(programIn(unpacked));
  await app.lookUp('usr_sample_inactive', api);
  await app.findAgain('Mara', 'usr_sample_active', api);
  await app.quit();
});

test('removing the folder leaves only the profile', async ({ unpacked, desktop }) => {
  test.skip(!(await desktop.hasNamespaces()), noNamespaces);
  await rm(unpacked, { recursive: true });
  expect(await readdir(desktop.profile)).toEqual(
    expect.arrayContaining(['settings.json', 'history.db']),
  );
  expect(existsSync(join(desktop.person.home, '.cache/account-inspector-updater'))).toBe(false);
});
