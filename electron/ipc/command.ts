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

/** What the main process tells the page: a command of the menu, or that a link's id waits to be taken. */
export type Notice = Command | 'link-waits';

/** The only channel from the main process to the page. */
export const noticeChannel = 'app:notice';

export function isNotice(value: unknown): value is Notice {
  return value === 'link-waits' || commands.some((command) => command === value);
}
