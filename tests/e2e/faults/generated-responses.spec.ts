import fc from 'fast-check';
import { anyAnswer, markupSelector } from '../../mock-api/any-answer';
import { json } from '../../mock-api/raw-server';
import { expect, expectLookUpToWork, test, setLookUpTimeOut } from '../fixtures/faulty-server';
import { reportCount } from '../fixtures/report-count';

const answers = 150;

test('any generated response ends in a card or a problem, and its markup stays text', async ({
  ready,
  server,
}) => {
  // The lookups take most of the default timeout even on an idle computer.
  test.setTimeout(120_000);
  const { page } = ready;
  await setLookUpTimeOut(ready, 4);
  const ended = page
    .getByRole('main')
    .getByRole('article')
    .or(page.getByRole('main').getByRole('alert'));
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(anyAnswer, async (body) => {
      asked += 1;
      const id = `usr_any_${asked}`;
      server.responses.set(id, json(body));
      await ready.lookUp(id);
      // Every outcome shows the requested id: on the card, in a warning, or in the details for IT.
      await expect(page.getByRole('main')).toContainText(id);
      await expect(ended.first()).toBeVisible();
      expect(await page.locator(markupSelector).count()).toBe(0);
      await expect(page).toHaveTitle(/Account Inspector$/);
    }),
    { numRuns: answers, endOnFailure: true },
  );
  await expectLookUpToWork(ready);
  reportCount('fuzzed answers', asked);
});
