import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { projectFolder } from '../../../build/paths.mjs';

const script = pathToFileURL(join(projectFolder, 'build/script.mjs')).href;

/**
 * Runs a script in a process with electron-builder's exit hook, which is active after packaging.
 */
const run = (body: string) =>
  spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import exitHook from 'async-exit-hook'; exitHook(() => undefined); import { script } from '${script}'; await script(async () => { ${body} });`,
    ],
    { cwd: projectFolder, encoding: 'utf8' },
  );

it.each([
  ['succeeds', "console.log('done')", 0],
  ['sets an exit code', "process.exitCode = 1; console.log('done')", 1],
  ['throws', "console.log('done'); throw new Error('told')", 1],
])('a script that %s ends with its exit code and writes all of its output', (_, body, code) => {
  const { status, stdout, stderr } = run(body);
  expect([status, stdout]).toEqual([code, 'done\n']);
  expect(stderr).toBe(body.includes('throw') ? 'told\n' : '');
});
