import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import type { MockApi } from '../../mock-api/mock-api';
import { filesContaining } from '../fixtures/files-containing';
import { NativeDialogs } from '../fixtures/native-dialogs';
import { reconnectToPage } from '../fixtures/reconnect-to-page';
import { reportCount } from '../fixtures/report-count';
import { expect, test, type Launch, type Running } from '../fixtures/test';

const ann = { id: 'usr_ann_example', full_name: 'Ann Example', email: 'ann@people.example' };
const cameBack = 'The window stopped working and was loaded again.';

/** Starts an app that shows Ann. */
async function showAnn(launch: Launch, api: MockApi): Promise<Running> {
  api.setUser(ann.id, ann);
  const running = await launch();
  await running.inspector.welcome.useServer(api.baseUrl);
  await running.inspector.welcome.enterKey(api.apiKey);
  await running.inspector.lookUp(ann.id);
  await expect(running.inspector.card).toContainText(ann.full_name);
  return running;
}

async function crashPage(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    await new Promise<void>((resolve) => {
      contents?.once('render-process-gone', () => resolve());
      contents?.forcefullyCrashRenderer();
    });
  });
}

const logIn = (profile: string) =>
  readFile(join(profile, 'logs', 'main.log'), 'utf8').catch(() => '');

test('after a crash the page returns with the user and the typed text, and says so once', async ({
  launch,
  api,
  profile,
}) => {
  const { electron, inspector } = await showAnn(launch, api);
  await inspector.searchBox.fill('usr_half_typ');
  const requests = api.requests.length;
  await crashPage(electron);

  const again = await reconnectToPage(electron, profile);
  await expect(again.card).toContainText(ann.full_name);
  await expect(again.searchBox).toHaveValue('usr_half_typ');
  await expect(again.toast).toHaveText(cameBack);
  expect(api.requests.length, 'no request, because Ann comes from the history').toBe(requests);
  await expect(again.toast).toBeHidden();
  await again.lookUp('usr_sample_active');
  await expect(again.card).toContainText('usr_sample_active');
  reportCount('crashes', 1);
});

test('a running lookup is repeated after a crash', async ({ launch, api, profile }) => {
  const { electron, inspector } = await showAnn(launch, api);
  api.isHolding = true;
  await inspector.lookUp(ann.email);
  await expect(inspector.button('Stop')).toBeVisible();
  await crashPage(electron);
  const again = await reconnectToPage(electron, profile);
  await expect(again.searchBox).toHaveValue(ann.email);
  await expect(again.button('Stop')).toBeVisible();
  api.release();
  await expect(again.problem('There is no such account').or(again.card)).toBeVisible();
  reportCount('crashes', 1);
});

test('privacy mode survives a crash right after it was switched on', async ({
  launch,
  api,
  profile,
}) => {
  const { electron, inspector } = await showAnn(launch, api);
  await inspector.button('Privacy mode').click();
  await crashPage(electron);
  const again = await reconnectToPage(electron, profile);
  await expect(again.card).toBeVisible();
  await expect(again.button('Privacy mode')).toHaveAttribute('aria-pressed', 'true');
  await expect(again.page.locator('body')).not.toContainText(ann.full_name);
  await expect(again.page).not.toHaveTitle(/Ann/);
  reportCount('crashes', 1);
});

test('a second crash opens no user, and a third one shows a native dialog', async ({
  launch,
  api,
  profile,
}) => {
  const { electron } = await showAnn(launch, api);
  const dialogs = await NativeDialogs.replaceIn(electron);
  await crashPage(electron);
  await expect((await reconnectToPage(electron, profile)).card).toContainText(ann.full_name);
  await crashPage(electron);
  const second = await reconnectToPage(electron, profile);
  await expect(second.searchBox).toHaveValue(ann.id);
  await expect(second.toast).toHaveText(cameBack);
  await expect(second.history.entries).toHaveCount(1);
  await expect(second.card).toBeHidden();

  await crashPage(electron);
  await expect
    .poll(() => dialogs.shown())
    .toEqual([
      { message: 'The window stopped working several times', buttons: ['Restart', 'Quit'] },
    ]);
  expect(
    await electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.isCrashed(),
    ),
  ).toBe(true);
  const closed = electron.waitForEvent('close');
  await dialogs.answer('Quit').catch(() => undefined);
  await closed;
  reportCount('crashes', 3);
});

/**
 * Chromium reports a hang 15 seconds after a click, but never with a debugger attached, as in this
 * test.
 */
async function reportHang(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(
    ({ BrowserWindow }) => void BrowserWindow.getAllWindows()[0]?.emit('unresponsive'),
  );
}

