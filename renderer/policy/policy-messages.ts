import type { PolicyOnPage } from '../../electron/contract/policy';
import { m } from '../messages/compiled/messages.js';
import { toDisplayText, toDisplayTextInSentence } from '../ui/display-text';

type Flaw = NonNullable<PolicyOnPage['flaw']>;

/** Says who locked a setting, or that it is locked because the policy is invalid. */
export function lockedMessage({ managedBy }: PolicyOnPage): string {
  return managedBy === null
    ? m.policy_locked_by_flaw()
    : m.policy_locked({ who: toDisplayTextInSentence(managedBy) });
}

/** Says whether the policy locks settings or only sets them; null without a valid policy. */
export function policyMessage({ managedBy, locked }: PolicyOnPage): string | null {
  if (managedBy === null) return null;
  const who = toDisplayTextInSentence(managedBy);
  return locked.length > 0 ? m.policy_locks({ who }) : m.policy_sets({ who });
}

/** Says why the policy file can't be used. */
export function flawCause(flaw: Flaw): string {
  switch (flaw.reason) {
    case 'unreadable':
      return m.policy_flaw_unreadable();
    case 'too-large':
      return m.policy_flaw_too_large();
    case 'not-trusted':
      return m.policy_flaw_not_trusted();
    case 'not-utf8':
      return m.policy_flaw_not_utf8();
    case 'not-json':
      return flaw.at === null ? m.policy_flaw_not_json() : m.policy_flaw_not_json_at(flaw.at);
    case 'not-fitting':
      return flaw.places.length === 0
        ? m.policy_flaw_not_fitting()
        : m.policy_flaw_not_fitting_at({
            places: flaw.places.map((place) => toDisplayText(place)).join(', '),
          });
  }
}

/** The problem with the policy file as text for an e-mail or a ticket. */
export function flawSupportText(flaw: Flaw, version: string): string {
  const lines = [
    { label: m.policy_flaw_file(), value: toDisplayText(flaw.file) },
    { label: m.problem_cause(), value: flawCause(flaw) },
    { label: m.problem_version(), value: version },
  ];
  return [m.policy_flaw_title(), ...lines.map((line) => m.problem_details_line(line))].join('\n');
}
