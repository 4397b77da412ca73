import { http, json } from '../../mock-api/raw-server';
import {
  expect,
  expectLookUpToWork,
  lookUpWithEachFault,
  test,
  userJson,
  type Fault,
} from '../fixtures/faulty-server';
import { reportCount } from '../fixtures/report-count';

const later = 'The server asks for a longer break. Try again after';
const inTrouble = 'The server is in trouble';
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toUTCString();
const busy = (retryAfter: string) => http('503 Busy', [`retry-after: ${retryAfter}`]);

const serverErrors: readonly Fault[] = [
  ...['502 Bad', '503 Busy', '504 Late'].map((status) => ({
    name: status,
    response: http(status),
    shows: inTrouble,
    problemText: 'Try again in a minute',
    tries: 3,
  })),
  ...['-1', '0.5', '1e99', 'soon', 'soon 5', ''].map((retryAfter) => ({
    name: `503 with Retry-After: ${retryAfter}`,
    response: busy(retryAfter),
    shows: inTrouble,
    tries: 3,
  })),
  ...['60', '3600.5', '9'.repeat(99), inSeconds(60), 'Fri, 31 Dec 9999 23:59:59 GMT'].map(
    (retryAfter) => ({
      name: `503 with Retry-After: ${retryAfter}`,
      response: busy(retryAfter),
      shows: inTrouble,
      problemText: later,
    }),
  ),
  ...['500 No', '501 No', '505 No'].map((status) => ({
    name: status,
    response: http(status),
    shows: inTrouble,
  })),
];

/**
 * A `Retry-After` header and the start of the countdown in seconds. With null the page names a time
 * instead.
 */
const rateLimits: readonly (readonly [retryAfter: string | null, seconds: number | null])[] = [
  [null, 10],
  ['30', 30],
  ['119.2', 120],
  ['120', 120],
  ['121', null],
  ['86400', null],
  ['9'.repeat(99), null],
  [inSeconds(100), 100],
  ['Fri, 31 Dec 9999 23:59:59 GMT', null],
  ['-5', 10],
  ['1e99', 10],
  ['soon', 10],
  ['soon 5', 10],
  ['2026-03-01', 10],
];

test('after 502, 503 and 504 a lookup is retried twice, unless Retry-After is long', async ({
  ready,
  server,
}) => {
  await lookUpWithEachFault(ready, server, serverErrors, 6);
});

test('after 429 the page counts down, or names a time if Retry-After is long', async ({
  ready,
  server,
}) => {
  for (const [index, [retryAfter, seconds]] of rateLimits.entries())
    await test.step(`Retry-After: ${retryAfter ?? 'none'}`, async () => {
      const id = `usr_rate_limit_${index}`;
      server.responses.set(
        id,
        http('429 No', retryAfter === null ? [] : [`retry-after: ${retryAfter}`]),
      );
      await ready.lookUp(id);
      await expect(ready.problem('Too many lookups in a short time')).toBeVisible();
      const timer = ready.page.getByRole('timer');
      if (seconds === null) await expect(ready.alert).toContainText(later);
      else {
        const left = /in (\d+) s/.exec((await timer.textContent()) ?? '')?.[1];
        // Seconds pass before the test reads the timer, and the app adds a random delay.
        expect(Number(left)).toBeGreaterThan(seconds - 30);
        expect(Number(left)).toBeLessThanOrEqual(seconds + Math.max(1, seconds / 10));
        await ready.button("Don't try again").click();
      }
      await expect(timer).toBeHidden();
      await expectLookUpToWork(ready);
      expect(server.requests.filter((request) => request.id === id)).toHaveLength(1);
    });
  reportCount('faults', rateLimits.length);
});

test('after 429 a lookup is retried twice by itself, and then by button', async ({
  ready,
  server,
}) => {
  server.responses.set('usr_hasty', http('429 No', ['retry-after: 1']));
  await ready.lookUp('usr_hasty');
  await expect(ready.button('Try again')).toBeVisible();
  const tries = () => server.requests.filter(({ id }) => id === 'usr_hasty');
  expect(tries()).toHaveLength(3);
  server.responses.set('usr_hasty', json(userJson('usr_hasty')));
  await ready.button('Try again').click();
  await expect(ready.card).toContainText('usr_hasty');
  expect(tries()).toHaveLength(4);
  reportCount('faults', 1);
});
