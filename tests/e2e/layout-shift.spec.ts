import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test';

/** The cumulative layout shift since the start: https://web.dev/articles/cls */
const layoutShift = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          const shifts = list.getEntries() as (PerformanceEntry & { value: number })[];
          resolve(shifts.reduce((sum, { value }) => sum + value, 0));
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        // Without a shift the observer is never called. It would be called within two frames.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)));
      }),
  );

test('the layout does not shift when the keychain and the sample data arrive', async ({
  launch,
  api,
}) => {
  const first = await launch();
  await first.inspector.welcome.useServer(api.baseUrl);
  await first.inspector.page.evaluate(() =>
    window.inspector.settings.change({ environment: 'server' }),
  );
  await first.electron.close();

  const withoutKey = await launch();
  await expect(withoutKey.inspector.page.getByRole('note')).toContainText(
    'There is no API key yet',
  );
  expect(await layoutShift(withoutKey.inspector.page)).toBe(0);
  await withoutKey.inspector.page.evaluate(() =>
    window.inspector.settings.change({ environment: 'sample' }),
  );
  await withoutKey.electron.close();

  const sample = await launch();
  await expect(sample.inspector.page.getByText('Everything filled in')).toBeVisible();
  expect(await layoutShift(sample.inspector.page)).toBe(0);
});
