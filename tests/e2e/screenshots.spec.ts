import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { sampleProblems, sampleUsers } from '../../electron/api/sample-data';
import { companyHost, companyServerCertificate } from '../mock-api/company-certificates';
import { startMockApi } from '../mock-api/mock-api';
import { startProxy } from '../mock-api/mock-proxy';
import { accessibilityViolations } from './fixtures/accessibility';
import { canInstallPolicy, installPolicy } from './fixtures/installed-policy';
import { noKeychain } from './fixtures/keyring';
import { expect, test, type Running } from './fixtures/test';

/**
 * Takes a screenshot of every state in every language and theme, and checks its accessibility. It
 * is part of every test run, so that no state fails to render. `npm run screenshots` writes the
 * README's pictures.
 */
const folder = process.env['SCREENSHOTS'] ?? 'test-results/screenshots';

type Look = { readonly language: 'en' | 'de' | 'fr'; readonly theme: 'light' | 'dark' };

const looks: readonly Look[] = (['en', 'de', 'fr'] as const).flatMap((language) =>
  (['light', 'dark'] as const).map((theme) => ({ language, theme })),
);

async function launchWith(
  { language, theme }: Look,
  launch: () => Promise<Running>,
): Promise<Running> {
  const running = await launch();
  const changed = await running.inspector.page.evaluate(
    (changes) => window.inspector.settings.change(changes),
    { language, theme, environment: 'sample' as const },
  );
  expect(changed.ok).toBe(true);
  await running.inspector.page.reload();
  return running;
}

/** Changes settings as the settings dialog does, and reloads the page. */
async function changeSettings(
  page: Page,
  changes: Parameters<typeof window.inspector.settings.change>[0],
) {
  await page.evaluate((changed) => window.inspector.settings.change(changed), changes);
  await page.reload();
}

/** Takes a screenshot of a state and checks its accessibility. */
async function capture(page: Page, name: string, suffix: string) {
  await page.screenshot({ path: join(folder, `${name}-${suffix}.png`), animations: 'disabled' });
  expect.soft(await accessibilityViolations(page), name).toEqual([]);
}

