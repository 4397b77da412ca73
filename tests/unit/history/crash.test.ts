import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { resultsFolder } from '../../../build/paths.mjs';
import { withScratchFolder } from '../../../build/scratch-folder.mjs';
import { buildHistory } from './build-history.mjs';
import { openHistory } from './history-module';

const kills = 200;
/** Long enough for some lookups, short enough for some kills while the file is being opened. */
const maxLifetimeMs = 250;

/** Runs `endless-lookups.mjs`, kills it, and returns the ids that it printed as stored. */
async function lookUpUntilKilled(built: string, file: string, prefix: string): Promise<string[]> {
  const script = join(import.meta.dirname, 'endless-lookups.mjs');
  const child = spawn(process.execPath, [script, built, file, prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const closed = new Promise((resolve) => child.once('close', resolve));
  await wait(50 + Math.random() * maxLifetimeMs);
  child.kill('SIGKILL');
  await closed;
  // Drops the text after the last line break, which can be a partial line.
  return output.split('\n').slice(0, -1);
}

it(`no acknowledged lookup is lost in ${kills} kills at random moments`, async () => {
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
