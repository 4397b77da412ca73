import type { Inspector } from '../inspector.svelte';
import { m } from '../messages/compiled/messages.js';
import { announce, confirm } from '../ui/announcer.svelte';

/** Pins an account in the history or takes its pin away, and says aloud what came of it. */
export async function pin(inspector: Inspector, id: string, isPinned: boolean): Promise<void> {
  const isKept = await inspector.setPinned(id, isPinned);
  if (!isKept) confirm(m.profile_not_kept());
  else announce(isPinned ? m.profile_pinned() : m.profile_unpinned());
}
