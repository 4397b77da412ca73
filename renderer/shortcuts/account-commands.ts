import type { Inspector } from '../inspector.svelte';
import { m } from '../messages/compiled/messages.js';
import { showToast } from '../ui/announcer.svelte';
import { copyText } from '../ui/copy-text';

/** Repeats the lookup whose account or problem is shown. */
export async function lookUpAgain(inspector: Inspector): Promise<void> {
  const { phase } = inspector;
  if (phase.name === 'loading') return;
  const isAnswer = phase.name === 'found' || (phase.name === 'problem' && phase.query !== null);
  if (isAnswer) await inspector.lookUpAgain();
  else showToast(m.command_no_account());
}

/** Copies the id of the shown account. */
export async function copyId(inspector: Inspector): Promise<void> {
  await copyField(inspector, 'id', m.field_id());
}

/** Copies the e-mail address of the shown account. */
export async function copyEmail(inspector: Inspector): Promise<void> {
  await copyField(inspector, 'email', m.field_email());
}

async function copyField({ phase }: Inspector, name: 'id' | 'email', label: string): Promise<void> {
  if (phase.name !== 'found') {
    showToast(m.command_no_account());
    return;
  }
  const field = phase.lookUp.user.fields[name];
  // Only the e-mail address can be missing, because an answer without an id is not a user.
  if (field.state !== 'set' || field.value === '') {
    showToast(m.command_no_email());
    return;
  }
  await copyText(String(field.value), label);
}

/**
 * Switches privacy mode and confirms it, because without an account nothing on the screen changes.
 */
export async function togglePrivacy(inspector: Inspector): Promise<void> {
  await inspector.togglePrivacy();
  showToast(inspector.isPrivate ? m.command_privacy_on() : m.command_privacy_off());
}
