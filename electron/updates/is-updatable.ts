import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Installation = {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  /** The program that runs. */
  readonly executable: string;
  /** The folder beside it that holds the app. */
  readonly resources: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
};

/**
 * Whether a new version would take the place of this one: an archive that somebody unpacked stays where it is, and the
 * installed one would come beside it.
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
  // electron-builder says so in the deb and the rpm; an AppImage names itself.
  return env['APPIMAGE'] !== undefined || existsSync(join(resources, 'package-type'));
}
