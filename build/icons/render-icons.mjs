import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../paths.mjs';
import { run } from '../run.mjs';
import { withScratchFolder } from '../scratch-folder.mjs';
import { script } from '../script.mjs';
import { displayCommands, openDisplay } from '../start/display.mjs';
import { findElectron } from '../start/electron-runtime.mjs';
import { sandboxSwitches } from '../start/sandbox.mjs';
import { ensureSystemLibraries } from '../start/system-libraries.mjs';
import { icns, icnsSizes, ico } from './icon-files.mjs';

const icons = join(projectFolder, 'build/icons');

const icoSizes = [16, 24, 32, 48, 64, 128, 256];
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];

/** Up to this size the simpler drawing is easier to recognize. */
const smallUpTo = 32;

/**
 * macOS expects a margin around an icon's tile:
 * https://developer.apple.com/design/resources/#macos-apps
 */
const macMargin = 84 / 1024;

/**
 * `npm run icons` renders build/icons/*.svg in the formats of all systems. The files are committed.
 */
await script(async () => {
  const electron = await findElectron();
  await ensureSystemLibraries(electron.executable, displayCommands);
  const display = await openDisplay();
  try {
    await withScratchFolder(tmpdir(), (folder) => paint(electron.executable, folder, display.env));
  } finally {
    display.stop();
  }
});

/**
 * @param {string} executable
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 */
async function paint(executable, folder, env) {
  const linux = [...new Set([...icoSizes, ...linuxSizes])].map((size) => ({
    svg: drawing(size),
    size,
    margin: 0,
    file: join(folder, `${size}x${size}.png`),
  }));
  const mac = icnsSizes.map((size) => ({
    svg: drawing(size),
    size,
    margin: Math.round(size * macMargin),
    file: join(folder, `mac-${size}.png`),
  }));
  const list = join(folder, 'pictures.json');
  await writeFile(list, JSON.stringify([...linux, ...mac]));
  const profile = `--user-data-dir=${join(folder, 'profile')}`;
  await run(executable, [join(icons, 'renderer'), ...sandboxSwitches(), profile, list], { env });

  await mkdir(join(icons, 'png'), { recursive: true });
  for (const { size, file } of linux.filter(({ size }) => linuxSizes.includes(size))) {
    await writeFile(join(icons, `png/${size}x${size}.png`), await readFile(file));
  }
  await writeFile(
    join(icons, 'icon.ico'),
    ico(await read(linux.filter(({ size }) => icoSizes.includes(size)))),
  );
  await writeFile(join(icons, 'icon.icns'), icns(await read(mac)));
}

/**
 * @param {number} size
 */
function drawing(size) {
  return join(icons, size <= smallUpTo ? 'icon-small.svg' : 'icon.svg');
}

/**
 * @param {{ size: number, file: string }[]} pictures
 */
function read(pictures) {
  return Promise.all(pictures.map(async ({ size, file }) => ({ size, png: await readFile(file) })));
}
