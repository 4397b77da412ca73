import { parseUser } from '../../../electron/api/parse-user';
import type { LookUp } from '../../../electron/contract/look-up';
import { ok } from '../../../electron/contract/result';
import { defaultRetention } from '../../../electron/contract/retention';
import { createHistory, type History } from '../../../electron/history/history';

export { sizeOf } from '../../../electron/history/history-file';

export const historyKey = '0123456789abcdef'.repeat(4);

/** The app's history with a fake keychain that always holds `historyKey`. */
export function openHistory(file: string): History {
  return createHistory({
    file,
    keychain: {
      get: () => Promise.resolve(ok(historyKey)),
      set: () => Promise.resolve(ok(undefined)),
      remove: () => Promise.resolve(ok(undefined)),
    },
    retention: () => defaultRetention,
    removesExpired: true,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    now: () => new Date(),
    serverTime: () => null,
    onExpiry: () => undefined,
  });
}

/** A lookup with this answer, as the use case creates it. */
export function lookUpOf(
  answer: Record<string, unknown> & { id: string },
  environment: string,
): LookUp {
  const json = JSON.stringify(answer);
  const user = parseUser(json);
  if (typeof user === 'string') throw new Error(`${user}: ${json}`);
  return { id: answer.id, environment, fetchedAt: new Date().toISOString(), user, json };
}
