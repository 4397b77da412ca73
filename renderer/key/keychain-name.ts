import type { StartData } from '../../electron/contract/start';
import { m } from '../messages/compiled/messages.js';

const names: Readonly<Record<StartData['keychain'], () => string>> = {
  macos: m.keychain_macos,
  windows: m.keychain_windows,
  linux: m.keychain_linux,
};

/** The name of the keychain on this operating system. */
export function keychainName(keychain: StartData['keychain']): string {
  return names[keychain]();
}
