/** The commands of menu items and shortcuts. The renderer executes them. */
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

/**
 * `link-waits`: call `app.takeLink`. `update-changed`: call `updates.state`. `history-expired`: the
 * retention removed something, or its state changed, so read the history again.
 */
const events = ['link-waits', 'update-changed', 'history-expired'] as const;

/** What the main process pushes to the renderer: a menu command or an event. */
export type Notice = Command | (typeof events)[number];

/** The only channel on which the main process sends to the renderer. */
export const noticeChannel = 'app:notice';

export function isNotice(value: unknown): value is Notice {
  return [...commands, ...events].some((notice) => notice === value);
}
