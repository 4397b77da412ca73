import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { startAppWithoutPlaywright } from './fixtures/app-without-playwright';
import { filesContaining } from './fixtures/files-containing';
import { reportCount } from './fixtures/report-count';
import { expect, test } from './fixtures/test';

/**
 * The total number of kills. Each takes about 1.5 seconds; set the variable KILLS for a longer
 * test.
 */
const kills = Number(process.env['KILLS'] ?? 40);
/** The number of tests that share the kills: one per Playwright worker. */
const apps = 2;
/** Enough for dozens of lookups. */
const longestLifeMs = 400;
const mostLookUps = 300;
/** Part of every name and e-mail address. */
const marker = 'Xyzzylife';
const longestStartMs = 5_000;

/**
 * Looks people up one after the other until the page ends, and writes each found id to the console.
 */
async function lookUpUntilKilled(prefix: string): Promise<void> {
  if (document.readyState === 'loading')
    await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve));
  await window.inspector.history.state();
  for (let count = 0; ; count += 1) {
    const id = `${prefix}${count}`;
    const lookUp = await window.inspector.user.lookUp({ id });
    // eslint-disable-next-line no-console -- the test reads the console of a page that is killed
    if (lookUp.ok) console.log(id);
  }
}

const idsInHistory = (page: Page) =>
  page.evaluate(async () => {
    const ids: string[] = [];
    let before: number | null = null;
    do {
      const listed = await window.inspector.history.list({ text: '', filter: 'all', before });
      if (!listed.ok) throw new Error(listed.problem.kind);
      ids.push(...listed.value.entries.map(({ id }) => id));
      before = listed.value.next;
    } while (before !== null);
    return ids;
  });

for (let app = 1; app <= apps; app += 1)
  test(`every answered lookup survives kills at random moments, app ${app}`, async ({
    launch,
    api,
    profile,
    keyring,
  }) => {
    const lives = Math.ceil(kills / apps);
    test.setTimeout(40_000 + lives * longestStartMs);
    const first = await launch();
    await first.inspector.welcome.useServer(api.baseUrl);
    await first.inspector.welcome.enterKey(api.apiKey);
    await first.inspector.searchBox.waitFor();
    await first.electron.close();

    const found: string[] = [];
    for (let life = 0; life < lives; life += 1) {
      const prefix = `usr_life${life}_`;
      const ids = Array.from({ length: mostLookUps }, (_, count) => `${prefix}${count}`);
      for (const id of ids)
        api.setUser(id, { id, full_name: marker, email: `${marker}@example.com` });
      const running = startAppWithoutPlaywright(
        profile,
        keyring.env,
        `(${lookUpUntilKilled.toString()})('${prefix}')`,
      );
      await running.firstLine;
      await wait(Math.random() * longestLifeMs);
      await running.kill();
      found.push(...running.consoleLines);
      // Otherwise the fixture would search every file for hundreds of ids.
      for (const id of ids) api.setUser(id, undefined);
      api.requests.splice(0);
    }
    reportCount('kills of the app', lives);
    reportCount('lookups answered before a kill', found.length);
    expect(found.length).toBeGreaterThan(lives);

    expect(await filesContaining([profile], 'usr_life', marker, marker.toLowerCase())).toEqual([]);

    const { inspector } = await launch();
    const state = await inspector.page.evaluate(() => window.inspector.history.state());
    expect(state).toEqual({ ok: true, value: { kept: 'on-disk', replacedFile: null } });
    const kept = new Set(await idsInHistory(inspector.page));
    expect(found.filter((id) => !kept.has(id))).toEqual([]);
    const answer = await inspector.page.evaluate(
      (id) => window.inspector.history.open({ id }),
      found.at(-1) ?? '',
    );
    expect(answer).toMatchObject({ ok: true, value: { id: found.at(-1) } });
  });
