/** What a menu item or a key can order. The page does it; the menu only sends the word. */
export const commands = [
  'search',
  'look-up-again',
  'privacy',
  'copy-id',
  'copy-email',
  'settings',
  'shortcuts',
] as const;

export type Command = (typeof commands)[number];

/** The only channel from the main process to the page. */
export const commandChannel = 'app:command';

export function isCommand(value: unknown): value is Command {
  return commands.some((command) => command === value);
}
