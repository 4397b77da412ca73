import * as v from 'valibot';
import type { SecretLifetime } from '../contract/key';
import { failed, ok, type Result } from '../contract/result';
import type { SecretStore } from '../keychain/secret-store';

/** The credentials for a proxy. */
type ProxyLogin = { readonly name: string; readonly password: string };

/**
 * A request was aborted because a proxy wants credentials, and none are known or the known ones
 * were refused.
 */
export class ProxyPasswordNeeded extends Error {
  override readonly name = 'ProxyPasswordNeeded';

  /**
   * @param proxy `host:port`
   * @param refusals how often in a row the proxy refused credentials; 0 if none were known
   */
  constructor(
    readonly proxy: string,
    readonly refusals: number,
  ) {
    super('A proxy asks for a name and a password.');
  }
}

/**
 * The credentials for proxies, by the proxy's `host:port`. Credentials are sent only to the proxy
 * that they were entered for.
 */
export interface ProxyPasswords {
  /** The credentials for a proxy that asks; null if none are known or it refused them. */
  read(proxy: string): Promise<ProxyLogin | null>;
  /** Call it when the proxy asks again although it got the credentials. */
  recordRefusal(proxy: string): void;
  /** Call it when a request went through the proxy. Resets `refusals`. */
  recordSuccess(proxy: string): void;
  /** How often in a row the proxy refused credentials. */
  refusals(proxy: string): number;
  /** Keeps what the agent entered. Fails if the proxy has not asked for credentials. */
  save(proxy: string, login: ProxyLogin, keep: SecretLifetime): Promise<Result<undefined>>;
  /** Removes all credentials, from memory and from the keychain. */
  removeAll(): Promise<Result<undefined>>;
}

/**
 * Remembers, outside the keychain, for which proxies it holds credentials. Avoids needless keychain
 * prompts.
 */
export type StoredProxyPasswords = {
  all(): readonly string[];
  set(proxies: string[]): Promise<void>;
};

const loginSchema = v.object({ name: v.string(), password: v.string() });

/** The prefix separates these entries from the API keys, whose accounts are base URLs. */
const accountOf = (proxy: string) => `proxy ${proxy}`;

export function createProxyPasswords(
  keychain: SecretStore,
  stored: StoredProxyPasswords,
): ProxyPasswords {
  const sessionLogins = new Map<string, ProxyLogin>();
  /** By proxy; only proxies that asked for credentials have an entry. */
  const refusals = new Map<string, number>();
  const refusalsOf = (proxy: string) => refusals.get(proxy) ?? 0;

  return {
    async read(proxy) {
      refusals.set(proxy, refusalsOf(proxy));
      const sessionLogin = sessionLogins.get(proxy);
      if (sessionLogin !== undefined) return sessionLogin;
      // Refused credentials are not read from the keychain again: repeated attempts could lock the
      // agent's account.
      if (refusalsOf(proxy) > 0 || !stored.all().includes(proxy)) return null;
      const found = await keychain.get(accountOf(proxy));
      const login = found.ok && found.value !== null ? loginOf(found.value) : null;
      if (login !== null) sessionLogins.set(proxy, login);
      return login;
    },
    recordRefusal(proxy) {
      // Parallel requests with the same credentials count as one refusal.
      if (sessionLogins.delete(proxy)) refusals.set(proxy, refusalsOf(proxy) + 1);
    },
    recordSuccess: (proxy) => void refusals.set(proxy, 0),
    refusals: refusalsOf,
    async save(proxy, login, keep) {
      if (!refusals.has(proxy)) return failed({ kind: 'refused', reason: 'input' });
      if (keep === 'stored') {
        const saved = await keychain.set(accountOf(proxy), JSON.stringify(login));
        if (!saved.ok) return saved;
        await stored.set([...new Set([...stored.all(), proxy])]);
      }
      sessionLogins.set(proxy, login);
      return ok(undefined);
    },
    async removeAll() {
      sessionLogins.clear();
      for (const proxy of stored.all()) {
        const removed = await keychain.remove(accountOf(proxy));
        if (!removed.ok) return removed;
        await stored.set(stored.all().filter((other) => other !== proxy));
      }
      return ok(undefined);
    },
  };
}

function loginOf(secret: string): ProxyLogin | null {
  try {
    const parsed = v.safeParse(loginSchema, JSON.parse(secret));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
