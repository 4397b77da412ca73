import type { Locator, Page } from '@playwright/test';
import type { MockApi } from '../mock-api/mock-api';
import { accessibilityFlaws } from './fixtures/accessibility';
import { counted } from './fixtures/counted';
import { expect, test } from './fixtures/test';

const number = 1_200;
/** What a tall window shows, some rows beyond it, and those that are kept for the keyboard. */
const mostRows = 60;

/** The newest is `usr_many_1199`; every second one was not found. */
async function lookUpMany(page: Page, { setUser }: Pick<MockApi, 'setUser'>): Promise<void> {
  const ids = Array.from({ length: number }, (_, index) => `usr_many_${String(index).padStart(4, '0')}`);
  for (const id of ids.filter((_, index) => index % 2 === 0)) setUser(id, { id, full_name: `Person ${id}` });
  await page.evaluate(async (all) => {
    for (const id of all) await window.inspector.lookUpUser({ id });
  }, ids);
  await page.reload();
  counted('people in a history', number);
}

test('of more than a thousand people only those in sight have a row', async ({ launch, api }) => {
  const { electron, inspector } = await launch();
  const { history, page } = inspector;
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await inspector.searchBox.waitFor();
  await lookUpMany(page, api);
  await expect(history.panel).toContainText('1,200 people');
  await expect(history.entry('usr_many_1199')).toBeVisible();
  const fewRows = async () => expect(await history.entries.count()).toBeLessThan(mostRows);
  await fewRows();

  const wheelTo = async (target: Locator, way: 1 | -1) => {
    await history.panel.hover();
    await expect(async () => {
      await page.mouse.wheel(0, way * 20_000);
      await expect(target).toBeInViewport({ timeout: 300 });
    }).toPass();
    await fewRows();
  };

  await test.step('by wheel to the end', async () => {
    await wheelTo(history.entry('usr_many_0000'), 1);
    await expect(history.panel.getByRole('heading', { name: 'Today' })).toBeInViewport();
    const last = history.entries.last();
    await expect(last).toHaveAttribute('aria-posinset', String(number));
    await expect(last).toHaveAttribute('aria-setsize', String(number));
    expect(await accessibilityFlaws(page)).toEqual([]);
  });

  await test.step('by keyboard over rows that come and go', async () => {
    await history.openEntry('usr_many_0000');
    await page.keyboard.press('Home');
    await expect(history.entry('usr_many_1199')).toBeFocused();
    for (let index = 0; index < 50; index += 1) await page.keyboard.press('ArrowDown');
    await expect(history.entry('usr_many_1149')).toBeFocused();
    await expect(history.entry('usr_many_1149')).toBeInViewport();
    await fewRows();

    await wheelTo(history.entry('usr_many_0000'), 1);
    await expect(history.entry('usr_many_1149')).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(history.entry('usr_many_1150')).toBeFocused();
    await expect(history.entry('usr_many_1150')).toBeInViewport();
    await expect(inspector.card).toContainText('usr_many_1150');
    await page.keyboard.press('End');
    await expect(history.entry('usr_many_0000')).toBeFocused();
    await expect(history.entry('usr_many_0000')).toBeInViewport();
  });

  await test.step('a search and a filter begin at the top', async () => {
    await history.search.fill('usr_many_1');
    await expect(history.panel).toContainText('200 people');
    await expect(history.entry('usr_many_1199')).toBeInViewport();
    await wheelTo(history.entry('usr_many_1000'), 1);
    await history.show('Problems');
    await expect(history.entry('usr_many_1199')).toBeInViewport();
    await fewRows();
  });

  await test.step('in a window so low that the panel scrolls as a whole', async () => {
    await history.show('All');
    await electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setMinimumSize(360, 260);
      window?.setContentSize(360, 260);
    });
    await inspector.button('Recent lookups').click();
    await expect(history.search).toBeInViewport();
    await wheelTo(history.entry('usr_many_1000'), 1);
    await expect(history.search).not.toBeInViewport();
    await wheelTo(history.search, -1);
  });
});
