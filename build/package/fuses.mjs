import {
  flipFuses,
  FuseState,
  FuseV1Options,
  FuseVersion,
  getCurrentFuseWire,
} from '@electron/fuses';
import { officialVersion } from '../start/electron-official.mjs';

/**
 * Electron's fuses, which are switches in its binary, as the app is shipped
 * (https://www.electronjs.org/docs/latest/tutorial/fuses). All are listed, so that none keeps a
 * default.
 *
 * @param {string} platform
 */
export function shippedFuses(platform) {
  return {
    // No environment variable and no command-line switch turns the app into Node.js.
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    // The app runs only the packaged code. Electron can't check its integrity on Linux.
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: platform !== 'linux',
    // The page is loaded from app://, so file:// needs no privileges.
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // V8 checks the bounds of WebAssembly memory with traps. This is Electron's default.
    [FuseV1Options.WasmTrapHandlers]: true,
  };
}

/**
 * @param {string} executable
 * @param {string} platform
 * @param {string} version Electron's
 */
export async function setFuses(executable, platform, version) {
  const fuses = shippedFuses(platform);
  const known = version === officialVersion ? fuses : await onlyKnownFuses(executable, fuses);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    // macOS on ARM starts only signed programs, and only a Mac can sign.
    resetAdHocDarwinSignature: platform === 'darwin' && process.platform === 'darwin',
    ...known,
  });
}

/**
 * Drops the fuses that an Electron does not have. An older one, for testing only, has fewer.
 *
 * @param {string} executable
 * @param {ReturnType<typeof shippedFuses>} fuses
 */
async function onlyKnownFuses(executable, fuses) {
  const wire = await getCurrentFuseWire(executable);
  return /** @type {typeof fuses} */ (
    Object.fromEntries(Object.entries(fuses).filter(([fuse]) => fuse in wire))
  );
}

/** Newer than the Electron of build/offline/electron-fallback.mjs. */
const unknownToFallback = String(FuseV1Options.WasmTrapHandlers);

/**
 * Compares the fuses of an executable with those that are shipped.
 *
 * @param {string} executable
 * @param {string} platform
 * @param {string} [version] Electron's, if known: the shipped one must have every fuse
 * @returns {Promise<string[]>} one line per fuse that is missing or wrong
 */
export async function wrongFuses(executable, platform, version) {
  const wire = /** @type {Partial<Record<string, unknown>>} */ (
    await getCurrentFuseWire(executable)
  );
  const mayMiss = (/** @type {string} */ fuse) =>
    fuse === unknownToFallback && version !== officialVersion;
  return Object.entries(shippedFuses(platform))
    .filter(([fuse, isOn]) =>
      fuse in wire ? wire[fuse] !== (isOn ? FuseState.ENABLE : FuseState.DISABLE) : !mayMiss(fuse),
    )
    .map(([fuse]) => `The fuse ${String(FuseV1Options[Number(fuse)])} is not set as shipped.`);
}
