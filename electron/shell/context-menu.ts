import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import { m } from '../../renderer/messages/compiled/messages.js';
import type { Locale } from '../contract/locale';

/**
 * Adds a context menu: editing commands in text fields, "Copy" for selected text, none elsewhere.
 */
export function addContextMenu(window: BrowserWindow, currentLocale: () => Locale): void {
  window.webContents.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    const options = { locale: currentLocale() };
    const copy = {
      role: 'copy',
      label: m.menu_copy({}, options),
      enabled: editFlags.canCopy,
    } as const;
    const editing: MenuItemConstructorOptions[] = [
      { role: 'cut', label: m.menu_cut({}, options), enabled: editFlags.canCut },
      copy,
      { role: 'paste', label: m.menu_paste({}, options), enabled: editFlags.canPaste },
      { type: 'separator' },
      { role: 'selectAll', label: m.menu_select_all({}, options) },
    ];
    if (!isEditable && selectionText === '') return;
    Menu.buildFromTemplate(isEditable ? editing : [copy]).popup({ window });
  });
}
