import { failed, ok, type Result } from '../contract/result';
import type { Log } from '../diagnostics/log';
import { askKeytar, type Question, type Reply } from './keytar-client';

/**
 * Where secrets live. A secret flows one way: it is set, its presence is asked for, it is removed; only the main
 * process reads it, to send it.
 */
export interface SecretStore {
  get(account: string): Promise<Result<string | null>>;
  set(account: string, secret: string): Promise<Result<undefined>>;
  remove(account: string): Promise<Result<undefined>>;
}

/** The system's keychain. */
export interface Keychain extends SecretStore {
  /** Whether a thread of this process waits for its answer, which could be for its owner to come back. */
  isAsking(): boolean;
}

/** A process that asks the keychain in the place of this one. */
export type KeychainProcess = {
  /** One question at a time. */
  readonly ask: (question: Question) => Promise<Reply>;
  readonly end: () => void;
};

/** A locked keychain asks the person; somebody who went for coffee finds the question still there, but a lookup ends. */
const answerTimeOutMs = 60_000;

/**
 * The operating system's keychain, asked one question at a time: each one holds a thread of the few that files are
 * read with too, for as long as the keychain waits for its owner.
 *
 * @param service the name under which the keychain lists the entries
 * @param startProcess starts a process that can ask in the place of this one
 * @param log gets the system's sentence, for whoever has to find out why
 */
export function createKeychain(
  service: string,
  startProcess: () => KeychainProcess,
  log: Log,
): Keychain {
  let other: KeychainProcess | null = null;
  let isAskingHere = false;
  let last: Promise<unknown> = Promise.resolve();
  /** A lookup that is tried again joins the one that still waits. */
  const asked = new Map<string, Promise<Result<string | null>>>();

  async function askHere(question: Question): Promise<Reply> {
    isAskingHere = true;
    const reply = await askKeytar(question);
    isAskingHere = false;
    return reply;
  }

  /**
   * libsecret holds on to the Secret Service that it met first for as long as its process lives: when the service was
   * restarted, only a new process finds the next one.
   */
  async function askAgainWhereStale(question: Question): Promise<Reply> {
    const reply = await (other === null ? askHere(question) : other.ask(question));
    if (!isStale(reply)) return reply;
    log.warn('keychain.connection-lost');
    other?.end();
    other = startProcess();
    return other.ask(question);
  }

  /** Nobody waits any more for a question whose time has run out before its turn: it is not asked. */
  async function ask(question: Question): Promise<Result<string | null>> {
    let hasTimedOut = false;
    const put = () => (hasTimedOut ? timedOut : askAgainWhereStale(question));
    const turn = last.then(put, put);
    last = turn;
    let timer: NodeJS.Timeout | undefined;
    const timeOut = new Promise<Reply>((resolve) => {
      timer = setTimeout(() => {
        hasTimedOut = true;
        resolve(timedOut);
      }, answerTimeOutMs);
    });
    const reply = await Promise.race([turn, timeOut]);
    clearTimeout(timer);
    return resultOf(reply, log);
  }

  async function change(question: Question): Promise<Result<undefined>> {
    asked.delete(question.account);
    const changed = await ask(question);
    return changed.ok ? ok(undefined) : changed;
  }

  return {
    get(account) {
      const asking = asked.get(account) ?? ask({ to: 'get', service, account });
      asked.set(account, asking);
      return asking.finally(() => {
        if (asked.get(account) === asking) asked.delete(account);
      });
    },
    set: (account, secret) => change({ to: 'set', service, account, secret }),
    remove: (account) => change({ to: 'remove', service, account }),
    isAsking: () => isAskingHere,
  };
}

const timedOut: Reply = { kind: 'failure', message: 'Still locked after a minute' };

/** What libsecret and D-Bus say when the service of an open connection is gone. */
function isStale(reply: Reply): boolean {
  return (
    reply.kind === 'failure' &&
    /The name :[\d.]+ was not provided|disconnected from message bus|session .* does not exist|connection .*closed/i.test(
      reply.message,
    )
  );
}

function resultOf(reply: Reply, log: Log): Result<string | null> {
  if (reply.kind === 'answer') return ok(reply.secret);
  const problem = reply.kind === 'no-library' ? 'keychain-missing' : problemKindOf(reply.message);
  // keytar's messages name no secret; an account's name in them is a base URL.
  log.warn('keychain.failed', { problem, message: reply.message });
  return failed({ kind: problem });
}

/**
 * keytar hands on the system's sentence: libsecret's and D-Bus's on Linux, SecCopyErrorMessageString's on macOS,
 * FormatMessage's on Windows.
 */
function problemKindOf(
  message: string,
): 'keychain-missing' | 'keychain-locked' | 'keychain-failed' {
  if (/locked|dismissed|denied|not allowed|cancell?ed|interaction/i.test(message))
    return 'keychain-locked';
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
