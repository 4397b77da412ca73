import { join } from 'node:path';
import { sampleProblems, sampleUsers } from '../../electron/api/sample-data';
import { noKeychain } from './fixtures/keyring';
import { expect, test, type Running } from './fixtures/test';

/** Part of every run, so that no state is left that can't be painted; `npm run screenshots` writes the README's. */
const folder = process.env['SCREENSHOTS'] ?? 'test-results/screenshots';

type Look = { readonly language: 'en' | 'de' | 'fr'; readonly theme: 'light' | 'dark' };

const looks: readonly Look[] = [
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
  { language: 'de', theme: 'light' },
  { language: 'fr', theme: 'dark' },
];

async function launchWith({ language, theme }: Look, launch: () => Promise<Running>): Promise<Running> {
  const running = await launch();
  const changed = await running.inspector.page.evaluate(
    (changes) => window.inspector.changeSettings(changes),
    { language, theme, environment: 'sample' as const },
  );
  expect(changed.ok).toBe(true);
  await running.inspector.page.reload();
  return running;
}

for (const look of looks) {
  const suffix = `${look.language}-${look.theme}`;
  const picture = (name: string) => ({
    path: join(folder, `${name}-${suffix}.png`),
    animations: 'disabled' as const,
  });

  test(`people, ${suffix}`, async ({ launch }) => {
    const { inspector } = await launchWith(look, launch);
    const { page } = inspector;
    const searchBox = page.getByRole('searchbox');
    await page.getByText('usr_sample_too_large').waitFor();
    await page.screenshot(picture('start'));
    for (const { id, kind } of sampleUsers) {
      await searchBox.fill(id);
      await searchBox.press('Enter');
      await page.getByRole('article').getByText(id).first().waitFor();
      await page.screenshot(picture(`card-${kind}`));
    }
    await page.getByRole('tab').nth(1).click();
    await page.screenshot(picture('raw-data'));
    await page.getByRole('complementary').getByRole('listitem').last().getByRole('button').click();
    await page.getByText('Mara Oyelaran').nth(1).waitFor();
    await page.screenshot(picture('remembered'));
    await searchBox.fill('usr_sample_active usr_sample_inactive');
    await searchBox.press('Enter');
    await page.getByRole('article').getByRole('status').waitFor();
    await page.screenshot(picture('several-ids'));
    await searchBox.fill('Mara, the one from yesterday');
    await searchBox.press('Enter');
    await page.getByRole('main').getByRole('alert').waitFor();
    await page.screenshot(picture('question'));
    await page.locator('.settings').click();
    await page.getByRole('dialog').waitFor();
    await page.screenshot(picture('settings'));
    await page.getByRole('dialog').getByRole('combobox').last().scrollIntoViewIfNeeded();
    await page.screenshot(picture('settings-end'));
  });

  test(`problems, ${suffix}`, async ({ launch }) => {
    const { inspector } = await launchWith(look, launch);
    const { page } = inspector;
    const searchBox = page.getByRole('searchbox');
    for (const { id } of sampleProblems.filter(({ kind }) => kind !== 'time-out')) {
      await searchBox.fill(id);
      await searchBox.press('Enter');
      await page.getByRole('main').locator('dd').getByText(id).waitFor({ state: 'attached' });
      await page.screenshot(picture(`problem-${id.slice('usr_sample_'.length)}`));
    }
    await searchBox.fill('usr_sample_server_trouble');
    await searchBox.press('Enter');
    await page
      .getByRole('main')
      .locator('dd')
      .getByText('req_sample_server_trouble')
      .waitFor({ state: 'attached' });
    await page.getByRole('main').locator('summary').click();
    await page.screenshot(picture('problem-details'));
    await searchBox.fill('ak_live_0123456789');
    await searchBox.press('Enter');
    await expect(searchBox).toHaveValue('');
    await page.screenshot(picture('problem-key_in_search'));
    await searchBox.fill('usr_sample_time_out');
    await searchBox.press('Enter');
    await page.getByRole('main').getByRole('status').waitFor();
    await page.screenshot(picture('loading'));
    await page.evaluate(() => window.inspector.changeSettings({ timeOutSeconds: 1 }));
    await searchBox.press('Enter');
    await page.getByRole('main').getByRole('alert').waitFor();
    await page.screenshot(picture('problem-time_out'));
  });

  test(`keys, ${suffix}`, async ({ launch, api, folder: home }) => {
    const running = await launchWith(look, () => launch({ env: noKeychain }));
    const { page } = running.inspector;
    await page.evaluate(() => window.inspector.changeSettings({ environment: 'server' }));
    await page.reload();
    await page.getByRole('note').waitFor();
    await page.screenshot(picture('no-keychain'));
    await page.getByRole('searchbox').fill('usr_sample_active');
    await page.getByRole('searchbox').press('Enter');
    await page.getByRole('main').getByRole('alert').waitFor();
    await page.screenshot(picture('problem-keychain_missing'));
    await running.electron.close();

    const fresh = await launch({ args: [`--user-data-dir=${join(home, 'fresh')}`] });
    await fresh.inspector.page.evaluate(
      ({ language, theme, baseUrl }) => window.inspector.changeSettings({ language, theme, baseUrl }),
      { ...look, baseUrl: api.baseUrl },
    );
    await fresh.inspector.page.reload();
    const key = fresh.inspector.page.locator('input[type=password]');
    await key.waitFor();
    await fresh.inspector.page.screenshot(picture('welcome'));
    await key.fill('ak_wrong');
    await key.press('Enter');
    await fresh.inspector.page.getByRole('alert').waitFor();
    await fresh.inspector.page.screenshot(picture('welcome-key-refused'));
    await fresh.inspector.page.evaluate(() => window.inspector.changeSettings({ environment: 'server' }));
    await fresh.inspector.page.reload();
    await fresh.inspector.page.getByRole('note').waitFor();
    await fresh.inspector.page.screenshot(picture('no-key'));
  });
}
