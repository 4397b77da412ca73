import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../build/paths.mjs';
import { startMockApi } from '../mock-api/mock-api';
import { canInstallPolicy, readDiagnostics, installPolicy } from './fixtures/installed-policy';
import { expect, test } from './fixtures/test';
import type { InspectorPage } from './pages/inspector-page';

test.skip(!canInstallPolicy, 'this system gives tests no mount namespace');

const managedBy = 'IT Service Desk, Example AG';
const user = 'usr_sample_active';
const refused = { ok: false, problem: { kind: 'refused', reason: 'policy' } };
const setBy = /Set by .IT Service Desk, Example AG/;

/** Changes settings past the user interface, as manipulated page code could. */
const change = (
  { page }: InspectorPage,
  changes: Parameters<typeof window.inspector.settings.change>[0],
) => page.evaluate((changed) => window.inspector.settings.change(changed), changes);

const addressField = ({ page }: InspectorPage) => page.getByLabel('Address of the server');

async function lookUp(inspector: InspectorPage): Promise<void> {
  await inspector.lookUp(user);
  await expect(inspector.card.getByText(user).first()).toBeVisible();
}

async function exportsOffered(inspector: InspectorPage): Promise<number> {
  const { panel, menu } = inspector.history;
  await panel.getByRole('button', { name: 'Actions for recent lookups' }).click();
  await menu.waitFor();
  const offered = await menu.getByRole('menuitem', { name: /^Export/ }).count();
  await inspector.page.keyboard.press('Escape');
  await menu.waitFor({ state: 'detached' });
  return offered;
}

