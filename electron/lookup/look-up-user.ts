import type { ApiClient } from '../api/client';
import type { NewLookUp, Query } from '../contract/look-up';
import { failed, ok, type Result } from '../contract/result';
import type { Settings } from '../contract/settings';
import { environmentOf } from '../contract/settings';
import { textOfField } from '../contract/user';
import type { History } from '../history/history';
import type { ApiKeys } from '../keychain/api-keys';

type LookUpUserDeps = {
  readonly settings: () => Settings;
  readonly keys: ApiKeys;
  readonly server: ApiClient;
  readonly sampleData: ApiClient;
  readonly history: Pick<History, 'remember' | 'rememberFailed'>;
  readonly now: () => Date;
};

/**
 * Creates the use case of one lookup: reads the API key, requests the user, and stores the result
 * in the history. The history never makes a lookup fail.
 */
export function createLookUpUser({
  settings,
  keys,
  server,
  sampleData,
  history,
  now,
}: LookUpUserDeps) {
  return async function lookUpUser(query: Query, signal: AbortSignal): Promise<Result<NewLookUp>> {
    const { environment, baseUrl, timeOutSeconds } = settings();
    const isSample = environment === 'sample';
    const key = isSample ? ok('') : await keys.read(baseUrl);
    if (!key.ok) return key;
    const searched = 'id' in query ? query.id : query.email;
    // URLs end up in the logs of proxies and servers, so a key that was pasted here is not sent.
    if (key.value !== '' && searched.includes(key.value)) return failed({ kind: 'key-in-search' });
    const client = isSample ? sampleData : server;
    const answer = await client.getUser(query, {
      baseUrl,
      apiKey: key.value,
      timeOutSeconds,
      signal,
    });
    // Removing a person from the history aborts a running lookup. Its result must not be stored.
    if (signal.aborted) return failed({ kind: 'cancelled' });
    const historyEnvironment = environmentOf({ environment, baseUrl });
    const arrivedAt = now().toISOString();
    if (!answer.ok) {
      const problem = answer.problem.kind;
      // The history stores people by id, which a failed query by e-mail address does not reveal.
      if ('id' in query && problem !== 'cancelled')
        history.rememberFailed({
          environment: historyEnvironment,
          id: query.id,
          lookedUpAt: arrivedAt,
          problem,
        });
      return answer;
    }
    const lookUp = {
      // Never falls back to the empty string: `parseUser` accepts no answer without an id.
      id: textOfField(answer.value.user.fields.id) ?? '',
      ...query,
      environment: historyEnvironment,
      fetchedAt: arrivedAt,
      ...answer.value,
    };
    return ok({ ...lookUp, changes: history.remember(lookUp) });
  };
}
