import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkPackage } from '../../build/package/check-package.mjs';
import { newerVersion, setVersion } from './fixtures/package-version';
import { expect, test } from './fixtures/test';
import { programIn } from './fixtures/test-variant';

test.describe.configure({ mode: 'serial' });

test('unpacks to the app, as it is shipped', async ({ unpacked }) => {
  await checkPackage({
    executable: programIn(unpacked),
    resources: join(unpacked, 'resources'),
    platform: process.platform,
    arch: process.arch,
  });
});

test('says nothing of how it is updated: it is not', ({ unpacked }) => {
  for (const name of ['app-update.yml', 'package-type'])
    expect(existsSync(join(unpacked, 'resources', name)), name).toBe(false);
});

test('runs from where it was unpacked, with the key that is entered', async ({
  unpacked,
  desktop,
  api,
}) => {
  test.skip(
    !(await desktop.hasNamespaces()),
    'needs namespaces, which this system gives to installed programs',
  );
  const app = await desktop.open(programIn(unpacked));
  // No desktop entry gives it one here.
  expect(await app.property('_NET_WM_ICON')).toContain('Icon (128 x 128)');
  await app.enterKey(api, desktop.profile);
  await app.lookUp('usr_sample_active', api);
  await app.quit();
});

test('finds key and history again when a newer one is unpacked in its place', async ({
  unpacked,
  desktop,
  api,
}) => {
  test.skip(!(await desktop.hasNamespaces()), 'needs namespaces, as before');
  await setVersion(unpacked, newerVersion);
  expect(await desktop.run(programIn(unpacked), '--version')).toBe(`${newerVersion}\n`);
  const app = await desktop.open(programIn(unpacked));
  await app.lookUp('usr_sample_inactive', api);
  await app.findAgain('Mara', 'usr_sample_active', api);
  await app.quit();
});

test('leaves nothing but the profile when its folder is removed', async ({ unpacked, desktop }) => {
  test.skip(!(await desktop.hasNamespaces()), 'needs namespaces, as before');
  await rm(unpacked, { recursive: true });
  expect(await readdir(desktop.profile)).toEqual(
    expect.arrayContaining(['settings.json', 'history.db']),
  );
  expect(existsSync(join(desktop.person.home, '.cache/account-inspector-updater'))).toBe(false);
});
