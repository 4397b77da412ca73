import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { m } from '../../renderer/messages/compiled/messages.js';
import type { Locale } from '../contract/locale';
import type { Command } from '../contract/notices';
import type { Settings } from '../contract/settings';
import { shortcutKeys } from '../contract/shortcuts';

type MenuItem = MenuItemConstructorOptions;

/** The settings that the menu shows. */
export type MenuState = Pick<Settings, 'isPrivate'>;

const separator: MenuItem = { type: 'separator' };

/**
 * For developers only, so in English. A packaged app has neither item: a reload would lose the
 * answer on the screen, and the developer tools would open the page to anyone at the computer.
 * The reload has its own shortcut, because Electron's default for it repeats the lookup in this app.
 */
const developerItems: readonly MenuItem[] = [
  separator,
  { role: 'reload', label: 'Reload the page', accelerator: 'CmdOrCtrl+Alt+R' },
  { role: 'toggleDevTools', label: 'Developer tools' },
];

/**
 * The native menu, in the usual order of the platform.
 *
 * @param send sends a command to the renderer
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  locale: Locale,
  { isPrivate, isPackaged }: MenuState & { readonly isPackaged: boolean },
  send: (command: Command) => void,
): MenuItem[] {
  const isMac = platform === 'darwin';
  const inApp = { app: app.name };
  const options = { locale };

  /**
   * A menu item that sends a command. The renderer handles the shortcuts, so the menu only shows
   * them. macOS registers them in any case.
   */
  const commandItem = (command: Command, label: typeof m.command_search): MenuItem => {
    const accelerator = shortcutKeys[command].find((keys) => keys.startsWith('CmdOrCtrl+'));
    return {
      label: label({}, options),
      ...(accelerator !== undefined && { accelerator, registerAccelerator: false }),
      click: () => send(command),
    };
  };

  const updates: MenuItem = commandItem('updates', m.menu_updates);
  const about: MenuItem = { role: 'about', label: m.menu_about(inApp, options) };
  const settings: MenuItem = commandItem('settings', m.menu_settings);
  const privacy: MenuItem = {
    ...commandItem('privacy', m.privacy_mode),
    type: 'checkbox',
    checked: isPrivate,
    click: (item) => {
      // Undoes Electron's own toggle. The renderer may ignore the command while a dialog is open,
      // and the menu is rebuilt when the setting changes.
      item.checked = isPrivate;
      send('privacy');
    },
  };

  const appMenu: MenuItem = {
    label: app.name,
    submenu: [
      about,
      updates,
      separator,
      settings,
      separator,
      { role: 'services', label: m.menu_services({}, options) },
      separator,
      { role: 'hide', label: m.menu_hide(inApp, options) },
      { role: 'hideOthers', label: m.menu_hide_others({}, options) },
      { role: 'unhide', label: m.menu_show_all({}, options) },
      separator,
      { role: 'quit', label: m.menu_quit(inApp, options) },
    ],
  };
  const quit = platform === 'win32' ? m.menu_exit({}, options) : m.menu_quit(inApp, options);
  const file: MenuItem = {
    label: m.menu_file({}, options),
    submenu: isMac
      ? [{ role: 'close', label: m.menu_close({}, options) }]
      : [settings, separator, { role: 'quit', label: quit }],
  };
  const edit: MenuItem = {
    label: m.menu_edit({}, options),
    submenu: [
      { role: 'undo', label: m.menu_undo({}, options) },
      { role: 'redo', label: m.menu_redo({}, options) },
      separator,
      { role: 'cut', label: m.menu_cut({}, options) },
      { role: 'copy', label: m.menu_copy({}, options) },
      { role: 'paste', label: m.menu_paste({}, options) },
      { role: 'selectAll', label: m.menu_select_all({}, options) },
    ],
  };
  const account: MenuItem = {
    label: m.menu_account({}, options),
    submenu: [
      commandItem('search', m.command_search),
      commandItem('look-up-again', m.profile_refresh),
      separator,
      commandItem('copy-id', m.command_copy_id),
      commandItem('copy-email', m.command_copy_email),
      separator,
      privacy,
    ],
  };
  const view: MenuItem = {
    label: m.menu_view({}, options),
    submenu: [
      { role: 'zoomIn', label: m.menu_zoom_in({}, options) },
      { role: 'zoomOut', label: m.menu_zoom_out({}, options) },
      { role: 'resetZoom', label: m.menu_zoom_reset({}, options) },
      separator,
      { role: 'togglefullscreen', label: m.menu_full_screen({}, options) },
      ...(isPackaged ? [] : developerItems),
    ],
  };
  const window: MenuItem = {
    role: 'windowMenu',
    label: m.menu_window({}, options),
    submenu: [
      { role: 'minimize', label: m.menu_minimize({}, options) },
      { role: 'zoom', label: m.menu_zoom_window({}, options) },
    ],
  };
  const help: MenuItem = {
    role: 'help',
    label: m.menu_help({}, options),
    submenu: isMac
      ? [commandItem('shortcuts', m.shortcuts_title)]
      : [commandItem('shortcuts', m.shortcuts_title), separator, updates, about],
  };

  return isMac
    ? [appMenu, file, edit, account, view, window, help]
    : [file, edit, account, view, help];
}

/** Sets the application menu and the texts of the about panel. */
export function showMenu(
  locale: Locale,
  { isPrivate }: MenuState,
  send: (command: Command) => void,
): void {
  const state = { isPrivate, isPackaged: app.isPackaged };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate(process.platform, locale, state, send)),
  );
  app.setAboutPanelOptions({
    applicationName: app.name,
    applicationVersion: app.getVersion(),
    copyright: m.about_licence({}, { locale }),
  });
}
