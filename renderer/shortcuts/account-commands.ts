import type { Inspector } from '../inspector.svelte';
import { m } from '../messages/compiled/messages.js';
import { showToast } from '../ui/announcer.svelte';
import { copyText } from '../ui/copy-text';

/** Asks the server once more about what the main area shows, be it an account or a problem with one. */
export async function lookUpAgain(inspector: Inspector): Promise<void> {
  const { phase } = inspector;
  if (phase.name === 'loading') return;
  const isAnswer = phase.name === 'found' || (phase.name === 'problem' && phase.query !== null);
  if (isAnswer) await inspector.lookUpAgain();
  else showToast(m.command_no_account());
}

export async function copyId(inspector: Inspector): Promise<void> {
  await copyField(inspector, 'id', m.field_id());
}

export async function copyEmail(inspector: Inspector): Promise<void> {
  await copyField(inspector, 'email', m.field_email());
}

async function copyField({ phase }: Inspector, name: 'id' | 'email', label: string): Promise<void> {
  if (phase.name !== 'found') {
    showToast(m.command_no_account());
    return;
  }
  const field = phase.lookUp.user.fields[name];
  // An id is always there: an answer without one is not a user.
  if (field.state !== 'set' || field.value === '') {
    showToast(m.command_no_email());
    return;
  }
  await copyText(String(field.value), label);
}

/** Switches privacy mode, and says so: where no account is shown nothing else would. */
export async function togglePrivacy(inspector: Inspector): Promise<void> {
  await inspector.togglePrivacy();
  showToast(inspector.isPrivate ? m.command_privacy_on() : m.command_privacy_off());
}
