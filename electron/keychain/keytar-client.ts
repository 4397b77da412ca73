import type * as Keytar from 'keytar';

/** An operation on one keychain entry. Plain data, so that it can be sent to another process. */
export type KeychainRequest = {
  readonly service: string;
  readonly account: string;
} & (
  { readonly operation: 'get' | 'remove' } | { readonly operation: 'set'; readonly secret: string }
);

/** `message` is the operating system's own error text. `no-library`: keytar could not be loaded. */
export type KeychainResponse =
  | { readonly kind: 'success'; readonly secret: string | null }
  | { readonly kind: 'failure'; readonly message: string }
  | { readonly kind: 'no-library'; readonly message: string };

/**
 * Calls the operating system's keychain from the current process: Keychain on macOS, Credential
 * Manager on Windows, the Secret Service on Linux. Never rejects.
 *
 * keytar is loaded on first use: its native library costs start-up time, and loading fails on a
 * Linux system without libsecret.
 */
export async function callKeytar(request: KeychainRequest): Promise<KeychainResponse> {
  let keytar: typeof Keytar;
  try {
    ({ default: keytar } = await import('keytar'));
  } catch (error) {
    return { kind: 'no-library', message: messageOf(error) };
  }
  try {
    return { kind: 'success', secret: await execute(request, keytar) };
  } catch (error) {
    return { kind: 'failure', message: messageOf(error) };
  }
}

async function execute(request: KeychainRequest, keytar: typeof Keytar): Promise<string | null> {
  const { service, account } = request;
  switch (request.operation) {
    case 'get':
      return keytar.getPassword(service, account);
    case 'set':
      await keytar.setPassword(service, account, request.secret);
      return null;
    case 'remove':
      await keytar.deletePassword(service, account);
      return null;
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
