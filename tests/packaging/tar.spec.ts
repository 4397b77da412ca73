import { basename, join } from 'node:path';
import { checkPackage } from '../../build/check-package.mjs';
import type { Desktop } from './fixtures/desktop';
import { expect, test } from './fixtures/test';

test.describe.configure({ mode: 'serial' });

/** What it unpacks to: a folder with its own name. */
const folderOf = (tar: string, home: string) => join(home, basename(tar, '.tar.gz'));

test('unpacks to the app, as it is shipped', async ({ packages, desktop }) => {
  const { home } = desktop.person;
  await desktop.run('tar', '-xzf', packages.tar, '-C', home);
  const folder = folderOf(packages.tar, home);
  await checkPackage({
    executable: join(folder, 'account-inspector'),
    resources: join(folder, 'resources'),
    platform: process.platform,
    arch: process.arch,
  });
});

/** Ubuntu gives a program in a folder none: README.md says what to do. */
const hasNamespaces = (desktop: Desktop) =>
  desktop.run('unshare', '--user', '--map-root-user', 'true').then(
    () => true,
    () => false,
  );

test('runs from where it was unpacked, with the key that is entered', async ({ packages, desktop, api }) => {
  test.skip(
    !(await hasNamespaces(desktop)),
    'needs namespaces, which this system gives to installed programs',
  );
  const app = await desktop.open(join(folderOf(packages.tar, desktop.person.home), 'account-inspector'));
  // No desktop entry gives it one here.
  expect(await app.property('_NET_WM_ICON')).toContain('Icon (128 x 128)');
  await app.enterKey(api, desktop.profile);
  await app.lookUp('usr_sample_active', api);
  await app.quit();
});
