/** What a menu item or a key can order. The page does it; the menu only sends the word. */
export const commands = [
  'search',
  'look-up-again',
  'privacy',
  'copy-id',
  'copy-email',
  'settings',
  'shortcuts',
  'updates',
] as const;

export type Command = (typeof commands)[number];

/** What the main process tells the page besides: a link's id waits to be taken, more is known of newer versions. */
const news = ['link-waits', 'update-changed'] as const;

/** What the main process tells the page. */
export type Notice = Command | (typeof news)[number];

/** The only channel from the main process to the page. */
export const noticeChannel = 'app:notice';

export function isNotice(value: unknown): value is Notice {
  return [...commands, ...news].some((notice) => notice === value);
}
