import type { Locator } from '@playwright/test';
import { accessibilityViolations } from './fixtures/accessibility';
import { noKeychain } from './fixtures/keyring';
import { reportCount } from './fixtures/report-count';
import { expect, test } from './fixtures/test';

const number = 2_000;
/** The visible rows, a few rows beyond them, and the rows that the keyboard needs. */
const mostRows = 60;

const ids = Array.from(
  { length: number },
  (_, index) => `usr_many_${String(index).padStart(4, '0')}`,
);

test('a list of 2,000 people renders only the rows in sight', async ({ launch }) => {
  // Lookups are fast because nothing is written or sent. None of these ids is found.
  const { electron, inspector } = await launch({ env: noKeychain });
  const { history, page } = inspector;
  await inspector.welcome.trySampleData();
  await inspector.searchBox.waitFor();
  await page.evaluate(async (all) => {
    for (const id of all) await window.inspector.user.lookUp({ id });
  }, ids);
  await page.reload();
  reportCount('people in a history', number);
  await expect(history.panel).toContainText('2,000 people');
  await expect(history.entry('usr_many_1999')).toBeVisible();
  const fewRows = async () => expect(await history.entries.count()).toBeLessThan(mostRows);
  await fewRows();

  const wheelTo = async (target: Locator, way: 1 | -1) => {
    await history.panel.hover();
    await expect(async () => {
      await page.mouse.wheel(0, way * 20_000);
      await expect(target).toBeInViewport({ timeout: 100 });
    }).toPass({ intervals: [0] });
    await fewRows();
  };

  await test.step('scrolling by wheel to the end', async () => {
    await wheelTo(history.entry('usr_many_0000'), 1);
    await expect(history.panel.getByRole('heading', { name: 'Today' })).toBeInViewport();
    const last = history.entries.last();
    await expect(last).toHaveAttribute('aria-posinset', String(number));
    await expect(last).toHaveAttribute('aria-setsize', String(number));
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  await test.step('moving by keyboard over rows that are rendered on demand', async () => {
    await history.openEntry('usr_many_0000');
    await page.keyboard.press('Home');
    await expect(history.entry('usr_many_1999')).toBeFocused();
    for (let index = 0; index < 40; index += 1) await page.keyboard.press('ArrowDown');
    await expect(history.entry('usr_many_1959')).toBeFocused();
    await expect(history.entry('usr_many_1959')).toBeInViewport();
    await fewRows();

    await wheelTo(history.entry('usr_many_0000'), 1);
    await expect(history.entry('usr_many_1959')).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(history.entry('usr_many_1960')).toBeFocused();
    await expect(history.entry('usr_many_1960')).toBeInViewport();
    await expect(inspector.searchBox).toHaveValue('usr_many_1960');
    await page.keyboard.press('End');
    await expect(history.entry('usr_many_0000')).toBeFocused();
    await expect(history.entry('usr_many_0000')).toBeInViewport();
  });

  await test.step('a search and a filter start at the top', async () => {
    await history.search.fill('usr_many_1');
    await expect(history.panel).toContainText('1,000 people');
    await expect(history.entry('usr_many_1999')).toBeInViewport();
    await wheelTo(history.entry('usr_many_1000'), 1);
    await history.show('Problems');
    await expect(history.entry('usr_many_1999')).toBeInViewport();
    await fewRows();
  });

  await test.step('scrolling in a window so low that the whole panel scrolls', async () => {
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
