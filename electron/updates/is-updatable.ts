import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Installation = {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  /** The path of the running program. */
  readonly executable: string;
  /** Electron's resources folder. */
  readonly resources: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
};

/**
 * Whether an update would replace the running installation. For an unpacked archive it would not:
 * the installer would add a second installation.
 */
export function isUpdatable({
  platform,
  isPackaged,
  executable,
  resources,
  env,
}: Installation): boolean {
  if (!isPackaged) return false;
  if (platform === 'darwin') return true;
  if (platform === 'win32')
    return existsSync(join(dirname(executable), 'Uninstall Account Inspector.exe'));
  // electron-builder puts `package-type` into deb and rpm packages. An AppImage's runtime sets
  // `APPIMAGE`.
  return env['APPIMAGE'] !== undefined || existsSync(join(resources, 'package-type'));
}
