import type { ApiClient } from '../api/client';
import { unusedId } from '../api/user-route';
import type { KeyCheck } from '../contract/key';
import type { Problem } from '../contract/problem';
import { failed, ok, type Result } from '../contract/result';

/** No server accepts it. The answer to it shows what a wrong key gets. */
const wrongKey = 'not-a-key-but-a-check-of-account-inspector';

/** What the server said about a key. */
export type KeyVerdict = {
  readonly check: KeyCheck;
  /** The problem because of which the key is unchecked; null if there was none. */
  readonly problem: Problem | null;
};

/**
 * Checks whether the server accepts an API key, by looking up `unusedId` with it. 401 means that
 * the key is refused. The key is accepted only if a wrong key gets another answer. The API's error
 * object for a missing user shows that: the API refuses a wrong key before it looks for a user. For
 * every other answer, the same lookup with `wrongKey` shows it.
 *
 * @returns the problem `key-refused` or `cancelled`; else the verdict
 */
export async function checkKey(
  client: ApiClient,
  request: Parameters<ApiClient['getUser']>[1],
): Promise<Result<KeyVerdict>> {
  const answer = await client.getUser({ id: unusedId }, request);
  const problem = answer.ok ? null : answer.problem;
  if (problem?.kind === 'key-refused' || problem?.kind === 'cancelled') return failed(problem);
  if (problem !== null && !isAboutUser(problem)) return ok({ check: 'unchecked', problem });
  if (problem !== null && showsAcceptance(problem)) return ok({ check: 'accepted', problem: null });
  const control = await client.getUser({ id: unusedId }, { ...request, apiKey: wrongKey });
  if (!control.ok && control.problem.kind === 'cancelled') return failed(control.problem);
  const isRefused = !control.ok && control.problem.kind === 'key-refused';
  return ok({ check: isRefused ? 'accepted' : 'unchecked', problem: null });
}

const isAboutUser = ({ kind }: Problem) =>
  ['not-permitted', 'not-found', 'removed', 'invalid-id'].includes(kind);

const showsAcceptance = (problem: Problem) =>
  problem.kind === 'not-found' && problem.code !== undefined;
