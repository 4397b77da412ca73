import {
  flipFuses,
  FuseState,
  FuseV1Options,
  FuseVersion,
  getCurrentFuseWire,
} from '@electron/fuses';
import { officialVersion } from '../start/electron-official.mjs';

/**
 * Every switch that Electron has inside its binary, as the app is shipped
 * (https://www.electronjs.org/docs/latest/tutorial/fuses).
 *
 * @param {string} platform
 */
export function shippedFuses(platform) {
  return {
    // The app's binary is nobody's Node.js, neither by a variable nor by a switch.
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    // It runs the code that was packaged, unchanged; Linux has no check of that.
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: platform !== 'linux',
    // The page comes from app://, so file:// needs no rights.
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // V8's own bounds checks of WebAssembly, Electron's default.
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
  const fitting = version === officialVersion ? fuses : await knownTo(executable, fuses);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    // Only a Mac can sign, and only a Mac's own processor asks for it.
    resetAdHocDarwinSignature: platform === 'darwin' && process.platform === 'darwin',
    ...fitting,
  });
}

/**
 * An older Electron, for testing only, knows fewer.
 *
 * @param {string} executable
 * @param {ReturnType<typeof shippedFuses>} fuses
 */
async function knownTo(executable, fuses) {
  const wire = await getCurrentFuseWire(executable);
  return /** @type {typeof fuses} */ (
    Object.fromEntries(Object.entries(fuses).filter(([fuse]) => fuse in wire))
  );
}

/** The Electron for testing only (see build/offline/electron-fallback.mjs) is older than it. */
const unknownToFallback = String(FuseV1Options.WasmTrapHandlers);

/**
 * Reads what is set in an executable.
 *
 * @param {string} executable
 * @param {string} platform
 * @param {string} [version] Electron's, where it is known: the one that is shipped has every fuse
 * @returns {Promise<string[]>} a line for each fuse that is missing or not as shipped
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
