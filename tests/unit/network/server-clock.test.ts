import { expect, it } from 'vitest';
import { createServerClock } from '../../../electron/network/server-clock';

const now = new Date('2026-03-01T12:00:00.000Z');

async function hear(date: string | null) {
  const clock = createServerClock(() => now);
  const headers = date === null ? {} : { date };
  const response = new Response('{}', { status: 404, headers });
  const fetch = clock.hearing(() => Promise.resolve(response));
  expect(await fetch('https://api.example.com')).toBe(response);
  return clock.last();
}

it('reads the time from any response', async () => {
  expect(await hear('Sat, 28 Feb 2026 11:00:00 GMT')).toEqual({
    server: Date.parse('2026-02-28T11:00:00.000Z'),
    local: now.getTime(),
  });
});

it.each([null, '', 'soon 5', '2026-02-28', 'Sat, 99 Feb 2026 11:00:00 GMT'])(
  'does not take %j for a time',
  async (date) => {
    expect(await hear(date)).toBeNull();
  },
);
