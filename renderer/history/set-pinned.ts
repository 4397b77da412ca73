import { m } from '../messages/compiled/messages.js';
import { announce, showToast } from '../ui/announcer.svelte';
import { notKeptMessage } from './history-messages';
import type { History } from './history.svelte';

/** Pins or unpins a person, and announces the result. */
export async function setPinned(history: History, id: string, isPinned: boolean): Promise<void> {
  const edited = await history.setPinned(id, isPinned);
  if (edited !== 'kept') showToast(notKeptMessage(edited));
  else announce(isPinned ? m.profile_pinned() : m.profile_unpinned());
}
