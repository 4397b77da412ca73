import { millisecondsInDay, monthsInYear } from 'date-fns/constants';
import { differenceInMonths } from 'date-fns/differenceInMonths';
import type { Field, FieldName, User } from '../../electron/contract/user';
import { m } from '../messages/compiled/messages.js';
import { relative } from '../ui/time';
import { fieldTimestamp, isNever } from './field-timestamp';

type Tone = 'good' | 'warn' | 'bad';

/** One statement about an account, and the fields from which it follows. */
export type StatusSentence = { readonly cites: readonly FieldName[] } & (
  | {
      readonly kind:
        | 'active'
        | 'switched-off'
        | 'activity-unknown'
        | 'never-verified'
        | 'verification-unclear'
        | 'never-signed-in'
        | 'sign-in-unclear';
    }
  | { readonly kind: 'verified' | 'signed-in'; readonly at: Date; readonly now: number }
  | { readonly kind: 'long-absent'; readonly months: number }
);
type SentenceKind = StatusSentence['kind'];

/** An account in a few sentences. The worst sentence sets the tone. */
export type AccountStatus = { readonly tone: Tone; readonly sentences: readonly StatusSentence[] };

const tones: Readonly<Record<SentenceKind, Tone>> = {
  active: 'good',
  'switched-off': 'bad',
  'activity-unknown': 'warn',
  verified: 'good',
  'never-verified': 'warn',
  'verification-unclear': 'warn',
  'signed-in': 'good',
  'sign-in-unclear': 'warn',
  'never-signed-in': 'warn',
  'long-absent': 'warn',
};

/** A user who did not sign in for so long may have left the organization. */
const longAbsenceMs = 180 * millisecondsInDay;
/** Absences from this length on are stated in years. */
const yearsFromMonths = 2 * monthsInYear;

/**
 * What support staff need to know first: whether the account works, and whether it is in use.
 *
 * @param now milliseconds since the Unix epoch
 */
export function accountStatus(fields: User['fields'], now: number): AccountStatus {
  const sentences = [
    activity(fields.is_active),
    verification(fields, now),
    signIn(fields, now),
  ].filter((sentence) => sentence !== null);
  const all = sentences.map(({ kind }) => tones[kind]);
  const tone = (['bad', 'warn'] as const).find((each) => all.includes(each)) ?? 'good';
  return { tone, sentences };
}

function activity(field: Field): StatusSentence {
  const cites = ['is_active'] as const;
  if (field.state !== 'set' || typeof field.value !== 'boolean')
    return { kind: 'activity-unknown', cites };
  return { kind: field.value ? 'active' : 'switched-off', cites };
}

function verification(
  { created_at, last_verified }: User['fields'],
  now: number,
): StatusSentence | null {
  const cites = ['last_verified'] as const;
  if (isNever(last_verified)) return { kind: 'never-verified', cites };
  const at = past(last_verified, now);
  if (at === null) return null;
  return isBefore(at, created_at)
    ? { kind: 'verification-unclear', cites: ['last_verified', 'created_at'] }
    : { kind: 'verified', cites, at, now };
}

function signIn(
  { created_at, is_active, last_login }: User['fields'],
  now: number,
): StatusSentence | null {
  const cites = ['last_login'] as const;
  if (isNever(last_login)) return { kind: 'never-signed-in', cites };
  const at = past(last_login, now);
  if (at === null) return null;
  if (isBefore(at, created_at))
    return { kind: 'sign-in-unclear', cites: ['last_login', 'created_at'] };
  // A user whose account is switched off can't sign in, so the absence says nothing.
  const canSignIn = activity(is_active).kind !== 'switched-off';
  return canSignIn && now - at.getTime() >= longAbsenceMs
    ? { kind: 'long-absent', cites, months: differenceInMonths(now, at) }
    : { kind: 'signed-in', cites, at, now };
}

/** Whether a time is before the account's creation. It is then wrong, and the status warns. */
function isBefore(at: Date, created: Field): boolean {
  const since = fieldTimestamp(created);
  return since !== null && at < since;
}

/** The field's time, or null if there is none or it is in the future. */
function past(field: Field, now: number): Date | null {
  const moment = fieldTimestamp(field);
  return moment !== null && moment.getTime() <= now ? moment : null;
}

/**
 * A sentence in the screen's language.
 *
 * @param locale a BCP 47 tag for numbers and times
 */
export function statusMessage(sentence: StatusSentence, locale: string): string {
  switch (sentence.kind) {
    case 'active':
      return m.status_active();
    case 'switched-off':
      return m.status_switched_off();
    case 'activity-unknown':
      return m.status_unknown();
    case 'never-verified':
      return m.status_never_verified();
    case 'verified':
      return m.status_verified({ when: relative(sentence.at, sentence.now, locale) });
    case 'verification-unclear':
      return m.status_verification_unclear();
    case 'sign-in-unclear':
      return m.status_sign_in_unclear();
    case 'never-signed-in':
      return m.status_never_signed_in();
    case 'signed-in':
      return m.status_signed_in({ when: relative(sentence.at, sentence.now, locale) });
    case 'long-absent':
      return sentence.months < yearsFromMonths
        ? m.status_absent_months({ months: sentence.months })
        : m.status_absent_years({ years: Math.floor(sentence.months / monthsInYear) });
  }
}