for (const look of looks) {
  const suffix = `${look.language}-${look.theme}`;
  const captureLook = (page: Page, name: string) => capture(page, name, suffix);

  test(`sample users in ${suffix}`, async ({ launch }) => {
    const { inspector } = await launchWith(look, launch);
    const { page } = inspector;
    await page.getByText('usr_sample_too_large').waitFor();
    await captureLook(page, 'start');
    for (const { id, kind } of sampleUsers) {
      await inspector.lookUp(id);
      await page.getByRole('article').getByText(id).first().waitFor();
      await captureLook(page, `card-${kind}`);
    }
  });

  test(`card, history, dialogs and window sizes in ${suffix}`, async ({ launch }) => {
    const { electron, inspector } = await launchWith(look, launch);
    const { page, searchBox } = inspector;
    const card = page.getByRole('article');
    const lookUp = async (id: string) => {
      await searchBox.fill(id);
      await searchBox.press('Enter');
      await card.getByText(id).first().waitFor();
    };
    await lookUp('usr_sample_inactive');
    await lookUp('usr_sample_active');
    await card
      .getByRole('button')
      .filter({ has: page.locator('time') })
      .first()
      .focus();
    await page.getByRole('tooltip').waitFor();
    await captureLook(page, 'times');
    await page.getByRole('tab').nth(1).click();
    const answers = page.getByRole('tabpanel').getByRole('textbox');
    await answers.first().fill('Mara');
    await answers.nth(1).fill('Meier');
    await answers.nth(2).press('Enter');
    await captureLook(page, 'verify');
    await page.getByRole('tab').nth(2).click();
    await captureLook(page, 'raw-data');
    await page.getByRole('tab').first().click();

    await card.locator('[aria-haspopup=menu]').first().click();
    await page.getByRole('menu').waitFor();
    await captureLook(page, 'copy-menu');
    await page.getByRole('menuitem').first().click();
    await page.getByRole('dialog').waitFor();
    await captureLook(page, 'ticket');
    await page.keyboard.press('Escape');

    await page.locator('.privacy').click();
    await captureLook(page, 'privacy');
    await page.locator('.privacy').click();

    const panel = page.getByRole('complementary');
    await panel.getByRole('listitem').first().getByRole('button').last().click();
    await page.getByRole('menu').waitFor();
    await captureLook(page, 'history-menu');
    await page.getByRole('menuitem').nth(2).click();
    await captureLook(page, 'history-selecting');
    await page.keyboard.press('Escape');
    await panel.locator('.title').getByRole('button').click();
    await page.getByRole('menuitem').nth(1).click();
    await page.getByRole('dialog').waitFor();
    await captureLook(page, 'history-export');
    await page.keyboard.press('Escape');

    await panel.getByRole('listitem').last().getByRole('button').first().click();
    await card.getByText('Jonas Lindqvist').first().waitFor();
    await captureLook(page, 'remembered');
    await searchBox.fill('mar');
    await page.getByRole('option').first().waitFor();
    await captureLook(page, 'suggestions');
    await searchBox.fill('usr_sample_active usr_sample_inactive');
    await searchBox.press('Enter');
    await card.locator('.band').first().waitFor();
    await captureLook(page, 'several-ids');
    await searchBox.fill('Zoe, the one from yesterday');
    await searchBox.press('Enter');
    await page.getByRole('main').getByRole('alert').waitFor();
    await captureLook(page, 'question');

    await page.locator('.settings').click();
    await page.getByRole('dialog').waitFor();
    await captureLook(page, 'settings');
    await page.getByRole('dialog').getByRole('combobox').last().scrollIntoViewIfNeeded();
    await captureLook(page, 'settings-end');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('.settings').focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await captureLook(page, 'shortcuts');
    await page.keyboard.press('Escape');

    await lookUp('usr_sample_active');
    await page.emulateMedia({ contrast: 'more' });
    await captureLook(page, 'more-contrast');
    await page.emulateMedia({ contrast: null, forcedColors: 'active' });
    await page.screenshot({ path: join(folder, `forced-colours-${suffix}.png`) });
    await page.emulateMedia({ forcedColors: null });
    await electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(3840, 2160),
    );
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(3840);
    await captureLook(page, 'large');
    await electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(720, 520),
    );
    await captureLook(page, 'narrow');
    // The smallest window at 200 % zoom has this room. A screenshot of a zoomed window would be cut
    // off.
    await electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setMinimumSize(360, 260);
      window?.setContentSize(360, 260);
    });
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(360);
    await captureLook(page, 'zoomed');
    await page.locator('.narrow-only').click();
    await captureLook(page, 'zoomed-history');
  });

  test(`changes and last known answers in ${suffix}`, async ({ launch, api }) => {
    const { electron, inspector } = await launchWith(look, launch);
    const { page, searchBox } = inspector;
    await changeSettings(page, { environment: 'server', baseUrl: api.baseUrl });
    await page.evaluate((key) => window.inspector.key.save({ key, keep: 'stored' }), api.apiKey);
    await page.reload();
    await searchBox.waitFor();
    await captureLook(page, 'empty');
    const id = 'usr_sample_active';
    const user = api.usersServed.get(id) as object;
    const lookUp = async () => {
      await searchBox.fill(id);
      await searchBox.press('Enter');
      await page.getByRole('article').getByText(id).first().waitFor();
    };
    await lookUp();
    api.setUser(id, {
      ...user,
      email: 'mara.oyelaran.the.second@very-long-name.example.com',
      is_active: false,
      birthday: null,
      last_verified: '2026-01-02T03:04:05Z',
      last_login: new Date().toISOString(),
      nickname: { exy: true },
    });
    await page.getByRole('article').locator('header button.with-icon').last().click();
    await page.getByRole('article').getByText('mara.oyelaran.the.second').first().waitFor();
    await page.getByRole('article').getByRole('textbox').fill('Rings on Mondays; speaks Yoruba');
    await page.getByRole('article').getByRole('textbox').press('Enter');
    await page.getByRole('article').locator('[aria-pressed=false]').first().click();
    await captureLook(page, 'changed');
    await page.getByRole('article').locator('[aria-haspopup=menu]').last().click();
    await page.getByRole('menu').waitFor();
    await captureLook(page, 'more-menu');
    await page.keyboard.press('Escape');
    await page.getByRole('tab').last().click();
    await page.getByRole('tabpanel').getByRole('listitem').last().waitFor();
    await captureLook(page, 'timeline');
    await electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(720, 520),
    );
    await captureLook(page, 'timeline-narrow');
    await page.locator('.settings').click();
    await page.getByRole('dialog').getByRole('spinbutton').last().scrollIntoViewIfNeeded();
    await captureLook(page, 'settings-history');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await api.stop();
    await searchBox.press('Enter');
    await page.getByRole('main').getByRole('alert').waitFor();
    const lastKnown = page.getByRole('main').locator('.row button').nth(2);
    await lastKnown.waitFor();
    await captureLook(page, 'last-known');
    await lastKnown.click();
    await page.getByRole('article').waitFor();
    await page.context().setOffline(true);
    await captureLook(page, 'remembered-offline');
  });

  test(`problems in ${suffix}`, async ({ launch }) => {
    const { page, searchBox } = (await launchWith(look, launch)).inspector;
    for (const { id } of sampleProblems.filter(({ kind }) => kind !== 'time-out')) {
      await searchBox.fill(id);
      await searchBox.press('Enter');
      await page.getByRole('main').locator('dd').getByText(id).waitFor({ state: 'attached' });
      await captureLook(page, `problem-${id.slice('usr_sample_'.length)}`);
    }
    await searchBox.fill('usr_sample_server_trouble');
    await searchBox.press('Enter');
    await page
      .getByRole('main')
      .locator('dd')
      .getByText('req_sample_server_trouble')
      .waitFor({ state: 'attached' });
    await page.getByRole('main').locator('summary').click();
    await captureLook(page, 'problem-details');
    await searchBox.fill('ak_live_0123456789');
    await searchBox.press('Enter');
    await expect(searchBox).toHaveValue('');
    await captureLook(page, 'problem-key_in_search');
    await searchBox.fill('usr_sample_time_out');
    await searchBox.press('Enter');
    await page.getByRole('main').getByRole('heading').getByText('usr_sample_time_out').waitFor();
    await captureLook(page, 'loading');
    await page.evaluate(() => window.inspector.settings.change({ timeOutSeconds: 1 }));
    await searchBox.press('Enter');
    await page.getByRole('main').getByRole('alert').waitFor();
    await captureLook(page, 'problem-time_out');
  });

  test(`API key and keychain in ${suffix}`, async ({ launch, api, folder: home }) => {
    const running = await launchWith(look, () => launch({ env: noKeychain }));
    const { page, searchBox } = running.inspector;
    await changeSettings(page, { environment: 'server' });
    await page.getByRole('main').getByRole('note').waitFor();
    await captureLook(page, 'no-keychain');
    await searchBox.fill('usr_sample_active');
    await searchBox.press('Enter');
    await page.getByRole('main').getByRole('alert').waitFor();
    await captureLook(page, 'problem-keychain_missing');
    await running.electron.close();

    const fresh = (await launch({ args: [`--user-data-dir=${join(home, 'fresh')}`] })).inspector
      .page;
    await changeSettings(fresh, { ...look, baseUrl: api.baseUrl });
    const key = fresh.locator('input[type=password]');
    await key.waitFor();
    await captureLook(fresh, 'welcome');
    await key.fill('ak_wrong');
    await key.press('Enter');
    await fresh.getByRole('alert').waitFor();
    await captureLook(fresh, 'welcome-key-refused');
    await changeSettings(fresh, { environment: 'server' });
    await fresh.getByRole('main').getByRole('note').waitFor();
    await captureLook(fresh, 'no-key');
  });
}

