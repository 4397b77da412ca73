import { randomBytes } from 'node:crypto';
import { failed, ok, type Result } from '../contract/result';
import type { SecretStore } from '../keychain/secret-store';

const account = 'history';
const probeAccount = 'history-probe';

/** 256 bits, in hexadecimal. An empty one would mean no encryption to libsql. */
const keyShape = /^[0-9a-f]{64}$/;

/**
 * The key of the history's file that the keychain holds; null where there is none.
 *
 * @param isExpected whether there is a file for which there should be a key
 */
export async function storedKey(
  keychain: SecretStore,
  isExpected: boolean,
): Promise<Result<string | null>> {
  const stored = await readKey(keychain);
  if (!stored.ok || stored.value !== null || !isExpected) return stored;

  // A locked keychain whose question is dismissed answers like an empty one, and to write a new key into it could
  // replace the old one. What can be written under another name shows that it is open, or opens it; then the answer counts.
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

/** A new key, which is in the keychain then: what was encrypted before can't be read with it. */
export async function makeKey(keychain: SecretStore): Promise<Result<string>> {
  const key = randomBytes(32).toString('hex');
  const saved = await keychain.set(account, key);
  if (!saved.ok) return saved;
  // A keychain that forgets would leave a file behind that nobody can read.
  const kept = await keychain.get(account);
  if (!kept.ok) return kept;
  return kept.value === key ? ok(key) : failed({ kind: 'keychain-failed' });
}
