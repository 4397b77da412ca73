import { commands, type Command } from '../../electron/contract/notices';
import { shortcutKeys } from '../../electron/contract/shortcuts';
import { m } from '../messages/compiled/messages.js';

/** The name of each command, for the list of shortcuts. */
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
  /** Whether a single character is a command: who speaks to the computer gives such ones by mistake. */
  readonly allowsSingleKeys: () => boolean;
};

/** The command that a key press means, or null where it means none. */
export function commandOf(
  event: KeyboardEvent,
  { isMac, allowsSingleKeys }: KeyRules,
): Command | null {
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
  const [isCommand, isOther] = isMac
    ? [event.metaKey, event.ctrlKey]
    : [event.ctrlKey, event.metaKey];
  if (isOther || event.altKey) return null;
  return isCommand ? `CmdOrCtrl+${shiftKey ? 'Shift+' : ''}${key.toUpperCase()}` : key;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, select, [contenteditable]');
}