test('connection check and proxy in all languages and themes', async ({ launch, api }) => {
  const proxy = await startProxy({ name: 'anna', password: 'secret' });
  const { page } = (await launch()).inspector;
  const server = await startMockApi({ tls: companyServerCertificate, host: companyHost });
  for (const look of looks) {
    const captureLook = (name: string) => capture(page, name, `${look.language}-${look.theme}`);
    await changeSettings(page, {
      ...look,
      environment: 'server',
      baseUrl: api.baseUrl,
      proxy: { use: 'address', address: proxy.address },
    });
    await page.locator('.settings').click();
    await page
      .getByRole('dialog')
      .locator('form')
      .last()
      .getByRole('button')
      .scrollIntoViewIfNeeded();
    await captureLook('settings-proxy');
    api.minutesAhead = 500;
    await page.getByRole('dialog').locator('form').last().locator('+ .row button').click();
    await page.getByRole('dialog').getByRole('listitem').last().waitFor();
    await captureLook('connection');
    await changeSettings(page, { baseUrl: server.baseUrl });
    await page.evaluate(() => window.inspector.key.save({ key: 'ak_any', keep: 'this-session' }));
    await page.getByRole('search').getByRole('combobox').fill('usr_sample_active');
    await page.getByRole('search').getByRole('combobox').press('Enter');
    await page.getByRole('dialog').locator('input[type=password]').waitFor();
    await captureLook('proxy-sign-in');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await captureLook('problem-proxy_password_needed');
  }
  await Promise.all([proxy.stop(), server.stop()]);
});

