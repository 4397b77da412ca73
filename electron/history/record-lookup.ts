import type { ChangesSince, HistoryEntry, PersonKey } from '../contract/history';
import type { LookUp } from '../contract/look-up';
import type { ProblemKind } from '../contract/problem';
import { textOfField, type Field } from '../contract/user';
import { otherIdOf, rememberAnswer } from './answer-versions';
import type { Database } from './database';
import { keptAs } from './environment-alias';
import { numberOf, type PersonRow } from './person-row';
import { addToIndex, removeFromIndex } from './search-index';

/** A lookup that did not find the person. */
export type FailedLookUp = PersonKey & {
  /** ISO 8601. */
  readonly lookedUpAt: string;
  readonly problem: ProblemKind;
};

/**
 * @param keepsAnswer whether the answer may be kept too, and not just who was found
 * @returns what differs from the answer before, or null where none is kept
 */
export function rememberFound(
  database: Database,
  lookUp: LookUp,
  keepsAnswer: boolean,
): ChangesSince | null {
  const { email, is_active, current_organization_id } = lookUp.user.fields;
  const at = Date.parse(lookUp.fetchedAt);
  return database.transaction(() => {
    const person = moveToTop(database, lookUp, at, 'found');
    database.run(
      `UPDATE person SET found_at = ?, name = ?, email = ?, organization = ?, is_active = ?, answered_id = ?
       WHERE number = ?`,
      at,
      lookUp.user.name,
      textOfField(email),
      textOfField(current_organization_id),
      flagOf(is_active),
      otherIdOf(lookUp),
      person,
    );
    addToIndex(database, person);
    return keepsAnswer ? rememberAnswer(database, person, at, lookUp) : null;
  });
}

/** Who was found before keeps their name, their answers and their note. */
export function rememberFailed(database: Database, lookUp: FailedLookUp): void {
  database.transaction(() => {
    const person = moveToTop(database, lookUp, Date.parse(lookUp.lookedUpAt), lookUp.problem);
    addToIndex(database, person);
  });
}

/** @returns false where the person is not in the history */
export function setPinned(database: Database, key: PersonKey, isPinned: boolean): boolean {
  return setColumn(database, key, 'is_pinned', Number(isPinned));
}

/** @returns false where the person is not in the history */
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
    const person = numberOf(database, key);
    if (person === null) return false;
    removeFromIndex(database, person);
    database.run(`UPDATE person SET ${column} = ? WHERE number = ?`, value, person);
    addToIndex(database, person);
    return true;
  });
}

/** Adds a lookup. The person is not in the index afterwards. */
function moveToTop(
  database: Database,
  { environment, id }: PersonKey,
  at: number,
  outcome: HistoryEntry['outcome'],
): number {
  const known = numberOf(database, { environment, id });
  if (known !== null) removeFromIndex(database, known);
  const [{ number }] = database.all(
    `INSERT INTO person (recency, environment, id, looked_up_at, outcome)
     VALUES ((SELECT coalesce(max(recency), 0) + 1 FROM person), ?, ?, ?, ?)
     ON CONFLICT (environment, id) DO UPDATE
     SET recency = excluded.recency, looked_up_at = excluded.looked_up_at, outcome = excluded.outcome
     RETURNING number`,
    keptAs(database, environment),
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
