import type { Command } from './notices';

/**
 * The keys of each command, in the notation of Electron's accelerators
 * (https://www.electronjs.org/docs/latest/api/accelerator) with capital letters. A single character
 * stands for the key or keys that type it. A command without keys is reached through the menu.
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
