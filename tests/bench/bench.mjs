/**
 * `npm run bench` compares the app with the smallest Electron app. It measures both in turns, so
 * that a machine that slows down affects both. It prints targets but never asserts them, because
 * the numbers depend on the machine.
 */
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from '../../build/paths.mjs';
import { withScratchFolder } from '../../build/scratch-folder.mjs';
import { script } from '../../build/script.mjs';
import { sandboxSwitches } from '../../build/start/sandbox.mjs';
import { openApi } from './api-server.mjs';
import { bundleSize } from './bundle-size.mjs';
import { openKeyring } from './keyring.mjs';
import { measureHistoryStarts, people } from './measure-history-starts.mjs';
import { measureLookups } from './measure-lookups.mjs';
import { measureStarts } from './measure-starts.mjs';
import { useBareWindow, useDaily } from './prepare-profiles.mjs';
import { aligned, historyStartRows, lookUpRows, bundleSizeRows, startRows } from './report.mjs';

/** A bare machine has the locale `C`, in which Chromium finds no language. */
const language = { LANGUAGE: 'en_US', LC_ALL: 'en_US.UTF-8' };

await script(async () => {
  if (process.platform !== 'linux')
    throw new Error('The benchmark reads /proc: it runs on Linux only.');
  const { values } = parseArgs({
    options: {
      starts: { type: 'string', default: '12' },
      lookups: { type: 'string', default: '50' },
    },
  });
  await withScratchFolder(tmpdir(), (scratch) =>
    bench(scratch, Number(values.starts), Number(values.lookups)),
  );
});

/**
 * @param {string} scratch
 * @param {number} starts
 * @param {number} lookUps
 */
async function bench(scratch, starts, lookUps) {
  const executable = process.env['ELECTRON_EXECUTABLE'];
  if (executable === undefined) throw new Error('Please use `npm run bench`.');
  const api = await openApi();
  const keyring = await openKeyring();
  try {
    const { app, bare, full, empty } = subjects(executable, scratch, {
      ...language,
      ...keyring.env,
    });
    console.log(`On ${cpus().length} × ${cpus()[0]?.model ?? '?'}. This takes some minutes …`);
    await useDaily(app, api.baseUrl);
    await useBareWindow(bare);
    const started = await measureStarts({ app, bare }, starts);
    const histories = await measureHistoryStarts({ full, empty }, api.baseUrl, starts);
    const pairs = await measureLookups(app, api, lookUps);

    const line = ['', '', '', '', ''];
    const code = bundleSize(join(projectFolder, 'out/renderer'));
    console.log(
      `\nMedians of ${starts} starts and ${lookUps} lookups, in brackets the middle half.\n`,
    );
    console.log(
      aligned([
        ...startRows(started),
        line,
        ...historyStartRows(histories, people),
        line,
        ...lookUpRows(pairs),
        line,
        ...bundleSizeRows(code),
      ]),
    );
  } finally {
    api.stop();
    await keyring.stop();
  }
}

/**
 * @param {string} executable Electron's
 * @param {string} scratch
 * @param {NodeJS.ProcessEnv} env
 */
function subjects(executable, scratch, env) {
  const common = { executable, switches: sandboxSwitches(), env };
  return {
    app: { ...common, folder: projectFolder, profile: join(scratch, 'app') },
    bare: { ...common, folder: undefined, profile: join(scratch, 'bare') },
    full: { ...common, folder: projectFolder, profile: join(scratch, 'full') },
    empty: { ...common, folder: projectFolder, profile: join(scratch, 'empty') },
  };
}
