import { commands, type Command } from '../../electron/contract/notices';
import { shortcutKeys } from '../../electron/contract/shortcuts';
import { m } from '../messages/compiled/messages.js';

/** The names of the commands in the list of shortcuts. */
export const commandNames: Readonly<Record<Command, () => string>> = {
  search: m.command_search,
  'look-up-again': m.profile_refresh,
  'copy-id': m.command_copy_id,
  'copy-email': m.command_copy_email,
  privacy: m.privacy_mode,
  settings: m.settings_title,
  shortcuts: m.shortcuts_title,
  updates: m.updates_title,
};

const commandsOfKeys = new Map(
  commands.flatMap((command) => shortcutKeys[command].map((keys) => [keys, command] as const)),
);

export type KeyRules = {
  readonly isMac: boolean;
  /** Whether a single character is a command. Speech input triggers such commands by mistake. */
  readonly allowsSingleKeys: () => boolean;
};

/** The command for a key press. Null if there is none. */
export function commandOf(
  event: KeyboardEvent,
  { isMac, allowsSingleKeys }: KeyRules,
): Command | null {
  // A key that is held down would switch privacy mode on and off repeatedly.
  if (event.repeat || event.isComposing) return null;
  const keys = keysOf(event, isMac);
  if (keys === null) return null;
  // In a field, a character is typed text. Elsewhere, single-character shortcuts can be switched
  // off: https://www.w3.org/TR/WCAG22/#character-key-shortcuts
  if (keys.length === 1 && (isTyping(event.target) || !allowsSingleKeys())) return null;
  return commandsOfKeys.get(keys) ?? null;
}

function keysOf(event: KeyboardEvent, isMac: boolean): string | null {
  const { key, shiftKey } = event;
  // Some layouts need Shift or AltGr for "?" and "/", so the typed character counts. Windows
  // reports AltGr as Ctrl and Alt too, so AltGr is checked before them.
  if (event.getModifierState('AltGraph')) return key;
  const [isCommand, isOther] = isMac
    ? [event.metaKey, event.ctrlKey]
    : [event.ctrlKey, event.metaKey];
  if (isOther || event.altKey) return null;
  return isCommand ? `CmdOrCtrl+${shiftKey ? 'Shift+' : ''}${key.toUpperCase()}` : key;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, select, [contenteditable]');
}
