import { parseUser } from '../api/parse-user';
import type { ChangesSince, PersonKey, AnswerVersion } from '../contract/history';
import type { LookUp } from '../contract/look-up';
import { textOfField } from '../contract/user';
import type { Database } from './database';
import { diffAnswers } from './diff-answers';
import { isoOf, personNumberOf } from './person-row';

/**
 * A row of the table `answer`: one version of a person's answer. `json` is the last response body
 * of the version, unchanged. Times are in milliseconds since 1970.
 */
type AnswerRow = {
  readonly number: number;
  readonly first_seen_at: number;
  readonly last_seen_at: number;
  readonly json: string;
};

/**
 * Stores an answer. If a field other than the routine fields changed, it becomes a new version.
 * Otherwise it replaces the last one, so that repeated lookups don't let the file grow.
 *
 * @param person the `number` of the row in `person`
 * @param at milliseconds since 1970
 * @returns how the answer differs from the previous one; null if none is stored
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
      answeredIdOf(lookUp),
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

/**
 * The id in an answer if it differs from the requested one; else null. It is stored so that
 * forgetting that id also removes this answer.
 */
export function answeredIdOf({ id, user }: LookUp): string | null {
  const answered = textOfField(user.fields.id);
  return answered === id ? null : answered;
}

/** The last stored answer about a person, as a lookup; null if none is stored. */
export function readLastAnswer(database: Database, key: PersonKey): LookUp | null {
  const person = personNumberOf(database, key);
  const last = person === null ? null : lastAnswer(database, person);
  if (last === null) return null;
  const user = parseUser(last.json);
  if (typeof user === 'string') return null;
  return { ...key, fetchedAt: isoOf(last.last_seen_at), user, json: last.json };
}

/** All stored versions of a person's answer, newest first. */
export function timelineOf(database: Database, key: PersonKey): readonly AnswerVersion[] {
  const person = personNumberOf(database, key);
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
  return { ...diffAnswers(older.json, json), since: isoOf(older.last_seen_at) };
}
