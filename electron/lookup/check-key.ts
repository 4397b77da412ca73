import type { ApiClient } from '../api/client';
import type { KeyCheck } from '../contract/key';
import type { Problem } from '../contract/problem';
import { failed, ok, type Result } from '../contract/result';

/** An id that no account has. Requests for it test a key or a connection without personal data. */
export const unusedId = 'usr_00000000000000000000000000000000';

/**
 * Checks whether the server accepts an API key, by looking up `unusedId` with it. 401 means that
 * the key is refused. A response about the id, such as 403, 404 or 422, means that the key is
 * accepted.
 *
 * @returns the problem `key-refused` or `cancelled`; else `accepted`, or `unchecked` if the request
 *   failed for a reason that has nothing to do with the key
 */
export async function checkKey(
  client: ApiClient,
  request: Parameters<ApiClient['getUser']>[1],
): Promise<Result<KeyCheck>> {
  const answer = await client.getUser({ id: unusedId }, request);
  if (answer.ok) return ok('accepted');
  const { kind } = answer.problem;
  if (kind === 'key-refused' || kind === 'cancelled') return failed(answer.problem);
  return ok(provesAcceptance(answer.problem) ? 'accepted' : 'unchecked');
}

function provesAcceptance({ kind }: Problem): boolean {
  return kind === 'not-permitted' || kind === 'not-found' || kind === 'invalid-id';
}
