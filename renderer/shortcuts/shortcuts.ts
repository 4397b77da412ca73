import type { Command } from '../../electron/ipc/command';
import { m } from '../messages/compiled/messages.js';
import type { Locale } from '../messages/compiled/runtime.js';

type Shortcut = {
  /**
   * In the notation of Electron's accelerators (https://www.electronjs.org/docs/latest/api/accelerator), a letter in
   * capitals; a single character stands for whatever key or keys write it. None where the menu is the way.
   */
  readonly keys: readonly string[];
  readonly words: (inputs?: object, options?: { locale?: Locale }) => string;
};

/** Every command with its keys and its name: for the page, for its list of shortcuts and for the native menu. */
export const shortcuts: Readonly<Record<Command, Shortcut>> = {
  search: { keys: ['CmdOrCtrl+K', '/'], words: m.command_search },
  'look-up-again': { keys: ['CmdOrCtrl+R', 'F5'], words: m.profile_refresh },
  'copy-id': { keys: ['CmdOrCtrl+Shift+C'], words: m.command_copy_id },
  'copy-email': { keys: ['CmdOrCtrl+Shift+E'], words: m.command_copy_email },
  privacy: { keys: ['CmdOrCtrl+Shift+H'], words: m.privacy_mode },
  settings: { keys: ['CmdOrCtrl+,'], words: m.settings_title },
  shortcuts: { keys: ['F1', '?'], words: m.shortcuts_title },
  updates: { keys: [], words: m.updates_title },
};

const commandsOfKeys = new Map(
  (Object.keys(shortcuts) as Command[]).flatMap((command) =>
    shortcuts[command].keys.map((keys) => [keys, command] as const),
  ),
);

export type KeyRules = {
  readonly isMac: boolean;
  /** Whether a single character is a command: who speaks to the computer gives such ones by mistake. */
  readonly allowsSingleKeys: () => boolean;
};

/** The command that a key press means, or null where it means none. */
export function commandOf(event: KeyboardEvent, { isMac, allowsSingleKeys }: KeyRules): Command | null {
  // A key that is held down would switch privacy mode to and fro.
  if (event.repeat || event.isComposing) return null;
  const keys = keysOf(event, isMac);
  if (keys === null) return null;
  // A character must stay one where somebody types (https://www.w3.org/TR/WCAG22/#character-key-shortcuts).
  if (keys.length === 1 && (isTyping(event.target) || !allowsSingleKeys())) return null;
  return commandsOfKeys.get(keys) ?? null;
}

function keysOf(event: KeyboardEvent, isMac: boolean): string | null {
  const { key, shiftKey } = event;
  // "?" and "/" take Shift or AltGr on some layouts, so what is written counts; Windows reports AltGr as Ctrl and Alt too.
  if (event.getModifierState('AltGraph')) return key;
  const [isCommand, isOther] = isMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (isOther || event.altKey) return null;
  return isCommand ? `CmdOrCtrl+${shiftKey ? 'Shift+' : ''}${key.toUpperCase()}` : key;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, select, [contenteditable]');
}
