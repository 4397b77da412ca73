import { readdirSync, readFileSync } from 'node:fs';
import { reportCount } from '../fixtures/report-count';
import { expect, test } from '../fixtures/test';

/** All child processes of a process, with their own child processes. */
function descendantsOf(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((other) => parentOf(other) === pid);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

/**
 * Reads the fourth field, which follows the name in brackets. The name can contain brackets too
 * (https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html).
 */
function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 1).split(' ')[2]);
  } catch {
    // The process has ended meanwhile.
    return undefined;
  }
}

test('no process has the key in its environment or on its command line', async ({
  launch,
  api,
}) => {
  const { electron, inspector } = await launch();
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await inspector.searchBox.waitFor();
  await inspector.lookUp('usr_sample_active');
  await inspector.card.waitFor();
  const main = electron.process().pid ?? 0;
  const processes = [main, ...descendantsOf(main)];
  expect(processes.length).toBeGreaterThan(2);
  for (const pid of processes) {
    for (const file of ['environ', 'cmdline']) {
      expect(readFileSync(`/proc/${pid}/${file}`, 'utf8')).not.toContain(api.apiKey);
      reportCount('places without the key', 1);
    }
  }
});
