import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { m } from '../../renderer/messages/compiled/messages.js';
import type { Locale } from '../contract/locale';
import type { Command } from '../contract/notices';
import type { Settings } from '../contract/settings';
import { shortcutKeys } from '../contract/shortcuts';

type Item = MenuItemConstructorOptions;

/** What the menu shows of the app's state. */
export type MenuState = Pick<Settings, 'isPrivate'>;

/**
 * The native menu in the order of its platform. It has neither a reload nor developer tools: an answer is never worth
 * losing, and nobody is asked to look inside.
 *
 * @param send hands a command to the page
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  locale: Locale,
  { isPrivate }: MenuState,
  send: (command: Command) => void,
): Item[] {
  const isMac = platform === 'darwin';
  const inApp = { app: app.name };
  const options = { locale };
  const separator: Item = { type: 'separator' };

  /** The page handles the keys, so they are shown and not registered; macOS takes them in either case. */
  const order = (command: Command, label: typeof m.command_search): Item => {
    const accelerator = shortcutKeys[command].find((keys) => keys.startsWith('CmdOrCtrl+'));
    return {
      label: label({}, options),
      ...(accelerator !== undefined && { accelerator, registerAccelerator: false }),
      click: () => send(command),
    };
  };

  const updates: Item = order('updates', m.menu_updates);
  const about: Item = { role: 'about', label: m.menu_about(inApp, options) };
  const settings: Item = order('settings', m.menu_settings);
  const privacy: Item = {
    ...order('privacy', m.privacy_mode),
    type: 'checkbox',
    checked: isPrivate,
    click: (item) => {
      // The mark follows the mode: the page may be busy with a dialog and leave it as it is.
      item.checked = isPrivate;
      send('privacy');
    },
  };

  const appMenu: Item = {
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
  const file: Item = {
    label: m.menu_file({}, options),
    submenu: isMac
      ? [{ role: 'close', label: m.menu_close({}, options) }]
      : [settings, separator, { role: 'quit', label: quit }],
  };
  const edit: Item = {
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
  const account: Item = {
    label: m.menu_account({}, options),
    submenu: [
      order('search', m.command_search),
      order('look-up-again', m.profile_refresh),
      separator,
      order('copy-id', m.command_copy_id),
      order('copy-email', m.command_copy_email),
      separator,
      privacy,
    ],
  };
  const view: Item = {
    label: m.menu_view({}, options),
    submenu: [
      { role: 'zoomIn', label: m.menu_zoom_in({}, options) },
      { role: 'zoomOut', label: m.menu_zoom_out({}, options) },
      { role: 'resetZoom', label: m.menu_zoom_reset({}, options) },
      separator,
      { role: 'togglefullscreen', label: m.menu_full_screen({}, options) },
    ],
  };
  const window: Item = {
    role: 'windowMenu',
    label: m.menu_window({}, options),
    submenu: [
      { role: 'minimize', label: m.menu_minimize({}, options) },
      { role: 'zoom', label: m.menu_zoom_window({}, options) },
    ],
  };
  const help: Item = {
    role: 'help',
    label: m.menu_help({}, options),
    submenu: isMac
      ? [order('shortcuts', m.shortcuts_title)]
      : [order('shortcuts', m.shortcuts_title), separator, updates, about],
  };

  return isMac
    ? [appMenu, file, edit, account, view, window, help]
    : [file, edit, account, view, help];
}

/** Puts the menu into force, and with it the words of the panel about the app. */
export function showMenu(locale: Locale, state: MenuState, send: (command: Command) => void): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate(process.platform, locale, state, send)),
  );
  app.setAboutPanelOptions({
    applicationName: app.name,
    applicationVersion: app.getVersion(),
    copyright: m.about_licence({}, { locale }),
  });
}
