import type { Answer, ApiClient } from '../api/client';
import { textOf } from '../api/user';
import type { ChangesSince } from '../history/entry';
import type { History } from '../history/history';
import type { ApiKeys } from '../keychain/api-key';
import { failed, ok, type Result } from '../result';
import type { Settings } from '../settings/settings';
import { environmentOf } from '../settings/settings';
import type { Query } from './query';

/** A user that was found, with what one has to know to trust it. */
export type LookUp = {
  /** The id that was asked for, while the answer's own stands in `user.fields.id`; or that one where none was asked for. */
  readonly id: string;
  /** The e-mail address that was asked for. */
  readonly email?: string;
  /** The base URL that answered, or `sample`. */
  readonly environment: string;
  /** When the answer arrived, ISO 8601. */
  readonly fetchedAt: string;
} & Answer;

/** A lookup that was made just now. */
export type NewLookUp = LookUp & {
  /** What differs from the answer that the history knew, or null where it knew none. */
  readonly changes: ChangesSince | null;
};

type Parts = {
  readonly settings: () => Settings;
  readonly keys: ApiKeys;
  readonly server: ApiClient;
  readonly sampleData: ApiClient;
  readonly history: Pick<History, 'remember' | 'rememberFailed'>;
  readonly now: () => Date;
};

/** The use case: key, API, history. */
export function createLookUpUser({ settings, keys, server, sampleData, history, now }: Parts) {
  return async function lookUpUser(query: Query, signal: AbortSignal): Promise<Result<NewLookUp>> {
    const { environment, baseUrl, timeOutSeconds } = settings();
    const isSample = environment === 'sample';
    const key = isSample ? ok('') : await keys.read(baseUrl);
    if (!key.ok) return key;
    const asked = 'id' in query ? query.id : query.email;
    if (key.value !== '' && asked.includes(key.value)) return failed({ kind: 'key-in-search' });
    const client = isSample ? sampleData : server;
    const answer = await client.getUser(query, { baseUrl, apiKey: key.value, timeOutSeconds, signal });
    // Somebody may have been forgotten while this was on its way.
    if (signal.aborted) return failed({ kind: 'cancelled' });
    const place = environmentOf({ environment, baseUrl });
    const at = now().toISOString();
    if (!answer.ok) {
      const problem = answer.problem.kind;
      // Whom an e-mail address would have led to is not known.
      if ('id' in query && problem !== 'cancelled')
        history.rememberFailed({ environment: place, id: query.id, lookedUpAt: at, problem });
      return answer;
    }
    const lookUp = {
      // No user is read from an answer without an id.
      id: textOf(answer.value.user.fields.id) ?? '',
      ...query,
      environment: place,
      fetchedAt: at,
      ...answer.value,
    };
    return ok({ ...lookUp, changes: history.remember(lookUp) });
  };
}
