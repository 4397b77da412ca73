import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { resultsFolder } from '../../../build/paths.mjs';
import { withScratchFolder } from '../../../build/scratch-folder.mjs';
import { buildHistory } from './build-history.mjs';
import { openHistory } from './history-module';

const kills = 200;
/** In start-ups: long enough for lookups, short enough for kills while the file is being opened. */
const maxLifetime = 3;

/** Starts `endless-lookups.mjs`. */
function startLookUps(built: string, file: string, prefix: string) {
  const script = join(import.meta.dirname, 'endless-lookups.mjs');
  const child = spawn(process.execPath, [script, built, file, prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const closed = once(child, 'close');
  return {
    firstStored: once(child.stdout, 'data'),
    /** Kills the process, and returns the ids that it printed as stored. */
    async kill(): Promise<string[]> {
      child.kill('SIGKILL');
      await closed;
      // Drops the text after the last line break, which can be a partial line.
      return output.split('\n').slice(0, -1);
    },
  };
}

it(`no acknowledged lookup is lost in ${kills} kills at random moments`, async () => {
  await withScratchFolder(resultsFolder, async (folder) => {
    const built = await buildHistory(folder);
    const file = join(folder, 'profile', 'history.db');
    const acknowledged: string[] = [];
    // A busy computer starts processes slowly, so the lifetimes depend on how long a start takes.
    const began = performance.now();
    const first = startLookUps(built, file, 'first');
    await first.firstStored;
    const startUpMs = performance.now() - began;
    acknowledged.push(...(await first.kill()));
    for (let count = 1; count < kills; count += 1) {
      const running = startLookUps(built, file, String(count));
      await wait(Math.random() * maxLifetime * startUpMs);
      acknowledged.push(...(await running.kill()));
    }
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
