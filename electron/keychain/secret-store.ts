import type * as Keytar from 'keytar';
import { failed, ok, type Result } from '../result';

/**
 * Where secrets live. A secret flows one way: it is set, its presence is asked for, it is removed; only the main
 * process reads it, to send it.
 */
export interface SecretStore {
  get(account: string): Promise<Result<string | null>>;
  set(account: string, secret: string): Promise<Result<undefined>>;
  remove(account: string): Promise<Result<undefined>>;
}

/** A locked keychain asks the person; somebody who went for coffee finds the question still there, but a lookup ends. */
const answerTimeOutMs = 60_000;

/**
 * The operating system's keychain: Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux.
 * keytar is loaded at the first use: its library costs start-up time, and a system that lacks libsecret can't load it.
 *
 * @param service the name under which the keychain lists the entries
 */
export function createKeychain(service: string): SecretStore {
  return {
    get: (account) => ask((keytar) => keytar.getPassword(service, account)),
    set: (account, secret) =>
      ask(async (keytar) => {
        await keytar.setPassword(service, account, secret);
        return undefined;
      }),
    remove: (account) =>
      ask(async (keytar) => {
        await keytar.deletePassword(service, account);
        return undefined;
      }),
  };
}

async function ask<T>(question: (keytar: typeof Keytar) => Promise<T>): Promise<Result<T>> {
  let keytar: typeof Keytar;
  try {
    keytar = await import('keytar');
  } catch {
    return failed({ kind: 'keychain-missing' });
  }
  let timer: NodeJS.Timeout | undefined;
  const timeOut = new Promise<Result<never>>((resolve) => {
    timer = setTimeout(() => resolve(failed({ kind: 'keychain-locked' })), answerTimeOutMs);
  });
  try {
    return await Promise.race([question(keytar).then(ok), timeOut]);
  } catch (error) {
    return failed({ kind: problemKindOf(error instanceof Error ? error.message : '') });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * keytar hands on the system's sentence: libsecret's and D-Bus's on Linux, SecCopyErrorMessageString's on macOS,
 * FormatMessage's on Windows.
 */
function problemKindOf(message: string): 'keychain-missing' | 'keychain-locked' | 'keychain-failed' {
  if (/locked|dismissed|denied|not allowed|cancell?ed|interaction/i.test(message)) return 'keychain-locked';
  // No bus, no service on it, or a service that has no keyring yet.
  if (
    /transport|autolaunch|ServiceUnknown|not provided by any|Could not connect|refused|does not exist/i.test(
      message,
    )
  ) {
    return 'keychain-missing';
  }
  return 'keychain-failed';
}
