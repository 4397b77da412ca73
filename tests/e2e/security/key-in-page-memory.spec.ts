import type { Page } from '@playwright/test';
import { reportCount } from '../fixtures/report-count';
import { expect, test } from '../fixtures/test';

/** Whether the page's heap contains a text after garbage collection. */
async function heapHolds(page: Page, text: string): Promise<boolean> {
  const session = await page.context().newCDPSession(page);
  let carry = '';
  let isHeld = false;
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    isHeld ||= (carry + chunk).includes(text);
    carry = chunk.slice(-text.length);
  });
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot');
  await session.detach();
  return isHeld;
}

test('the page forgets the key after it was entered and never gets it back', async ({
  launch,
  api,
}) => {
  const { electron, inspector } = await launch();
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await inspector.searchBox.waitFor();
  api.setUser('usr_ann_example', { id: 'usr_ann_example', full_name: 'Ann Example' });
  await inspector.lookUp('usr_ann_example');
  await inspector.card.waitFor();
  expect(
    await heapHolds(inspector.page, 'Ann Example'),
    'the snapshot contains what is shown',
  ).toBe(true);
  expect(await heapHolds(inspector.page, api.apiKey)).toBe(false);
  await electron.close();

  const again = await launch();
  await again.inspector.lookUp('usr_ann_example');
  await again.inspector.card.waitFor();
  await again.inspector.lookUp('usr_mock_echoes_key');
  await again.inspector.alert.waitFor();
  expect(await heapHolds(again.inspector.page, api.apiKey)).toBe(false);
  reportCount('places without the key', 2);
});
