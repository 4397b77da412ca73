import type { ChangesSince, HistoryEntry, PersonKey } from '../contract/history';
import type { LookUp } from '../contract/look-up';
import type { ProblemKind } from '../contract/problem';
import { textOfField, type Field } from '../contract/user';
import type { ServerTime } from '../network/server-clock';
import { answeredIdOf, rememberAnswer } from './answer-versions';
import { checkClock, lastSeenTime, noteClock, recordedTime } from './clock-check';
import type { Database } from './database';
import { aliasOf } from './environment-alias';
import { personNumberOf, type PersonRow } from './person-row';
import { addToIndex, removeFromIndex } from './search-index';

/** A lookup that ended with a problem. */
export type FailedLookUp = PersonKey & {
  /** ISO 8601. */
  readonly lookedUpAt: string;
  readonly problem: ProblemKind;
};

/**
 * Stores a successful lookup.
 *
 * @param keepsAnswer whether to store the answer in addition to the person's name and status
 * @param told the time that a server sent last
 * @returns how the answer differs from the previous one; null if none is stored
 */
export function rememberFound(
  database: Database,
  lookUp: LookUp,
  keepsAnswer: boolean,
  told: ServerTime | null,
): ChangesSince | null {
  const { email, is_active, current_organization_id } = lookUp.user.fields;
  return database.transaction(() => {
    const at = storedTimeOf(database, lookUp.fetchedAt, told);
    const person = moveToTop(database, lookUp, at, 'found');
    database.run(
      `UPDATE person SET found_at = ?, name = ?, email = ?, organization = ?, is_active = ?, answered_id = ?
       WHERE number = ?`,
      at,
      lookUp.user.name,
      textOfField(email),
      textOfField(current_organization_id),
      flagOf(is_active),
      answeredIdOf(lookUp),
      person,
    );
    addToIndex(database, person);
    return keepsAnswer ? rememberAnswer(database, person, at, lookUp) : null;
  });
}

/** Stores a failed lookup. The name, answers and note of a known person stay. */
export function rememberFailed(
  database: Database,
  lookUp: FailedLookUp,
  told: ServerTime | null,
): void {
  database.transaction(() => {
    const at = storedTimeOf(database, lookUp.lookedUpAt, told);
    const person = moveToTop(database, lookUp, at, lookUp.problem);
    addToIndex(database, person);
  });
}

/** The time under which a lookup is stored. Notes in the file that this time is past. */
function storedTimeOf(database: Database, localTime: string, told: ServerTime | null): number {
  const local = Date.parse(localTime);
  const lastSeen = lastSeenTime(database);
  noteClock(database, local, checkClock(local, told, lastSeen));
  return recordedTime(local, told, lastSeen);
}

/** @returns false if the person is not in the history */
export function setPinned(database: Database, key: PersonKey, isPinned: boolean): boolean {
  return setColumn(database, key, 'is_pinned', Number(isPinned));
}

/** @returns false if the person is not in the history */
export function setNote(database: Database, key: PersonKey, note: string): boolean {
  return setColumn(database, key, 'note', note);
}

function setColumn(
  database: Database,
  key: PersonKey,
  column: 'is_pinned' | 'note',
  value: string | number,
): boolean {
  return database.transaction(() => {
    const person = personNumberOf(database, key);
    if (person === null) return false;
    removeFromIndex(database, person);
    database.run(`UPDATE person SET ${column} = ? WHERE number = ?`, value, person);
    addToIndex(database, person);
    return true;
  });
}

/**
 * Adds a lookup and moves the person to the top of the list. Removes the person from the search
 * index: the caller adds them again after updating the row.
 *
 * @returns the `number` of the person
 */
function moveToTop(
  database: Database,
  { environment, id }: PersonKey,
  at: number,
  outcome: HistoryEntry['outcome'],
): number {
  const known = personNumberOf(database, { environment, id });
  if (known !== null) removeFromIndex(database, known);
  const [{ number }] = database.all(
    `INSERT INTO person (recency, environment, id, looked_up_at, outcome)
     VALUES ((SELECT coalesce(max(recency), 0) + 1 FROM person), ?, ?, ?, ?)
     ON CONFLICT (environment, id) DO UPDATE
     SET recency = excluded.recency, looked_up_at = excluded.looked_up_at, outcome = excluded.outcome
     RETURNING number`,
    aliasOf(database, environment),
    id,
    at,
    outcome,
  ) as [PersonRow];
  database.run(
    'INSERT INTO look_up (person, looked_up_at, outcome) VALUES (?, ?, ?)',
    number,
    at,
    outcome,
  );
  return number;
}

const flagOf = (field: Field) =>
  field.state === 'set' && typeof field.value === 'boolean' ? Number(field.value) : null;
