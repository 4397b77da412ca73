import { startMockApi } from '../../mock-api/mock-api';
import { expect, test } from '../fixtures/test';

/** The calls that send the key, with an input. */
const callsWithKey = [
  ['connection', 'check', {}],
  ['user', 'lookUp', { id: 'usr_a' }],
] as const;

/** The functions of the bridge, by group and name. */
type Calls = Record<string, Record<string, (input: object) => Promise<{ ok: boolean }>>>;

test('a compromised page cannot have the key sent to another server, whenever it changes servers', async ({
  ready,
  api,
}) => {
  const evil = await startMockApi();
  api.setUser('usr_a', { id: 'usr_a' });
  const { page } = ready;
  const use = (baseUrl: string) =>
    page.evaluate((baseUrl) => window.inspector.settings.change({ baseUrl }), baseUrl);
  const begin = (ask: (typeof callsWithKey)[number]) =>
    page.evaluateHandle(
      ([group, name, input]) => ({
        answer: (window.inspector as unknown as Calls)[group]?.[name]?.(input),
      }),
      ask,
    );

  for (const ask of callsWithKey) {
    await test.step(`${ask[0]}, changing the server at once`, async () => {
      await page.evaluate(
        ([group, name, input, baseUrl]) => {
          const call = (window.inspector as unknown as Calls)[group]?.[name];
          return Promise.all([
            call?.(input),
            window.inspector.settings.change({ baseUrl }),
            call?.(input),
          ]);
        },
        [...ask, evil.baseUrl] as const,
      );
      await use(api.baseUrl);
    });

    await test.step(`${ask[0]}, changing the server during the request`, async () => {
      const before = api.requests.length;
      api.isHolding = true;
      const asking = await begin(ask);
      await expect.poll(() => api.requests.length).toBeGreaterThan(before);
      await use(evil.baseUrl);
      api.release();
      await asking.evaluate(({ answer }) => answer);
      await use(api.baseUrl);
    });
  }

  expect(evil.requests.length).toBeGreaterThan(0);
  expect(evil.requests.flatMap(({ headers }) => headers['x-api-key'] ?? [])).toEqual([]);
  await evil.stop();
});
