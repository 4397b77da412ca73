import type { DeletedFiles, UnreadFiles } from '../../electron/contract/history';

/** The files of earlier lookups that can't be read, so that no removal reaches what is in them. */
export async function readUnreadFiles(): Promise<UnreadFiles> {
  const unread = await window.inspector.history.unreadFiles();
  return unread.ok ? unread.value : { aside: 0, isCurrentUnread: false };
}

export async function deleteUnreadFiles(): Promise<DeletedFiles> {
  const deleted = await window.inspector.history.deleteUnreadFiles();
  if (deleted.ok) return deleted.value;
  const { aside, isCurrentUnread } = await readUnreadFiles();
  return { deleted: 0, left: aside + Number(isCurrentUnread) };
}
