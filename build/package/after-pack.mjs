import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Arch } from 'electron-builder';
import { checkPackage } from './check-package.mjs';
import { setFuses } from './fuses.mjs';

/**
 * electron-builder calls this after it has assembled the app and before it signs it.
 *
 * @param {import('electron-builder').AfterPackContext} context
 */
export default async function afterPack({
  appOutDir,
  packager,
  electronPlatformName: platform,
  arch,
}) {
  const resources = packager.getResourcesDir(appOutDir);
  // Electron's default app, official or fallback, would run any app that it is given as an
  // argument.
  for (const defaultApp of ['default_app.asar', 'app']) {
    await rm(join(resources, defaultApp), { recursive: true, force: true });
  }
  await rm(join(appOutDir, 'version'), { force: true });
  const executable = join(appOutDir, executableName(packager, platform));
  const electronVersion = packager.info.framework.version;
  await setFuses(executable, platform, electronVersion);
  await checkPackage({ executable, resources, platform, arch: Arch[arch], electronVersion });
}

/**
 * @param {import('electron-builder').AfterPackContext['packager']} packager
 * @param {string} platform
 */
function executableName(packager, platform) {
  const { productFilename } = packager.appInfo;
  if (platform === 'darwin') return `${productFilename}.app`;
  if (platform === 'win32') return `${productFilename}.exe`;
  return /** @type {import('electron-builder').LinuxPackager} */ (packager).executableName;
}
