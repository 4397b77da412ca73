import type * as Keytar from 'keytar';
import type { Log } from '../diagnostics/log';
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
 * @param log gets the system's sentence, for whoever has to find out why
 */
export function createKeychain(service: string, log: Log): SecretStore {
  /** A keychain that waits for its owner holds a thread a question; one question for an account at a time is enough. */
  const asked = new Map<string, Promise<Result<string | null>>>();
  const ask = <T>(question: (keytar: typeof Keytar) => Promise<T>) => askKeychain(question, log);
  return {
    get(account) {
      const asking = asked.get(account) ?? ask((keytar) => keytar.getPassword(service, account));
      asked.set(account, asking);
      return asking.finally(() => {
        if (asked.get(account) === asking) asked.delete(account);
      });
    },
    set: (account, secret) =>
      ask(async (keytar) => {
        asked.delete(account);
        await keytar.setPassword(service, account, secret);
        return undefined;
      }),
    remove: (account) =>
      ask(async (keytar) => {
        asked.delete(account);
        await keytar.deletePassword(service, account);
        return undefined;
      }),
  };
}

async function askKeychain<T>(question: (keytar: typeof Keytar) => Promise<T>, log: Log): Promise<Result<T>> {
  let keytar: typeof Keytar;
  try {
    ({ default: keytar } = await import('keytar'));
  } catch (error) {
    report(log, 'keychain-missing', error);
    return failed({ kind: 'keychain-missing' });
  }
  let timer: NodeJS.Timeout | undefined;
  const timeOut = new Promise<Result<never>>((resolve) => {
    timer = setTimeout(() => resolve(failed({ kind: 'keychain-locked' })), answerTimeOutMs);
  });
  try {
    return await Promise.race([question(keytar).then(ok), timeOut]);
  } catch (error) {
    const kind = problemKindOf(messageOf(error));
    report(log, kind, error);
    return failed({ kind });
  } finally {
    clearTimeout(timer);
  }
}

/** keytar's messages name no secret; an account's name in them is a base URL. */
function report(log: Log, problem: string, error: unknown): void {
  log.warn('keychain.failed', { problem, message: messageOf(error) });
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

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
