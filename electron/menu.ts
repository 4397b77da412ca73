import { Menu } from 'electron';

/**
 * macOS needs a menu for the system's editing shortcuts. On Windows and Linux the shortcuts work without one, and the
 * app's few actions are in its window.
 */
export function setMenu(platform: NodeJS.Platform): void {
  Menu.setApplicationMenu(
    platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  );
}
