import { utilityProcess } from 'electron';
import type { KeychainResponse } from './keytar-client';
import type { KeychainProcess } from './secret-store';
import keychainProcess from './utility-process-entry?modulePath';

/**
 * Starts a utility process that only calls the keychain. It ends with the app. Its wording for a
 * dead process matches `isConnectionLost` in secret-store.ts, so that a new process is started.
 */
export function startKeychainProcess(): KeychainProcess {
  const child = utilityProcess.fork(keychainProcess, [], {
    serviceName: 'Keychain',
    stdio: 'ignore',
  });
  let hasEnded = false;
  let settle: ((response: KeychainResponse) => void) | undefined;
  child.on('message', (response: KeychainResponse) => settle?.(response));
  child.once('exit', () => {
    hasEnded = true;
    settle?.(processEnded);
  });
  return {
    send: (request) =>
      new Promise((resolve) => {
        if (hasEnded) {
          resolve(processEnded);
          return;
        }
        settle = resolve;
        child.postMessage(request);
      }),
    end: () => child.kill(),
  };
}

const processEnded: KeychainResponse = {
  kind: 'failure',
  message: 'Connection to the keychain is closed',
};
