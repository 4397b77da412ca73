import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import type { ElectronApplication } from '@playwright/test';
import { processesOf } from './fixtures/desktop-session';
import { expect, test } from './fixtures/test';
import { makeTestVariant, programIn } from './fixtures/test-variant';

test.describe.configure({ mode: 'serial' });

let variant: string;
let electron: ElectronApplication | undefined;

test.beforeAll(async ({ unpacked, folder }) => {
  const copy = join(folder, 'test-variant');
  await cp(unpacked, copy, { recursive: true });
  variant = programIn(copy);
  await makeTestVariant(variant);
});

test.afterEach(async () => {
  await electron?.close();
  electron = undefined;
});

test('the test variant differs from the shipped app in one fuse', async ({ unpacked }) => {
  const [shipped, driven] = await Promise.all(
    [programIn(unpacked), variant].map(getCurrentFuseWire),
  );
  const different = Object.keys({ ...shipped, ...driven }).filter(
    (fuse) => shipped?.[fuse as '0'] !== driven?.[fuse as '0'],
  );
  expect(different.map((fuse) => FuseV1Options[Number(fuse)])).toEqual([
    'EnableNodeCliInspectArguments',
  ]);
});

test('the packaged app is sandboxed, even for windows that ask otherwise, and looks a user up', async ({
  desktop,
  api,
}) => {
  test.skip(
    !(await desktop.hasNamespaces()),
    'this system gives namespaces only to installed programs',
  );
  const driven = await desktop.drive(
    variant,
    `--user-data-dir=${join(desktop.person.home, 'driven')}`,
  );
  const { inspector } = driven;
  electron = driven.electron;
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await inspector.searchBox.waitFor();
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.card).toContainText('usr_sample_active');

  // The app never replaces an unpacked copy of itself.
  await inspector.updates.open();
  await expect(inspector.updates.dialog).toContainText(
    'This copy of the app is not updated by itself',
  );
  await inspector.updates.close();

  expect(await electron.evaluate(({ app }) => app.isPackaged)).toBe(true);
  const roles = await electron.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) =>
      (submenu?.items ?? []).map(({ role }) => role?.toLowerCase()),
    ),
  );
  expect(roles).toContain('togglefullscreen');
  expect(roles).not.toContain('reload');
  expect(roles).not.toContain('toggledevtools');
  const processes = await processesOf(Number(electron.process().pid));
  const pages = processes.filter(({ command }) => command.includes('--type=renderer'));
  expect(pages.map(({ seccomp }) => seccomp)).toEqual([2]);

  const careless = await electron.evaluate(async ({ BrowserWindow }) => {
    const webPreferences = { sandbox: false, nodeIntegration: true, contextIsolation: false };
    const window = new BrowserWindow({ show: false, webPreferences });
    await window.loadURL('app://inspector/index.html');
    const type: unknown = await window.webContents.executeJavaScript('typeof require');
    window.destroy();
    return type;
  });
  expect(careless).toBe('undefined');
});

test('the packaged app refuses unknown switches, even where a debugger is allowed', async ({
  desktop,
}) => {
  test.skip(
    !(await desktop.hasNamespaces()),
    'this system gives namespaces only to installed programs',
  );
  expect(await desktop.outcome({}, variant, '--js-flags=--expose-gc')).toMatchObject({ code: 64 });
});
