import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { StartObstacle } from './start-obstacle';

type ProfileQuestion = {
  /** What Electron chose; null if it could not create any folder. */
  readonly chosen: string | null;
  /** The value of `--user-data-dir`; null without the switch. */
  readonly requested: string | null;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** The user's id; undefined on Windows. */
  readonly uid: number | undefined;
};

/**
 * Decides whether the app may keep its files in the folder that Electron chose. It may not if:
 *
 * - `--user-data-dir` names another folder: Electron falls back to the default profile without a
 *   word if it can't use the one that was asked for
 * - other users of this computer could replace the folder or its files
 */
export function findProfileFolder({
  chosen,
  requested,
  platform,
  env,
  uid,
}: ProfileQuestion): { readonly folder: string } | { readonly obstacle: StartObstacle } {
  if (requested !== null && !isSameFolder(requested, chosen)) {
    const folder = requested === '' ? '--user-data-dir=' : requested;
    return { obstacle: { kind: 'profile-unusable', folder } };
  }
  if (chosen === null)
    return { obstacle: { kind: 'profile-unusable', folder: homeFor(platform, env) } };
  // On Windows Node can't read access control lists.
  if (platform === 'win32') return { folder: chosen };
  const isExposed =
    isReplaceable(chosen, uid) ||
    // Without a home folder, Chromium takes the folder for temporary files as one.
    (requested === null && isWritableByAll(homeFor(platform, env)));
  return isExposed ? { obstacle: { kind: 'profile-exposed', folder: chosen } } : { folder: chosen };
}

/** Chromium resolves symbolic links in the folder that was asked for. */
function isSameFolder(requested: string, chosen: string | null): boolean {
  if (requested === '' || chosen === null) return false;
  try {
    return realpathSync(resolve(requested)) === realpathSync(chosen);
  } catch {
    return false;
  }
}

function homeFor(platform: NodeJS.Platform, env: Readonly<NodeJS.ProcessEnv>): string {
  const configured = platform === 'linux' ? env['XDG_CONFIG_HOME'] : undefined;
  return [configured, env['HOME']].find((folder) => folder?.startsWith('/')) ?? '/tmp';
}

/**
 * Whether another user could put another folder in this one's place or replace its files. In a
 * folder with the sticky bit, such as `/tmp`, users can replace only what belongs to them, and root
 * can replace everything anyway.
 */
function isReplaceable(folder: string, uid: number | undefined): boolean {
  const isProtected = (outer: string, owned: string) =>
    !isWritableByAll(outer) || ((modeOf(outer) & stickyBit) !== 0 && isOwnOrRoots(owned, uid));
  if (!isProtected(folder, folder)) return true;
  for (let inner = folder; inner !== dirname(inner); inner = dirname(inner)) {
    if (!isProtected(dirname(inner), inner)) return true;
  }
  return false;
}

const stickyBit = 0o1000;
const rootUid = 0;
const isOwnOrRoots = (folder: string, uid: number | undefined) => {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid;
  return owner === rootUid || (owner !== undefined && owner === uid);
};
const modeOf = (folder: string) => statSync(folder, { throwIfNoEntry: false })?.mode ?? 0;
const isWritableByAll = (folder: string) => (modeOf(folder) & 0o002) !== 0;

/** The bytes that Chromium adds to the temporary folder's path for its socket, and a reserve. */
const socketNameBytes = 38;
/** The maximum length of a socket's path on Linux, in bytes. */
const maxSocketBytes = 107;

/**
 * A folder for temporary files that Chromium can use: it creates there the socket with which a
 * second start finds the first. Null if there is none.
 *
 * @param configured the variable TMPDIR
 */
export function usableTemporaryFolder(configured: string | undefined): string | null {
  return [configured, '/tmp', '/var/tmp'].find(isUsableForSockets) ?? null;
}

function isUsableForSockets(folder: string | undefined): folder is string {
  if (folder === undefined || folder === '') return false;
  if (Buffer.byteLength(folder) + socketNameBytes > maxSocketBytes) return false;
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