const noNamespace = 'this system gives tests no mount namespace';
const managedBy = 'IT Service Desk, Example AG';

test('a policy in all languages and themes', async ({ launch, folder: home, api }) => {
  test.skip(!canInstallPolicy, noNamespace);
  const environments = [
    { name: 'Production', baseUrl: api.baseUrl },
    { name: 'Test', baseUrl: 'https://test.example.com/v1' },
  ];
  const locked = { environments, photos: false, retention: {}, sampleData: false };
  const { page } = (await launch(await installPolicy(home, { managedBy, locked }))).inspector;
  for (const look of looks) {
    await changeSettings(page, look);
    await page.locator('input[type=password]').waitFor();
    await capture(page, 'policy-welcome', `${look.language}-${look.theme}`);
  }
  await changeSettings(page, { environment: 'server' });
  for (const look of looks) {
    await changeSettings(page, look);
    await page.locator('.settings').click();
    await page.getByRole('dialog').waitFor();
    await capture(page, 'policy-settings', `${look.language}-${look.theme}`);
    await page.getByRole('dialog').getByRole('checkbox').last().scrollIntoViewIfNeeded();
    await capture(page, 'policy-settings-end', `${look.language}-${look.theme}`);
  }
});

test('an invalid policy in all languages and themes', async ({ launch, folder: home }) => {
  test.skip(!canInstallPolicy, noNamespace);
  const broken = await installPolicy(home, { managedBy, locked: { exprot: false } });
  const { electron, inspector } = await launch(broken);
  const { page } = inspector;
  for (const look of looks) {
    await changeSettings(page, look);
    await page.locator('input[type=password]').waitFor();
    await capture(page, 'policy-flaw-welcome', `${look.language}-${look.theme}`);
  }
  await changeSettings(page, { environment: 'server' });
  for (const look of looks) {
    await changeSettings(page, look);
    await page.getByRole('banner').getByRole('note').waitFor();
    await capture(page, 'policy-flaw-banner', `${look.language}-${look.theme}`);
    await page.locator('.settings').click();
    await page.getByRole('dialog').waitFor();
    await capture(page, 'policy-flaw-settings', `${look.language}-${look.theme}`);
  }
  await page.keyboard.press('Escape');
  await electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setMinimumSize(360, 260);
    window?.setContentSize(360, 460);
  });
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(360);
  await capture(page, 'policy-flaw-narrow', 'fr-dark');
});
