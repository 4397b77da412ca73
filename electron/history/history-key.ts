import { randomBytes } from 'node:crypto';
import type { SecretStore } from '../keychain/secret-store';
import { failed, ok, type Result } from '../result';

const account = 'history';
const probeAccount = 'history-probe';

/** 256 bits, in hexadecimal. An empty one would mean no encryption to libsql. */
const keyShape = /^[0-9a-f]{64}$/;

export type HistoryKey = {
  readonly key: string;
  /** Made just now: what was encrypted before can't be read with it. */
  readonly isNew: boolean;
};

/**
 * The key of the history's file: the one that the keychain holds, or a new one, which is in the keychain then.
 *
 * @param isExpected whether there is a file for which there should be a key
 */
export async function historyKey(keychain: SecretStore, isExpected: boolean): Promise<Result<HistoryKey>> {
  const stored = await readKey(keychain);
  if (!stored.ok) return stored;
  if (stored.value !== null) return ok({ key: stored.value, isNew: false });
  if (!isExpected) return makeKey(keychain);

  // A locked keychain whose question is dismissed answers like an empty one, and to write a new key into it could
  // replace the old one. What can be written under another name shows that it is open, or opens it; then the answer counts.
  const probed = await keychain.set(probeAccount, 'open');
  if (!probed.ok) return probed;
  const readAgain = await readKey(keychain);
  await keychain.remove(probeAccount);
  if (!readAgain.ok) return readAgain;
  return readAgain.value === null ? makeKey(keychain) : ok({ key: readAgain.value, isNew: false });
}

async function readKey(keychain: SecretStore): Promise<Result<string | null>> {
  const stored = await keychain.get(account);
  return stored.ok && stored.value !== null && !keyShape.test(stored.value) ? ok(null) : stored;
}

async function makeKey(keychain: SecretStore): Promise<Result<HistoryKey>> {
  const key = randomBytes(32).toString('hex');
  const saved = await keychain.set(account, key);
  if (!saved.ok) return saved;
  // A keychain that forgets would leave a file behind that nobody can read.
  const kept = await keychain.get(account);
  if (!kept.ok) return kept;
  return kept.value === key ? ok({ key, isNew: true }) : failed({ kind: 'keychain-failed' });
}