test('locked settings name the administrator and cannot be changed, not even past the user interface', async ({
  launch,
  folder,
  api,
  profile,
}) => {
  const policy = await installPolicy(folder, {
    managedBy,
    locked: {
      baseUrl: api.baseUrl,
      retention: { entryDays: 30 },
      photos: false,
      sampleData: false,
      export: false,
      verify: false,
    },
  });
  const { inspector } = await launch(policy);
  const { welcome, settings, page } = inspector;
  await welcome.heading.waitFor();
  await expect(page.getByText(api.baseUrl)).toBeVisible();
  await expect(page.getByText(setBy)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try it with sample data' })).toHaveCount(0);
  await expect(addressField(inspector)).toHaveCount(0);
  await welcome.enterKey(api.apiKey);
  await inspector.searchBox.waitFor();

  await lookUp(inspector);
  expect(api.requests.at(-1)?.rawPath).toBe(`/v1/user/${user}`);
  await expect(inspector.card.getByRole('tab', { name: 'Verify the caller' })).toHaveCount(0);
  await inspector.history.entries.first().waitFor();
  expect(await exportsOffered(inspector)).toBe(0);

  await settings.open();
  await expect(
    settings.dialog.getByText(/Example AG.? decides on some of these settings/),
  ).toBeVisible();
  await expect(settings.showPhotos).not.toBeChecked();
  await expect(settings.showPhotos).toBeDisabled();
  await expect(settings.showPhotos).toHaveAccessibleDescription(setBy);
  const days = settings.dialog.getByLabel('Keep lookups for how many days');
  await expect(days).toHaveValue('30');
  await expect(days).toBeDisabled();
  await expect(days).toHaveAccessibleDescription(setBy);
  await expect(addressField(inspector)).toHaveCount(0);
  await expect(settings.dialog.getByRole('button', { name: 'Use sample data' })).toHaveCount(0);
  await settings.close();

  for (const changes of [
    { showPhotos: true },
    { environment: 'sample' },
    { baseUrl: 'https://there.example/v1' },
    { retention: { entryDays: 0 } },
  ] as const)
    expect(await change(inspector, changes)).toEqual(refused);
  const exported = await page.evaluate(() =>
    window.inspector.history.export({ text: '', filter: 'all', format: 'csv', ids: null }),
  );
  expect(exported).toEqual(refused);
  await lookUp(inspector);
  const written = JSON.parse(await readFile(join(profile, 'settings.json'), 'utf8')) as object;
  expect(Object.keys(written).toSorted()).toEqual(['environment', 'keyStoredFor', 'policyServer']);
});

test('environments are chosen by name', async ({ launch, folder, api }) => {
  const other = await startMockApi();
  const environments = [
    { name: 'Production', baseUrl: api.baseUrl },
    { name: 'Test', baseUrl: other.baseUrl },
  ];
  const { electron, inspector } = await launch(
    await installPolicy(folder, { managedBy, defaults: { environments } }),
  );
  const { page, settings, history } = inspector;
  const select = page.getByLabel('Environment');
  await expect(select).toHaveValue(api.baseUrl);
  await expect(select.getByRole('option')).toHaveText(['Production', 'Test', 'Another address …']);
  await select.selectOption('Test');
  await expect(page.getByText(/^Lookups go to .Test. now\.$/).first()).toBeVisible();
  await inspector.welcome.enterKey(other.apiKey);
  await inspector.searchBox.waitFor();
  await lookUp(inspector);
  await expect(history.panel.getByText('Test', { exact: true })).toBeVisible();
  await expect(inspector.card.getByText(/^From .Test., looked up/)).toBeVisible();
  expect(other.requests.at(-1)?.rawPath).toBe(`/v1/user/${user}`);
  await settings.open();
  await select.selectOption('Another address …');
  await settings.useServer('nonsense');
  await expect(settings.dialog.getByRole('alert')).toContainText("This address can't be used.");
  await settings.useServer(api.baseUrl);
  await expect(select).toHaveValue(api.baseUrl);
  await settings.close();
  await expect(history.panel.getByText('Production', { exact: true })).toBeVisible();
  await electron.close();

  const locked = await launch(await installPolicy(folder, { managedBy, locked: { environments } }));
  await locked.inspector.settings.open();
  const lockedSelect = locked.inspector.page.getByLabel('Environment');
  await expect(lockedSelect).toHaveValue(api.baseUrl);
  await expect(lockedSelect.getByRole('option')).toHaveText(['Production', 'Test']);
  await expect(lockedSelect).toHaveAccessibleDescription(setBy);
  expect(await change(locked.inspector, { baseUrl: 'https://there.example/v1' })).toEqual(refused);
  await lockedSelect.selectOption('Test');
  await expect(lockedSelect).toHaveValue(other.baseUrl);
  await other.stop();
});

test('an invalid policy file locks down the app and is explained', async ({
  launch,
  folder,
  api,
}) => {
  const whole = await installPolicy(folder, { managedBy, locked: { baseUrl: api.baseUrl } });
  const first = await launch(whole);
  await first.inspector.welcome.enterKey(api.apiKey);
  await first.inspector.searchBox.waitFor();
  await first.electron.close();

  const broken = await installPolicy(folder, {
    managedBy,
    locked: { exprot: false, baseUrl: api.baseUrl },
  });
  const { electron, inspector } = await launch(broken);
  const { page, settings } = inspector;
  const banner = page.getByRole('banner').getByRole('note');
  await expect(banner).toContainText("Your organization's policy file can't be used.");
  await lookUp(inspector);
  expect(api.requests.at(-1)?.rawPath).toBe(`/v1/user/${user}`);
  await expect(inspector.card.getByRole('tab', { name: 'Verify the caller' })).toHaveCount(0);
  expect(await exportsOffered(inspector)).toBe(0);
  for (const changes of [
    { baseUrl: 'https://there.example/v1' },
    { showPhotos: true },
    { retention: { entryDays: 0 } },
  ])
    expect(await change(inspector, changes)).toEqual(refused);

  await banner.getByRole('button', { name: 'Details for IT' }).click();
  const note = settings.dialog.getByRole('note');
  await expect(note).toContainText('/etc/account-inspector/policy.json');
  await expect(note).toContainText('locked.exprot');
  await note.getByRole('button', { name: 'Copy for IT' }).click();
  expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toContain(
    'locked.exprot',
  );
  await expect(settings.showPhotos).not.toBeChecked();
  await expect(settings.showPhotos).toBeDisabled();
  await electron.close();

  const repaired = await launch(whole);
  await repaired.inspector.searchBox.waitFor();
  await expect(repaired.inspector.page.getByText('policy file')).toHaveCount(0);
});

test('a policy file that other users can write is rejected, even at the first start', async ({
  launch,
  folder,
}) => {
  const { inspector } = await launch(
    await installPolicy(
      folder,
      { managedBy, locked: { baseUrl: 'https://evil.example/v1' } },
      0o666,
    ),
  );
  await inspector.welcome.heading.waitFor();
  const note = inspector.page.getByRole('note');
  await expect(note).toContainText('It has to belong to root');
  await expect(inspector.page.getByText('evil.example')).toHaveCount(0);
  await expect(addressField(inspector)).toHaveCount(0);
});

test('removing a lock restores the former choice', async ({ launch, folder, api }) => {
  const first = await launch();
  await first.inspector.welcome.useServer(api.baseUrl);
  await first.inspector.welcome.enterKey(api.apiKey);
  await first.inspector.settings.open();
  await first.inspector.settings.showPhotos.uncheck();
  await first.electron.close();

  const locked = await launch(
    await installPolicy(folder, {
      managedBy,
      locked: { photos: true, baseUrl: 'https://there.example/v1' },
    }),
  );
  await locked.inspector.settings.open();
  await expect(locked.inspector.settings.showPhotos).toBeChecked();
  await expect(locked.inspector.settings.showPhotos).toBeDisabled();
  await expect(
    locked.inspector.settings.dialog.getByText('https://there.example/v1'),
  ).toBeVisible();
  await locked.electron.close();

  const { inspector } = await launch();
  await inspector.settings.open();
  await expect(inspector.settings.showPhotos).not.toBeChecked();
  await expect(addressField(inspector)).toHaveValue(api.baseUrl);
});

test('the diagnostics for support describe the policy', async ({ folder }) => {
  const app = [
    projectFolder,
    `--user-data-dir=${join(folder, 'unused')}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  const locked = { photos: false, export: false };
  expect(readDiagnostics(await installPolicy(folder, { managedBy, locked }), app)).toContain(
    `Policy: /etc/account-inspector/policy.json, managed by ${managedBy}, sets nothing, locks photos export\n`,
  );
  expect(readDiagnostics(await installPolicy(folder, '{'), app)).toMatch(
    /^Policy: .*policy\.json, can't be used: not-json, line 1, column 2$/m,
  );
});
