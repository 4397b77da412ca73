import type * as Keytar from 'keytar';

/** What can be asked of the system's keychain. Plain data, so that another process can be asked too. */
export type Question = {
  readonly service: string;
  readonly account: string;
} & ({ readonly to: 'get' | 'remove' } | { readonly to: 'set'; readonly secret: string });

/** What the keychain answered, or the system's sentence where it failed. */
export type Reply =
  | { readonly kind: 'answer'; readonly secret: string | null }
  | { readonly kind: 'failure'; readonly message: string }
  | { readonly kind: 'no-library'; readonly message: string };

/**
 * Asks the operating system's keychain in this process: Keychain on macOS, Credential Manager on Windows, the Secret
 * Service on Linux. keytar is loaded at the first use: its library costs start-up time, and a system that lacks
 * libsecret can't load it.
 */
export async function askKeytar(question: Question): Promise<Reply> {
  let keytar: typeof Keytar;
  try {
    ({ default: keytar } = await import('keytar'));
  } catch (error) {
    return { kind: 'no-library', message: messageOf(error) };
  }
  try {
    return { kind: 'answer', secret: await put(question, keytar) };
  } catch (error) {
    return { kind: 'failure', message: messageOf(error) };
  }
}

async function put(question: Question, keytar: typeof Keytar): Promise<string | null> {
  const { service, account } = question;
  switch (question.to) {
    case 'get':
      return keytar.getPassword(service, account);
    case 'set':
      await keytar.setPassword(service, account, question.secret);
      return null;
    case 'remove':
      await keytar.deletePassword(service, account);
      return null;
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
