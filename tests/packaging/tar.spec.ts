import { join } from 'node:path';
import { checkPackage } from '../../build/check-package.mjs';
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

test('runs from where it was unpacked, with the key that is entered', async ({ unpacked, desktop, api }) => {
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
