import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from '../paths.mjs';
import {
  checkRelease,
  checkUpdateConfig,
  releaseConfig,
  testConfig,
} from '../release/check-release.mjs';
import { thisRelease, writeUpdateFeeds } from '../release/update-feed.mjs';
import { withScratchFolder } from '../scratch-folder.mjs';
import { script } from '../script.mjs';
import { buildApp } from '../start/build-app.mjs';
import { findElectron } from '../start/electron-runtime.mjs';
import { baselineApp } from './baseline-app.mjs';
import { makePackages } from './make-packages.mjs';

/**
 * `npm run dist` makes the installers for this system in dist/. With `-- --release` it fails
 * instead of leaving packages for Windows or macOS unsigned. The variable UPDATE_FEED_URL is the
 * https address of the folder with the update feeds.
 */
await script(async () => {
  const { values } = parseArgs({ options: { release: { type: 'boolean', default: false } } });
  const electron = await findElectron();
  if (values.release) checkRelease(electron);
  await buildApp(electron);
  const { UPDATE_FEED_URL: feed } = process.env;
  const files = await makePackages(electron, {
    config: values.release ? releaseConfig : testConfig(),
    feed,
  });
  const output = join(projectFolder, 'dist');
  if (feed) await writeUpdateFeeds(output, await thisRelease());
  if (values.release) await checkUpdateConfig(output);
  await withScratchFolder(tmpdir(), async (folder) => {
    const bare = await makePackages(electron, await baselineApp(folder));
    console.log(`\n${sizes(files, bare).join('\n')}`);
  });
  if (!values.release)
    console.log('Not signed, for testing only. To make a release: npm run dist -- --release');
});

/**
 * @param {string[]} files
 * @param {string[]} bare the packages of an app that does nothing
 */
function sizes(files, bare) {
  return files.map((file) => {
    const size = statSync(file).size;
    const twin = bare.find((other) => kindOf(other) === kindOf(file));
    const added =
      twin === undefined
        ? ''
        : `, a bare Electron ${mb(statSync(twin).size)}, so the app adds ${mb(size - statSync(twin).size)}`;
    return `${join('dist', basename(file))}: ${mb(size)}${added}`;
  });
}

/**
 * @param {string} file
 */
function kindOf(file) {
  return file.endsWith('.tar.gz') ? '.tar.gz' : extname(file);
}

/**
 * @param {number} bytes
 */
function mb(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
