import * as v from 'valibot';
import type { SecretLifetime } from '../contract/key';
import { failed, ok, type Result } from '../contract/result';
import type { SecretStore } from '../keychain/secret-store';

/** What a person tells a proxy about themselves. */
export type ProxyLogin = { readonly name: string; readonly password: string };

/** A request ended because a proxy wants a name and a password that nobody has given, or others than those it was given. */
export class ProxyPasswordNeeded extends Error {
  override readonly name = 'ProxyPasswordNeeded';

  /**
   * @param proxy its host and port
   * @param refusals how often in a row it refused what a person entered
   */
  constructor(
    readonly proxy: string,
    readonly refusals: number,
  ) {
    super('A proxy asks for a name and a password.');
  }
}

/** The names and passwords for proxies, each under the proxy's `host:port`. They go to that proxy and nowhere else. */
export interface ProxyPasswords {
  /** What a proxy that asks is told; null where nothing is known that it hasn't refused already. */
  read(proxy: string): Promise<ProxyLogin | null>;
  /** The proxy asked again. */
  refuse(proxy: string): void;
  accept(proxy: string): void;
  /** How often in a row it refused what it was told. */
  refusals(proxy: string): number;
  /** Takes what a person entered; only for a proxy that asked. */
  save(proxy: string, login: ProxyLogin, keep: SecretLifetime): Promise<Result<undefined>>;
  /** Forgets them all, those in the keychain too. */
  forget(): Promise<Result<undefined>>;
}

/** Remembers for which proxies the keychain holds a password, so that it isn't opened for nothing. */
export type StoredProxyPasswords = {
  all(): readonly string[];
  set(proxies: string[]): Promise<void>;
};

const loginSchema = v.object({ name: v.string(), password: v.string() });

/** Keeps them apart from the API keys, whose accounts are base URLs. */
const accountOf = (proxy: string) => `proxy ${proxy}`;

export function createProxyPasswords(
  keychain: SecretStore,
  stored: StoredProxyPasswords,
): ProxyPasswords {
  const thisSession = new Map<string, ProxyLogin>();
  /** For each proxy that asked, how often it refused. */
  const refusals = new Map<string, number>();
  const refusalsOf = (proxy: string) => refusals.get(proxy) ?? 0;

  return {
    async read(proxy) {
      refusals.set(proxy, refusalsOf(proxy));
      const kept = thisSession.get(proxy);
      if (kept !== undefined) return kept;
      // What it refused comes back when somebody has entered it anew, and not before: too many tries lock an account.
      if (refusalsOf(proxy) > 0 || !stored.all().includes(proxy)) return null;
      const found = await keychain.get(accountOf(proxy));
      const login = found.ok && found.value !== null ? loginOf(found.value) : null;
      if (login !== null) thisSession.set(proxy, login);
      return login;
    },
    refuse(proxy) {
      // Of several requests at once with the same password, one counts.
      if (thisSession.delete(proxy)) refusals.set(proxy, refusalsOf(proxy) + 1);
    },
    accept: (proxy) => void refusals.set(proxy, 0),
    refusals: refusalsOf,
    async save(proxy, login, keep) {
      if (!refusals.has(proxy)) return failed({ kind: 'refused', reason: 'input' });
      if (keep === 'stored') {
        const saved = await keychain.set(accountOf(proxy), JSON.stringify(login));
        if (!saved.ok) return saved;
        await stored.set([...new Set([...stored.all(), proxy])]);
      }
      thisSession.set(proxy, login);
      return ok(undefined);
    },
    async forget() {
      thisSession.clear();
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
