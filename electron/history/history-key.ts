import { randomBytes } from 'node:crypto';
import { failed, ok, type Result } from '../contract/result';
import type { SecretStore } from '../keychain/secret-store';

const account = 'history';
const probeAccount = 'history-probe';

/** 256 bits in hexadecimal. Rejects the empty key, with which libsql would not encrypt. */
const keyShape = /^[0-9a-f]{64}$/;

/**
 * Reads the key of the history file from the keychain.
 *
 * @param isExpected whether a history file exists, so that the keychain should have its key
 * @returns the key; null if the keychain has no valid one; a problem if the keychain can't be read
 */
export async function storedKey(
  keychain: SecretStore,
  isExpected: boolean,
): Promise<Result<string | null>> {
  const stored = await readKey(keychain);
  if (!stored.ok || stored.value !== null || !isExpected) return stored;

  // If the agent dismisses the prompt of a locked keychain, it can look like an empty one. A new
  // key would then replace the old one. Writing another entry proves that the keychain is unlocked,
  // or unlocks it. Only after that a missing key is really missing.
  const probed = await keychain.set(probeAccount, 'open');
  if (!probed.ok) return probed;
  const readAgain = await readKey(keychain);
  await keychain.remove(probeAccount);
  return readAgain;
}

async function readKey(keychain: SecretStore): Promise<Result<string | null>> {
  const stored = await keychain.get(account);
  return stored.ok && stored.value !== null && !keyShape.test(stored.value) ? ok(null) : stored;
}

/** Creates a key and stores it in the keychain. It replaces the previous key. */
export async function createKey(keychain: SecretStore): Promise<Result<string>> {
  const key = randomBytes(32).toString('hex');
  const saved = await keychain.set(account, key);
  if (!saved.ok) return saved;
  // Some keychains accept an entry and lose it. The file could then never be read again.
  const readBack = await keychain.get(account);
  if (!readBack.ok) return readBack;
  return readBack.value === key ? ok(key) : failed({ kind: 'keychain-failed' });
}
