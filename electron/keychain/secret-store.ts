import { failed, ok, type Result } from '../contract/result';
import type { Log } from '../diagnostics/log';
import { callKeytar, type KeychainRequest, type KeychainResponse } from './keytar-client';

/**
 * Stores secrets by account name. Only the main process reads them. The renderer can set a secret,
 * ask whether one exists, and remove it.
 */
export interface SecretStore {
  /** The secret; null if there is no entry for the account. */
  get(account: string): Promise<Result<string | null>>;
  set(account: string, secret: string): Promise<Result<undefined>>;
  /** Succeeds if there is no entry for the account. */
  remove(account: string): Promise<Result<undefined>>;
}

/** The operating system's keychain. */
export interface Keychain extends SecretStore {
  /**
   * Whether a keychain call holds a thread of this process. The call can last as long as the
   * system's password prompt stays open.
   */
  isBlocked(): boolean;
}

/** A process that calls the keychain on behalf of the main process. */
export type KeychainProcess = {
  /** Takes one request at a time: wait for the response before the next call. */
  readonly send: (request: KeychainRequest) => Promise<KeychainResponse>;
  readonly end: () => void;
};

/**
 * A locked keychain shows the system's password prompt, which may stay open for hours. A lookup
 * does not wait that long.
 */
const timeOutMs = 60_000;

/**
 * Opens the operating system's keychain. Calls run one after the other: each blocks one of libuv's
 * few threads, which file access needs too, for as long as the system's password prompt is open.
 *
 * @param service the name under which the keychain lists the entries
 * @param startProcess starts a process with a fresh connection to the keychain
 * @param log receives the system's error messages, for support
 */
export function createKeychain(
  service: string,
  startProcess: () => KeychainProcess,
  log: Log,
): Keychain {
  let utilityProcess: KeychainProcess | null = null;
  let isBlocked = false;
  let lastCall: Promise<unknown> = Promise.resolve();
  /** Pending reads by account: a second read of an account shares the pending one. */
  const pendingReads = new Map<string, Promise<Result<string | null>>>();

  async function callInThisProcess(request: KeychainRequest): Promise<KeychainResponse> {
    isBlocked = true;
    const response = await callKeytar(request);
    isBlocked = false;
    return response;
  }

  /**
   * libsecret never reconnects: a process keeps its first connection to the Secret Service. After
   * the service restarted, only a new process can reach it.
   */
  async function callWithReconnect(request: KeychainRequest): Promise<KeychainResponse> {
    const response = await (utilityProcess === null
      ? callInThisProcess(request)
      : utilityProcess.send(request));
    if (!isConnectionLost(response)) return response;
    log.warn('keychain.connection-lost');
    utilityProcess?.end();
    utilityProcess = startProcess();
    return utilityProcess.send(request);
  }

  /** Queues a call. A call that times out while queued is dropped. */
  async function call(request: KeychainRequest): Promise<Result<string | null>> {
    let hasTimedOut = false;
    const run = () => (hasTimedOut ? timedOut : callWithReconnect(request));
    const queued = lastCall.then(run, run);
    lastCall = queued;
    let timer: NodeJS.Timeout | undefined;
    const timeOut = new Promise<KeychainResponse>((resolve) => {
      timer = setTimeout(() => {
        hasTimedOut = true;
        resolve(timedOut);
      }, timeOutMs);
    });
    const response = await Promise.race([queued, timeOut]);
    clearTimeout(timer);
    return resultOf(response, log);
  }

  async function change(request: KeychainRequest): Promise<Result<undefined>> {
    pendingReads.delete(request.account);
    const changed = await call(request);
    return changed.ok ? ok(undefined) : changed;
  }

  return {
    get(account) {
      const pending = pendingReads.get(account) ?? call({ operation: 'get', service, account });
      pendingReads.set(account, pending);
      return pending.finally(() => {
        if (pendingReads.get(account) === pending) pendingReads.delete(account);
      });
    },
    set: (account, secret) => change({ operation: 'set', service, account, secret }),
    remove: (account) => change({ operation: 'remove', service, account }),
    isBlocked: () => isBlocked,
  };
}

/** The word "locked" makes it a `keychain-locked` problem. */
const timedOut: KeychainResponse = { kind: 'failure', message: 'Still locked after a minute' };

/** Recognizes the messages of libsecret and D-Bus after the Secret Service has gone away. */
function isConnectionLost(response: KeychainResponse): boolean {
  return (
    response.kind === 'failure' &&
    /The name :[\d.]+ was not provided|disconnected from message bus|session .* does not exist|connection .*closed/i.test(
      response.message,
    )
  );
}

function resultOf(response: KeychainResponse, log: Log): Result<string | null> {
  if (response.kind === 'success') return ok(response.secret);
  const problem =
    response.kind === 'no-library' ? 'keychain-missing' : problemKindOf(response.message);
  // Safe to log: keytar's messages contain no secret. They may name the account, which is a base
  // URL or a proxy's address.
  log.warn('keychain.failed', { problem, message: response.message });
  return failed({ kind: problem });
}

/**
 * Classifies an error by its text, the only information that keytar passes on. The text comes from
 * libsecret or D-Bus on Linux, SecCopyErrorMessageString on macOS, and FormatMessage on Windows.
 */
function problemKindOf(
  message: string,
): 'keychain-missing' | 'keychain-locked' | 'keychain-failed' {
  if (/locked|dismissed|denied|not allowed|canceled|cancelled|interaction/i.test(message))
    return 'keychain-locked';
  // There is no D-Bus session, no Secret Service on it, or no keyring in the service.
  if (
    /transport|autolaunch|ServiceUnknown|not provided by any|Could not connect|refused|does not exist/i.test(
      message,
    )
  ) {
    return 'keychain-missing';
  }
  return 'keychain-failed';
}
