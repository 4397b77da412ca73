/** What a menu item or a shortcut can trigger. The renderer carries it out. */
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

/** A link waits to be taken, or the state of updates changed. */
const events = ['link-waits', 'update-changed'] as const;

/** What the main process pushes to the renderer: a menu command or an event. */
export type Notice = Command | (typeof events)[number];

/** The only channel from the main process to the renderer. */
export const noticeChannel = 'app:notice';

export function isNotice(value: unknown): value is Notice {
  return [...commands, ...events].some((notice) => notice === value);
}
