import type { ApiClient } from '../api/client';
import type { KeyCheck } from '../contract/key';
import type { Problem } from '../contract/problem';
import { failed, ok, type Result } from '../contract/result';

/** Nobody has this id: it is asked for only to hear whether the key is accepted. */
export const idOfNobody = 'usr_00000000000000000000000000000000';

/**
 * Asks the server whether it accepts a key. 401 refuses it; any answer about the id, such as 403, 404 or 422, accepts it.
 *
 * @returns the problem `key-refused` or `cancelled`, or how sure one can be
 */
export async function checkKey(
  client: ApiClient,
  request: Parameters<ApiClient['getUser']>[1],
): Promise<Result<KeyCheck>> {
  const answer = await client.getUser({ id: idOfNobody }, request);
  if (answer.ok) return ok('accepted');
  const { kind } = answer.problem;
  if (kind === 'key-refused' || kind === 'cancelled') return failed(answer.problem);
  return ok(provesAcceptance(answer.problem) ? 'accepted' : 'unchecked');
}

function provesAcceptance({ kind }: Problem): boolean {
  return kind === 'not-permitted' || kind === 'not-found' || kind === 'invalid-id';
}
