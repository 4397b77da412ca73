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

/** The use case: key, API, history. */
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
    const asked = 'id' in query ? query.id : query.email;
    if (key.value !== '' && asked.includes(key.value)) return failed({ kind: 'key-in-search' });
    const client = isSample ? sampleData : server;
    const answer = await client.getUser(query, {
      baseUrl,
      apiKey: key.value,
      timeOutSeconds,
      signal,
    });
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
      id: textOfField(answer.value.user.fields.id) ?? '',
      ...query,
      environment: place,
      fetchedAt: at,
      ...answer.value,
    };
    return ok({ ...lookUp, changes: history.remember(lookUp) });
  };
}
