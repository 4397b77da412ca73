import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apiKey } from './api-server.mjs';
import { launch } from './launch.mjs';
import { memoryAtRest } from './memory.mjs';

/** @typedef {import('./launch.mjs').Subject} Subject */

/**
 * Creates the profile of a daily user: the server is set, its key is in the keychain, and
 * Chromium's caches are filled.
 *
 * @param {Subject} app
 * @param {string} baseUrl
 */
export async function useDaily(app, baseUrl) {
  await mkdir(app.profile, { recursive: true });
  const settings = { environment: 'server', baseUrl };
  await writeFile(join(app.profile, 'settings.json'), JSON.stringify(settings));
  const input = JSON.stringify({ key: apiKey, keep: 'stored' });
  await use(app, `window.inspector.key.save(${input}).then(({ ok }) => ok)`);
  await use(app, 'true');
}

/**
 * @param {Subject} bare
 */
export async function useBareWindow(bare) {
  await use(bare, 'true');
  await use(bare, 'true');
}

/**
 * @param {Subject} subject
 * @param {string} script what is done in the page; says whether it worked
 */
async function use(subject, script) {
  const running = await launch(subject);
  if ((await running.ask('evaluate', script)) !== true)
    throw new Error('The app did not take the key.');
  await memoryAtRest(running.pid);
  await running.quit();
}
