import type { Command } from './notices';

/**
 * The shortcuts of each command, as Electron accelerators
 * (https://www.electronjs.org/docs/latest/api/accelerator) with capital letters. A single character
 * such as `?` matches what is typed and not a key, so that it works on every keyboard layout. A
 * command without shortcuts is in the menu only.
 */
export const shortcutKeys: Readonly<Record<Command, readonly string[]>> = {
  search: ['CmdOrCtrl+K', '/'],
  'look-up-again': ['CmdOrCtrl+R', 'F5'],
  'copy-id': ['CmdOrCtrl+Shift+C'],
  'copy-email': ['CmdOrCtrl+Shift+E'],
  privacy: ['CmdOrCtrl+Shift+H'],
  settings: ['CmdOrCtrl+,'],
  shortcuts: ['F1', '?'],
  updates: [],
};
