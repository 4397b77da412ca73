import type { SecretLifetime, KeyStatus } from '../contract/key';
import { limits } from '../contract/limits';
import { failed, ok, type Result } from '../contract/result';
import type { KeychainName } from '../contract/start';
import type { SecretStore } from './secret-store';

/**
 * The API keys, one per server. A key belongs to the base URL it was entered for, and is never sent
 * to another one.
 */
export interface ApiKeys {
  status(baseUrl: string): Promise<Result<KeyStatus>>;
  /** The key; the problem `no-key` if there is none. */
  read(baseUrl: string): Promise<Result<string>>;
  save(baseUrl: string, key: string, keep: SecretLifetime): Promise<Result<undefined>>;
  remove(baseUrl: string): Promise<Result<undefined>>;
}

/**
 * Remembers, outside the keychain, for which base URLs the keychain holds a key. Holds no secret.
 */
export type StoredKeys = {
  has(baseUrl: string): boolean;
  set(baseUrl: string, isStored: boolean): Promise<void>;
};

export function createApiKeys(keychain: SecretStore, storedKeys: StoredKeys): ApiKeys {
  const sessionKeys = new Map<string, string>();

  async function readStored(baseUrl: string): Promise<Result<string | null>> {
    const stored = await keychain.get(baseUrl);
    if (!stored.ok) return stored;
    // If the prompt of a locked Secret Service is dismissed, the service answers as if it were
    // empty. Only `storedKeys` knows that a key exists.
    if (stored.value === null) {
      return storedKeys.has(baseUrl) ? failed({ kind: 'keychain-locked' }) : stored;
    }
    // The agent's other programs can write to the entry, so it is checked like typed input.
    const key = parsePastedKey(stored.value);
    return key.ok && key.value.length <= limits.keyLength
      ? key
      : failed({ kind: 'keychain-garbled' });
  }

  return {
    async status(baseUrl) {
      if (sessionKeys.has(baseUrl)) return ok('this-session');
      const stored = await readStored(baseUrl);
      return stored.ok ? ok(stored.value === null ? 'none' : 'stored') : stored;
    },
    async read(baseUrl) {
      const sessionKey = sessionKeys.get(baseUrl);
      if (sessionKey !== undefined) return ok(sessionKey);
      const stored = await readStored(baseUrl);
      if (!stored.ok) return stored;
      return stored.value === null ? failed({ kind: 'no-key' }) : ok(stored.value);
    },
    async save(baseUrl, key, keep) {
      if (keep === 'this-session') {
        sessionKeys.set(baseUrl, key);
        return ok(undefined);
      }
      const saved = await keychain.set(baseUrl, key);
      if (saved.ok) {
        sessionKeys.delete(baseUrl);
        await storedKeys.set(baseUrl, true);
      }
      return saved;
    },
    async remove(baseUrl) {
      const hadSessionKey = sessionKeys.delete(baseUrl);
      const removed = await keychain.remove(baseUrl);
      if (removed.ok) await storedKeys.set(baseUrl, false);
      // Without a keychain, the session's key was the only one to remove.
      return !removed.ok && removed.problem.kind === 'keychain-missing' && hadSessionKey
        ? ok(undefined)
        : removed;
    },
  };
}

/**
 * Makes a pasted key usable as a header value. Removes surrounding white space and quotes. Rejects
 * line breaks, control characters and characters outside ASCII. Accepts any other format, because
 * the vendor's documentation shows several.
 */
export function parsePastedKey(pasted: string): Result<string> {
  const key = pasted.replace(/^[\s"'`“”„‘’‚«»‹›]+|[\s"'`“”„‘’‚«»‹›]+$/g, '');
  if (key === '') return failed({ kind: 'key-empty' });
  if (/[\r\n]/.test(key)) return failed({ kind: 'key-with-line-break' });
  if (/[^\t\x20-\x7E]/.test(key)) return failed({ kind: 'key-not-ascii' });
  return ok(key);
}

/**
 * The keychain whose name the screen shows. Systems other than macOS and Windows use the Secret
 * Service.
 */
export function keychainName(platform: NodeJS.Platform): KeychainName {
  if (platform === 'darwin') return 'macos';
  return platform === 'win32' ? 'windows' : 'linux';
}
