import { m } from '../messages/compiled/messages.js';
import { showToast } from './announcer.svelte';

/**
 * Copies a text through the main process. Shows and announces whether it succeeded.
 *
 * @param label names the text in the confirmation
 * @returns whether the text was copied
 */
export async function copyText(text: string, label: string): Promise<boolean> {
  const copied = await window.inspector.clipboard.writeText({ text });
  showToast(copied.ok ? m.announce_copied({ label }) : m.copy_failed());
  return copied.ok;
}
