import type { BrowserWindow } from 'electron';
import { m } from '../renderer/messages/compiled/messages.js';
import type { Locale } from '../renderer/messages/compiled/runtime.js';

/** The menu of the right mouse button: editing in fields, copying of what is selected, and nothing elsewhere. */
export async function addContextMenu(window: BrowserWindow, localeNow: () => Locale): Promise<void> {
  const { default: contextMenu } = await import('electron-context-menu');
  if (window.isDestroyed()) return;
  contextMenu({
    window,
    shouldShowMenu: (_event, { isEditable, selectionText }) => isEditable || selectionText !== '',
    menu: (actions, { isEditable }) => {
      const options = { locale: localeNow() };
      const copy = { ...actions.copy(), label: m.menu_copy({}, options) };
      if (!isEditable) return [copy];
      return [
        { ...actions.cut(), label: m.menu_cut({}, options) },
        copy,
        { ...actions.paste(), label: m.menu_paste({}, options) },
        actions.separator(),
        { ...actions.selectAll(), label: m.menu_select_all({}, options) },
      ];
    },
  });
}
