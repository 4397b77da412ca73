import type { LookUp } from '../../electron/contract/look-up';
import type { FieldName } from '../../electron/contract/user';
import { m } from '../messages/compiled/messages.js';
import { isPersonal } from '../privacy/personal-fields';
import { toDisplayText } from '../ui/display-text';
import { absolute } from '../ui/time';
import { accountStatus, statusMessage } from './account-status';
import { fieldColumns, copyableText, fieldLabel } from './field-display';
import { isRequestedUser } from './is-requested-user';

/**
 * The text about an account for a ticket, one fact per line: environment, user id, time of the
 * lookup and status. The trace id follows if there is one; the vendor's support finds the request
 * by it.
 *
 * @param withPersonal whether the personal values follow (see {@link isPersonal})
 * @param locale a BCP 47 tag for dates and times; relative times are as of the lookup
 */
export function ticketText(lookUp: LookUp, withPersonal: boolean, locale: string): string {
  const { user, environment, fetchedAt, traceId } = lookUp;
  const when = new Date(fetchedAt);
  const { sentences } = accountStatus(user.fields, when.getTime());
  const facts: (readonly [string, string])[] = [
    [m.ticket_environment(), environment === 'sample' ? m.sample_badge() : environment],
    [fieldLabel('id'), copyableText(user.fields.id) ?? lookUp.id],
    [m.ticket_fetched_at(), `${absolute(when, locale)} (${fetchedAt})`],
    [m.ticket_status(), sentences.map((sentence) => statusMessage(sentence, locale)).join(' ')],
  ];
  if (!isRequestedUser(lookUp)) facts.push([m.ticket_careful(), m.ticket_other_account()]);
  if (traceId !== undefined) facts.push([m.problem_trace(), traceId]);
  if (withPersonal) facts.push(...personalFacts(lookUp));
  return facts.map(([label, value]) => `${label}: ${onOneLine(value)}`).join('\n');
}

/** Joins a value's lines, because a value with line breaks could forge further facts. */
const onOneLine = (value: string) => toDisplayText(value).replace(/\s+/g, ' ');

function personalFacts({ user }: LookUp): (readonly [string, string])[] {
  const names: FieldName[] = fieldColumns.flat().flatMap(({ fields }) => fields.filter(isPersonal));
  const known = names.map((name) => [fieldLabel(name), copyableText(user.fields[name])] as const);
  // The quotes distinguish an unknown field from a documented one whose label it imitates.
  const other = user.other.map(
    ({ name, json }) => [onOneLine(JSON.stringify(name)), json] as const,
  );
  return [...known, ...other].flatMap(([label, value]) =>
    value === null ? [] : [[label, value] as const],
  );
}
