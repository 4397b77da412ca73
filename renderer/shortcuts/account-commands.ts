import type { Lookups } from '../lookup/lookups.svelte';
import { m } from '../messages/compiled/messages.js';
import type { AppSettings } from '../settings/app-settings.svelte';
import { showToast } from '../ui/announcer.svelte';
import { copyText } from '../ui/copy-text';

/** Repeats the lookup whose account or problem is shown. */
export async function lookUpAgain(lookups: Lookups): Promise<void> {
  const { phase } = lookups;
  if (phase.name === 'loading') return;
  const isAnswer = phase.name === 'found' || (phase.name === 'problem' && phase.query !== null);
  if (isAnswer) await lookups.lookUpAgain();
  else showToast(m.command_no_account());
}

/** Copies the id of the shown account. */
export async function copyId(lookups: Lookups): Promise<void> {
  await copyField(lookups, 'id', m.field_id());
}

/** Copies the e-mail address of the shown account. */
export async function copyEmail(lookups: Lookups): Promise<void> {
  await copyField(lookups, 'email', m.field_email());
}

async function copyField({ phase }: Lookups, name: 'id' | 'email', label: string): Promise<void> {
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
export async function togglePrivacy(settings: AppSettings): Promise<void> {
  await settings.togglePrivacy();
  showToast(settings.isPrivate ? m.command_privacy_on() : m.command_privacy_off());
}
