import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test';

const kills = 6;
/** Time for some dozens of lookups. */
const longestLifeMs = 1_200;

/** Looks people up, one after the other, for as long as the page lives, and says on the console who was found. */
function lookUpForEver(page: Page, prefix: string): void {
  page
    .evaluate(async (prefix) => {
      await window.inspector.historyState({});
      for (let count = 0; ; count += 1) {
        const id = `${prefix}${count}`;
        const lookUp = await window.inspector.lookUpUser({ id });
        // eslint-disable-next-line no-console -- it is heard outside, whatever happens to the page
        if (lookUp.ok) console.log(id);
      }
    }, prefix)
    .catch(() => undefined);
}

const idsInHistory = (page: Page) =>
  page.evaluate(async () => {
    const ids: string[] = [];
    let before: number | null = null;
    do {
      const listed = await window.inspector.listHistory({ text: '', filter: 'all', before });
      if (!listed.ok) throw new Error(listed.problem.kind);
      ids.push(...listed.value.entries.map(({ id }) => id));
      before = listed.value.next;
    } while (before !== null);
    return ids;
  });

test(`after ${kills} kills of the app at random moments every lookup that was answered is there`, async ({
  launch,
  api,
}) => {
  test.slow();
  const first = await launch();
  await first.inspector.welcome.useServer(api.baseUrl);
  await first.inspector.welcome.enterKey(api.apiKey);
  await first.inspector.searchBox.waitFor();
  await first.electron.close();

  const found: string[] = [];
  for (let life = 0; life < kills; life += 1) {
    const prefix = `usr_life${life}_`;
    for (let count = 0; count < 1_000; count += 1) {
      const id = `${prefix}${count}`;
      api.setUser(id, { id });
    }
    const { electron, inspector } = await launch();
    inspector.page.on('console', (message) => found.push(message.text()));
    lookUpForEver(inspector.page, prefix);
    await inspector.page.waitForEvent('console');
    await wait(Math.random() * longestLifeMs);
    const main = electron.process();
    const closed = once(main, 'close');
    main.kill('SIGKILL');
    await closed;
  }
  expect(found.length).toBeGreaterThan(kills);

  const { inspector } = await launch();
  const kept = new Set(await idsInHistory(inspector.page));
  expect(found.filter((id) => !kept.has(id))).toEqual([]);
  const answer = await inspector.page.evaluate(
    (id) => window.inspector.openFromHistory({ id }),
    found.at(-1) ?? '',
  );
  expect(answer).toMatchObject({ ok: true, value: { id: found.at(-1) } });
});
