import { parseUser } from '../api/parse-user';
import type { ChangesSince, PersonKey, AnswerVersion } from '../contract/history';
import type { LookUp } from '../contract/look-up';
import { textOfField } from '../contract/user';
import type { Database } from './database';
import { changesSince } from './diff-answers';
import { isoOf, numberOf } from './person-row';

/** A row of the table `answer`: a version, with the newest answer that it stands for as it came. */
type AnswerRow = {
  readonly number: number;
  readonly first_seen_at: number;
  readonly last_seen_at: number;
  readonly json: string;
};

/**
 * Keeps an answer: as a new version where something really changed, or else in place of the last one.
 *
 * @param at milliseconds since 1970
 * @returns what differs from the answer before, or null where none is kept
 */
export function rememberAnswer(
  database: Database,
  person: number,
  at: number,
  lookUp: LookUp,
): ChangesSince | null {
  const { json } = lookUp;
  const last = lastAnswer(database, person);
  const changes = last === null ? null : changesBetween(last, json);
  if (last === null || changes === null || changes.changes.length > 0) {
    database.run(
      'INSERT INTO answer (person, first_seen_at, last_seen_at, json, answered_id) VALUES (?, ?, ?, ?, ?)',
      person,
      at,
      at,
      json,
      otherIdOf(lookUp),
    );
  } else {
    database.run(
      'UPDATE answer SET last_seen_at = ?, json = ? WHERE number = ?',
      at,
      json,
      last.number,
    );
  }
  return changes;
}

/** The id in an answer, where that is another one than was asked for: whose answer it is too. */
export function otherIdOf({ id, user }: LookUp): string | null {
  const answered = textOfField(user.fields.id);
  return answered === id ? null : answered;
}

/** The last answer that is kept, as the lookup that it came with. */
export function openAnswer(database: Database, key: PersonKey): LookUp | null {
  const person = numberOf(database, key);
  const last = person === null ? null : lastAnswer(database, person);
  if (last === null) return null;
  const user = parseUser(last.json);
  if (typeof user === 'string') return null;
  return { ...key, fetchedAt: isoOf(last.last_seen_at), user, json: last.json };
}

/** All versions of a person that are kept, the newest first. */
export function timelineOf(database: Database, key: PersonKey): readonly AnswerVersion[] {
  const person = numberOf(database, key);
  if (person === null) return [];
  const answers = database.all(
    'SELECT * FROM answer WHERE person = ? ORDER BY number DESC',
    person,
  ) as AnswerRow[];
  return answers.map((answer, index) => {
    const older = answers[index + 1];
    return {
      firstSeenAt: isoOf(answer.first_seen_at),
      lastSeenAt: isoOf(answer.last_seen_at),
      changes: older === undefined ? null : changesBetween(older, answer.json),
    };
  });
}

function lastAnswer(database: Database, person: number): AnswerRow | null {
  const [last] = database.all(
    'SELECT * FROM answer WHERE person = ? ORDER BY number DESC LIMIT 1',
    person,
  ) as AnswerRow[];
  return last ?? null;
}

function changesBetween(older: AnswerRow, json: string): ChangesSince {
  return { ...changesSince(older.json, json), since: isoOf(older.last_seen_at) };
}
