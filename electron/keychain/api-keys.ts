import type { SecretLifetime, KeyStatus } from '../contract/key';
import { limits } from '../contract/limits';
import { failed, ok, type Result } from '../contract/result';
import type { KeychainName } from '../contract/start';
import type { SecretStore } from './secret-store';

/** The API key of each server. A key belongs to the base URL it was entered for and is never sent to another one. */
export interface ApiKeys {
  status(baseUrl: string): Promise<Result<KeyStatus>>;
  read(baseUrl: string): Promise<Result<string>>;
  save(baseUrl: string, key: string, keep: SecretLifetime): Promise<Result<undefined>>;
  remove(baseUrl: string): Promise<Result<undefined>>;
}

/** Remembers for which servers a key was put into the keychain. No secret: just that there is one. */
export type StoredKeys = {
  has(baseUrl: string): boolean;
  set(baseUrl: string, isStored: boolean): Promise<void>;
};

export function createApiKeys(keychain: SecretStore, storedKeys: StoredKeys): ApiKeys {
  const thisSession = new Map<string, string>();

  async function readStored(baseUrl: string): Promise<Result<string | null>> {
    const stored = await keychain.get(baseUrl);
    if (!stored.ok) return stored;
    // A locked Secret Service whose question is dismissed answers like an empty one; only the app knows that a key
    // should be there.
    if (stored.value === null) {
      return storedKeys.has(baseUrl) ? failed({ kind: 'keychain-locked' }) : stored;
    }
    // Any program of the same person can write to the entry.
    const key = usableKey(stored.value);
    return key.ok && key.value.length <= limits.keyLength
      ? key
      : failed({ kind: 'keychain-garbled' });
  }

  return {
    async status(baseUrl) {
      if (thisSession.has(baseUrl)) return ok('this-session');
      const stored = await readStored(baseUrl);
      return stored.ok ? ok(stored.value === null ? 'none' : 'stored') : stored;
    },
    async read(baseUrl) {
      const kept = thisSession.get(baseUrl);
      if (kept !== undefined) return ok(kept);
      const stored = await readStored(baseUrl);
      if (!stored.ok) return stored;
      return stored.value === null ? failed({ kind: 'no-key' }) : ok(stored.value);
    },
    async save(baseUrl, key, keep) {
      if (keep === 'this-session') {
        thisSession.set(baseUrl, key);
        return ok(undefined);
      }
      const saved = await keychain.set(baseUrl, key);
      if (saved.ok) {
        thisSession.delete(baseUrl);
        await storedKeys.set(baseUrl, true);
      }
      return saved;
    },
    async remove(baseUrl) {
      const wasForThisSession = thisSession.delete(baseUrl);
      const removed = await keychain.remove(baseUrl);
      if (removed.ok) await storedKeys.set(baseUrl, false);
      // Where there is no keychain, there was only the session's key to remove.
      return !removed.ok && removed.problem.kind === 'keychain-missing' && wasForThisSession
        ? ok(undefined)
        : removed;
    },
  };
}

/**
 * Makes a pasted key usable as a header's value: white space and quotes around it are dropped; line breaks and
 * characters outside ASCII are refused. Its form is not judged: the vendor's pages show several.
 */
export function usableKey(pasted: string): Result<string> {
  const key = pasted.replace(/^[\s"'`“”„‘’‚«»‹›]+|[\s"'`“”„‘’‚«»‹›]+$/g, '');
  if (key === '') return failed({ kind: 'key-empty' });
  if (/[\r\n]/.test(key)) return failed({ kind: 'key-with-line-break' });
  if (/[^\t\x20-\x7E]/.test(key)) return failed({ kind: 'key-not-ascii' });
  return ok(key);
}

/** The keychain's name on this system, as its own settings show it. */
export function keychainName(platform: NodeJS.Platform): KeychainName {
  if (platform === 'darwin') return 'macos';
  return platform === 'win32' ? 'windows' : 'linux';
}
