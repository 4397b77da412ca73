import { utilityProcess } from 'electron';
import type { Reply } from './keytar-client';
import type { KeychainProcess } from './secret-store';
import keychainProcess from './utility-process-entry?modulePath';

/** Starts a process that does nothing but ask the keychain. It ends with the app. */
export function startKeychainProcess(): KeychainProcess {
  const child = utilityProcess.fork(keychainProcess, [], {
    serviceName: 'Keychain',
    stdio: 'ignore',
  });
  let hasEnded = false;
  let settle: ((reply: Reply) => void) | undefined;
  child.on('message', (reply: Reply) => settle?.(reply));
  child.once('exit', () => {
    hasEnded = true;
    settle?.(ended);
  });
  return {
    ask: (question) =>
      new Promise((resolve) => {
        if (hasEnded) {
          resolve(ended);
          return;
        }
        settle = resolve;
        child.postMessage(question);
      }),
    end: () => child.kill(),
  };
}

const ended: Reply = { kind: 'failure', message: 'Connection to the keychain is closed' };
