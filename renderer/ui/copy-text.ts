import { m } from '../messages/compiled/messages.js';
import { showToast } from './announcer.svelte';

/**
 * Copies a text through the main process, and says on the screen and aloud what came of it.
 *
 * @param label what it is, in words
 * @returns whether it was copied
 */
export async function copyText(text: string, label: string): Promise<boolean> {
  const copied = await window.inspector.clipboard.writeText({ text });
  showToast(copied.ok ? m.announce_copied({ label }) : m.copy_failed());
  return copied.ok;
}
