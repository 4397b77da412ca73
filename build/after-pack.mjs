import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setFuses } from './fuses.mjs';

/**
 * What electron-builder leaves to us, after it has put the app together and before it signs.
 *
 * @param {import('electron-builder').AfterPackContext} context
 */
export default async function afterPack({ appOutDir, packager, electronPlatformName }) {
  // What `electron .` starts with, in the official Electron and in the fallback, would run any app that it is given.
  for (const defaultApp of ['default_app.asar', 'app']) {
    await rm(join(packager.getResourcesDir(appOutDir), defaultApp), { recursive: true, force: true });
  }
  await setFuses(
    join(appOutDir, executableName(packager, electronPlatformName)),
    electronPlatformName,
    packager.info.framework.version,
  );
}

/**
 * @param {import('electron-builder').AfterPackContext['packager']} packager
 * @param {string} platform
 */
function executableName(packager, platform) {
  const { productFilename } = packager.appInfo;
  if (platform === 'darwin') return `${productFilename}.app`;
  if (platform === 'win32') return `${productFilename}.exe`;
  return /** @type {import('app-builder-lib/out/linuxPackager').LinuxPackager} */ (packager).executableName;
}
