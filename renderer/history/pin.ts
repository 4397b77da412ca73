import type { Inspector } from '../inspector.svelte';
import { m } from '../messages/compiled/messages.js';
import { announce, confirm } from '../ui/announcer.svelte';
import { notKeptWords } from './words';

/** Pins or unpins a person, and announces the result. */
export async function pin(inspector: Inspector, id: string, isPinned: boolean): Promise<void> {
  const edited = await inspector.setPinned(id, isPinned);
  if (edited !== 'kept') confirm(notKeptWords(edited));
  else announce(isPinned ? m.profile_pinned() : m.profile_unpinned());
}
