import { mkdir, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { makePackages } from '../package/make-packages.mjs';
import { projectFolder, resultsFolder, tools } from '../paths.mjs';
import { readJson } from '../read-json.mjs';
import { run } from '../run.mjs';
import { script } from '../script.mjs';
import { buildApp } from '../start/build-app.mjs';
import { displayCommands, openDisplay } from '../start/display.mjs';
import { findElectron } from '../start/electron-runtime.mjs';
import {
  ensureSystemLibraries,
  packagingCommands,
  testCommands,
} from '../start/system-libraries.mjs';
import { countedThings, countPlaywright, countVitest, sum } from './count-tests.mjs';
import { check, step, suite } from './test-steps.mjs';

/** The package tests run on Linux only. */
const parts = { checks, unit, e2e, ...(process.platform === 'linux' && { package: packages }) };

/** Folders in tests/e2e that can be run alone. */
const specFolders = ['security', 'faults'];

const { scripts } = /** @type {{ scripts: Record<'messages' | 'lint' | 'typecheck', string> }} */ (
  readJson(join(projectFolder, 'package.json'))
);

/**
 * Runs all parts or one part, and continues after a failure. The last line counts all tests.
 * Arguments after a part's name go to its test runner: `npm run test:e2e -- profile.spec` runs one
 * spec.
 */
await script(async () => {
  const [name, ...args] = process.argv.slice(2);
  const chosen = choose(name);
  // npm does the same. The commands in package.json then work without npm too.
  process.env['PATH'] = [join(projectFolder, 'node_modules/.bin'), process.env['PATH']].join(
    delimiter,
  );
  await mkdir(resultsFolder, { recursive: true });

  const counts = [await command(scripts.messages)];
  for (const part of chosen) counts.push(await part(args));
  const { passed, failed, skipped } = sum(counts);
  if (failed > 0) process.exitCode = 1;
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
});

/**
 * @param {string | undefined} name
 * @returns {((args: string[]) => Promise<import('./count-tests.mjs').Counts>)[]}
 */
function choose(name) {
  if (name === undefined) return Object.values(parts);
  const part = parts[/** @type {keyof typeof parts} */ (name)];
  if (part !== undefined) return [part];
  if (specFolders.includes(name))
    return [(args) => e2e(args.length > 0 ? args : [`tests/e2e/${name}/`])];
  throw new Error(
    `Unknown part: ${name}. Choose from ${[...Object.keys(parts), ...specFolders].join(', ')}, or name none to run all.`,
  );
}

/**
 * Runs each command of `npm run lint` and `npm run typecheck` as a check of its own. The two
 * scripts run in parallel, because ESLint uses one core for about as long as the type checks use
 * another.
 */
async function checks() {
  return sum(await Promise.all([scripts.lint, scripts.typecheck].map(commandsInTurn)));
}

/**
 * @param {string} npmScript
 */
async function commandsInTurn(npmScript) {
  const counts = [];
  for (const line of npmScript.split(' && ').filter((line) => !line.startsWith('npm run ')))
    counts.push(await command(line));
  return sum(counts);
}

/**
 * @param {string} line
 */
function command(line) {
  return check(line, () => run(line, [], { shell: true }));
}

/**
 * @param {string[]} args for Vitest, such as a file's name
 */
function unit(args) {
  const report = join(resultsFolder, 'unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return suite('unit and component tests', report, countVitest, () =>
    run(process.execPath, [tools.vitest, 'run', ...reporters, ...args]),
  );
}

/**
 * @param {string[]} args for Playwright, such as a spec's name
 */
function e2e(args) {
  return step('e2e tests', async () => {
    const electron = await findElectron();
    await ensureSystemLibraries(electron.executable, [...displayCommands, ...testCommands]);
    const display = await openDisplay();
    try {
      return sum([
        await check('build', () => buildApp(electron)),
        await playwright({ ...display.env, ELECTRON_EXECUTABLE: electron.executable }, args),
      ]);
    } finally {
      display.stop();
    }
  });
}

/**
 * Tests the packages in the folder that the variable PACKAGES names, or makes new ones.
 *
 * @param {string[]} args for Playwright, such as a spec's name
 */
function packages(args) {
  return step('tests of the packages', async () => {
    const electron = await findElectron();
    await ensureSystemLibraries(electron.executable, [
      'Xvfb',
      ...testCommands,
      ...packagingCommands,
    ]);
    const made = process.env['PACKAGES'];
    const folder = made ?? join(resultsFolder, 'packages');
    const building =
      made === undefined ? [await check('packages', () => pack(electron, folder))] : [];
    const report = join(resultsFolder, 'package.json');
    const config = 'tests/packaging/playwright.config.ts';
    const env = { PACKAGES: folder, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
    const counts = await suite('specs of the packages', report, countPlaywright, () =>
      run(process.execPath, [...playwrightWith(config), ...args], { env }),
    );
    return sum([...building, counts]);
  });
}

/**
 * Makes the packages with the fastest compression.
 *
 * @param {import('../start/electron-runtime.mjs').Electron} electron
 * @param {string} output
 */
async function pack(electron, output) {
  await buildApp(electron);
  process.env['ELECTRON_BUILDER_COMPRESSION_LEVEL'] = '1';
  await rm(output, { recursive: true, force: true });
  await makePackages(electron, {
    targets: ['deb', 'tar.gz'],
    // A placeholder. The tests set another address by policy, as an administrator would.
    feed: 'https://updates.account-inspector.example',
    config: { directories: { output } },
  });
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} args
 */
async function playwright(env, args) {
  const report = join(resultsFolder, 'e2e.json');
  const config = 'tests/e2e/playwright.config.ts';
  const counts = await suite('specs in Electron', report, countPlaywright, () =>
    run(process.execPath, [...playwrightWith(config), ...args], {
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    }),
  );
  for (const [what, number] of countedThings(readJson(report))) console.log(`${what}: ${number}`);
  return counts;
}

/**
 * @param {string} config
 */
function playwrightWith(config) {
  return [tools.playwright, 'test', '-c', config, '--reporter=list,json'];
}