test('after a hang the agent can wait, or reload the page with the user that was open', async ({
  launch,
  api,
  profile,
}) => {
  const { electron, inspector } = await showAnn(launch, api);
  const dialogs = await NativeDialogs.replaceIn(electron);
  const dialog = { message: 'The window does not react', buttons: ['Wait', 'Load again'] };
  const hanging = inspector.page.evaluate(() => {
    for (;;);
  });
  await reportHang(electron);
  await reportHang(electron);
  expect(await dialogs.shown()).toEqual([dialog]);
  await dialogs.answer('Wait');
  await expect
    .poll(async () => {
      await reportHang(electron);
      return dialogs.shown();
    })
    .toEqual([dialog, dialog]);
  await dialogs.answer('Load again');
  await expect(hanging).rejects.toThrow();
  const again = await reconnectToPage(electron, profile);
  await expect(again.card).toContainText(ann.full_name);
  await expect(again.toast).toHaveText(cameBack);
  reportCount('crashes', 1);
});

test('the dialog about a hang closes when the hang ends', async ({ launch, api }) => {
  const { electron, inspector } = await showAnn(launch, api);
  const dialogs = await NativeDialogs.replaceIn(electron);
  await reportHang(electron);
  await electron.evaluate(
    ({ BrowserWindow }) => void BrowserWindow.getAllWindows()[0]?.emit('responsive'),
  );
  await dialogs.answer('Load again');
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.card).toContainText('usr_sample_active');
});

const personal = 'Ann Example usr_ann_example ak_secret';

for (const isPromise of [false, true]) {
  const what = isPromise ? 'a rejected promise' : 'an exception';
  test(`${what} without a handler in the main process shows one dialog and ends the app`, async ({
    launch,
    api,
    profile,
  }) => {
    const { electron } = await showAnn(launch, api);
    const dialogs = await NativeDialogs.replaceIn(electron);
    const fail = () =>
      electron.evaluate(
        (_, [message, rejects]) => {
          const error = new TypeError(message);
          setImmediate(() => {
            if (!rejects) throw error;
            void Promise.reject(error);
          });
        },
        [personal, isPromise] as const,
      );
    await fail();
    await fail();
    await expect.poll(() => logIn(profile)).toMatch(/main\.failed[^]*main\.failed/);
    expect(await dialogs.shown()).toEqual([
      { message: 'Something went wrong in Account Inspector', buttons: ['Restart', 'Quit'] },
    ]);
    const exited = once(electron.process(), 'exit');
    await dialogs.answer('Quit').catch(() => undefined);
    expect(await exited).toEqual([1, null]);
    expect(await logIn(profile)).toContain('TypeError');
    expect(await logIn(profile)).not.toMatch(/Ann|usr_|ak_/);
    reportCount('crashes', 2);
  });
}

test('the dialog restarts the app on request', async ({ launch, api }) => {
  const { electron } = await showAnn(launch, api);
  const dialogs = await NativeDialogs.replaceIn(electron);
  await electron.evaluate(() => void Promise.reject(new Error('a')));
  await expect.poll(() => dialogs.shown()).toHaveLength(1);
  const closed = electron.waitForEvent('close');
  const relaunched = electron.waitForEvent('console', (line) => line.text() === 'relaunched');
  await dialogs.answer('Restart').catch(() => undefined);
  await relaunched;
  await closed;
});

test('the end of a Chromium process is only logged', async ({ launch, api, profile }) => {
  const { electron, inspector } = await showAnn(launch, api);
  const dialogs = await NativeDialogs.replaceIn(electron);
  await electron.evaluate(({ app }) => {
    const gpu = app.getAppMetrics().find(({ type }) => type === 'GPU');
    if (gpu !== undefined) process.kill(gpu.pid, 'SIGKILL');
  });
  await expect.poll(() => logIn(profile)).toContain('process.gone');
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.card).toContainText('usr_sample_active');
  expect(await dialogs.shown()).toEqual([]);
  reportCount('crashes', 1);
});

test('a crash leaves no memory dump and no personal data in a file', async ({
  launch,
  api,
  profile,
}) => {
  const { electron } = await showAnn(launch, api);
  const dumps = await electron.evaluate(({ app }) => app.getPath('crashDumps'));
  await crashPage(electron);
  await expect((await reconnectToPage(electron, profile)).card).toContainText(ann.full_name);
  await electron.close();
  const files = await readdir(dumps, { recursive: true }).catch(() => []);
  expect(files.filter((name) => name !== 'client_id')).toEqual([]);
  expect(await filesContaining([profile], api.apiKey, ann.id, ann.full_name, ann.email)).toEqual(
    [],
  );
  reportCount('crashes', 1);
});
