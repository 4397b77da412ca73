import { millisecondsInMinute } from 'date-fns/constants';
import { subYears } from 'date-fns/subYears';
import { textOfField, type FieldName, type User } from '../../electron/contract/user';
import { m } from '../messages/compiled/messages.js';
import { hasHiddenCharacters } from '../ui/display-text';
import { dayOf, isDay, isTimeZone } from '../ui/time';
import { fieldTimestamp, isNever } from './field-timestamp';

type Fields = User['fields'];

const messages = {
  'changed-before-created': m.contradiction_changed_before_created,
  'signed-in-before-created': m.contradiction_signed_in_before_created,
  'verified-before-created': m.contradiction_verified_before_created,
  'placeholder-time': m.contradiction_placeholder_time,
  'time-in-future': m.contradiction_time_in_future,
  'birthday-in-future': m.contradiction_birthday_in_future,
  'birthday-too-early': m.contradiction_birthday_too_early,
  'unknown-time-zone': m.contradiction_unknown_time_zone,
  'no-at-sign': m.contradiction_no_at_sign,
  'space-around': m.contradiction_space_around,
  'hidden-characters': m.contradiction_hidden_characters,
} as const;

/** A reason why a field's value can't be right, or differs from what the screen shows. */
export type Contradiction = keyof typeof messages;

/** A contradiction in the screen's language. */
export function contradictionMessage(contradiction: Contradiction): string {
  return messages[contradiction]();
}

/** The server's clock may be this far ahead of this computer's. */
const clockSkewMs = 5 * millisecondsInMinute;
const maxAgeYears = 120;
/** The zone where each day begins first. A day in the future there is in the future everywhere. */
const earliestZone = 'Pacific/Kiritimati';

type Finding = readonly [FieldName, Contradiction];

/**
 * The contradictions in an account per field. Fields without contradictions are not in the map.
 *
 * @param now milliseconds since the Unix epoch
 */
export function contradictionsOf(
  fields: Fields,
  now: number,
): ReadonlyMap<FieldName, readonly Contradiction[]> {
  const byField = new Map<FieldName, readonly Contradiction[]>();
  for (const [name, contradiction] of [
    ...checkTimes(fields, now),
    ...checkBirthday(fields, now),
    ...checkTimeZone(fields),
    ...checkEmail(fields),
    ...checkTexts(fields),
  ])
    byField.set(name, [...(byField.get(name) ?? []), contradiction]);
  return byField;
}

const beforeCreated: readonly Finding[] = [
  ['updated_at', 'changed-before-created'],
  ['last_login', 'signed-in-before-created'],
  ['last_verified', 'verified-before-created'],
];
const pastFields = ['created_at', 'updated_at', 'last_login', 'last_verified'] as const;

function checkTimes(fields: Fields, now: number): readonly Finding[] {
  const timeOf = (name: FieldName) => fieldTimestamp(fields[name])?.getTime() ?? NaN;
  return [
    ...pastFields
      .filter((name) => fields[name].state === 'set' && isNever(fields[name]))
      .map((name) => [name, 'placeholder-time'] as const),
    ...beforeCreated.filter(([name]) => timeOf(name) < timeOf('created_at')),
    ...pastFields
      .filter((name) => timeOf(name) > now + clockSkewMs)
      .map((name) => [name, 'time-in-future'] as const),
  ];
}

function checkBirthday({ birthday }: Fields, now: number): readonly Finding[] {
  const day = textOfField(birthday);
  if (day === null || !isDay(day)) return [];
  if (day > dayOf(now, earliestZone)) return [['birthday', 'birthday-in-future']];
  const earliest = dayOf(subYears(now, maxAgeYears), 'UTC');
  return day < earliest ? [['birthday', 'birthday-too-early']] : [];
}

function checkTimeZone({ timezone }: Fields): readonly Finding[] {
  const name = textOfField(timezone)?.trim() ?? '';
  return name === '' || isTimeZone(name) ? [] : [['timezone', 'unknown-time-zone']];
}

function checkEmail({ email }: Fields): readonly Finding[] {
  const address = textOfField(email)?.trim() ?? '';
  return address === '' || address.includes('@') ? [] : [['email', 'no-at-sign']];
}

const spaceAround = /^\p{White_Space}|\p{White_Space}$/u;
function checkTexts(fields: Fields): readonly Finding[] {
  return (Object.keys(fields) as FieldName[]).flatMap((name) => {
    const text = textOfField(fields[name]) ?? '';
    const findings: Finding[] = [];
    if (spaceAround.test(text)) findings.push([name, 'space-around']);
    if (hasHiddenCharacters(text)) findings.push([name, 'hidden-characters']);
    return findings;
  });
}
