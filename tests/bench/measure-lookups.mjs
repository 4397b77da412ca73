import assert from 'node:assert/strict';
import { apiKey } from './api-server.mjs';
import { launch } from './launch.mjs';

/**
 * @typedef {import('./instrumented/main.cjs').LookUp} LookUp
 * @typedef {{ lookUp: LookUp, request: number }} Pair both in milliseconds
 */

const warmUps = 10;

/**
 * Measures lookups by Enter key, in turns with the same request made directly from the main
 * process.
 *
 * @param {import('./launch.mjs').Subject} app with a stored key
 * @param {Awaited<ReturnType<typeof import('./api-server.mjs').openApi>>} api
 * @param {number} times
 * @returns {Promise<Pair[]>}
 */
export async function measureLookups(app, api, times) {
  const running = await launch(app);
  const pairs = [];
  for (let number = 0; number < warmUps + times; number += 1) {
    const id = `usr_bench_${number}`;
    const lookUp = await running.ask('lookUp', id);
    const sent = api.lastHeaders();
    const request = await running.ask('fetch', {
      url: `${api.baseUrl}/user/${id}`,
      headers: {
        accept: 'application/json',
        'X-API-Key': apiKey,
        'user-agent': sent['user-agent'] ?? '',
      },
    });
    assert.deepEqual(api.lastHeaders(), sent, 'The bare request differs from the app’s.');
    pairs.push({ lookUp, request });
  }
  await running.quit();
  return pairs.slice(warmUps);
}
