import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { resultsFolder } from '../../../build/paths.mjs';
import { withScratchFolder } from '../../../build/scratch-folder.mjs';
import { buildHistory } from './built-history.mjs';
import { openHistory } from './in-node';

const kills = 200;
/** Long enough for some lookups after the file is open, short enough for some kills while it is being opened. */
const longestLifeMs = 250;

/** Runs a process that looks people up, kills it, and gives the ids that it said were kept. */
async function lookUpUntilKilled(built: string, file: string, prefix: string): Promise<string[]> {
  const script = join(import.meta.dirname, 'looking-up.mjs');
  const child = spawn(process.execPath, [script, built, file, prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const closed = new Promise((resolve) => child.once('close', resolve));
  await wait(50 + Math.random() * longestLifeMs);
  child.kill('SIGKILL');
  await closed;
  // The last line may be half a one; then nobody was told.
  return said.split('\n').slice(0, -1);
}

it(`after ${kills} kills at random moments every lookup that was acknowledged is there`, async () => {
  await withScratchFolder(resultsFolder, async (folder) => {
    const built = await buildHistory(folder);
    const file = join(folder, 'profile', 'history.db');
    const acknowledged: string[] = [];
    for (let count = 0; count < kills; count += 1)
      acknowledged.push(...(await lookUpUntilKilled(built, file, String(count))));
    expect(acknowledged.length).toBeGreaterThan(kills);

    const history = openHistory(file);
    expect(await history.state()).toEqual({ kept: 'on-disk', replacedFile: null });
    const ids = new Set<string>();
    for await (const { id } of history.entries({ environment: 'here', text: '', filter: 'all' }))
      ids.add(id);
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    const last = acknowledged.at(-1) ?? '';
    expect((await history.open({ environment: 'here', id: last }))?.id).toBe(last);
    expect(
      await history.count({ environment: 'here', text: 'ann', filter: 'found' }),
    ).toBeGreaterThanOrEqual(acknowledged.length);
    await history.expire();
    expect((await history.clear('elsewhere')).people).toBeLessThan(20 * kills);
    expect(await history.count({ environment: 'here', text: '', filter: 'all' })).toBe(ids.size);
    expect(await history.count({ environment: 'elsewhere', text: 'bea', filter: 'all' })).toBe(0);
  });
}, 300_000);
