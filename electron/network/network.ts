import type { ClientRequest, ClientRequestConstructorOptions, Session } from 'electron';
import { type ProxySetting } from '../contract/proxy-setting';
import type { Result } from '../contract/result';
import { proxyConfigOf } from './proxy-config';
import type { ProxyPasswords } from './proxy-passwords';
import { createFetch } from './session-fetch';

/** The sessions of Chromium's network stack over which the app asks, all by the same way. */
export interface Network {
  /** Fetches over a session of its own, which is made with the first request. */
  readonly fetchOver: (name: string) => typeof globalThis.fetch;
  /** Which proxies Chromium tries for a URL, as a proxy script would say it; nothing where the script fails. */
  resolveProxy(name: string, url: string): Promise<string>;
  /** Rejects where the name servers of this computer know no such host. */
  resolveHost(name: string, host: string): Promise<unknown>;
  /** Takes effect with the next request; those that are running are ended. */
  useProxy(setting: ProxySetting): void;
  /** Forgets what proxies were told, and leaves what they let through. */
  forgetPasswords(): Promise<Result<undefined>>;
}

type NetworkDeps = {
  readonly openSession: (name: string) => Session;
  /** `net.request` */
  readonly request: (options: ClientRequestConstructorOptions) => ClientRequest;
  readonly passwords: ProxyPasswords;
};

export function createNetwork({ openSession, request, passwords }: NetworkDeps): Network {
  /** Each with what has to be done before it can be used. */
  const sessions = new Map<string, { readonly session: Session; isReady: Promise<unknown> }>();
  let proxy: ProxySetting = { use: 'system' };

  function open(name: string) {
    const session = openSession(name);
    const opened = {
      session,
      // A new session has the system's proxy.
      isReady: proxy.use === 'system' ? Promise.resolve() : session.setProxy(proxyConfigOf(proxy)),
    };
    sessions.set(name, opened);
    return opened;
  }

  async function ready(name: string): Promise<Session> {
    const { session, isReady } = sessions.get(name) ?? open(name);
    await isReady;
    return session;
  }

  return {
    fetchOver: (name) => createFetch({ session: () => ready(name), request, passwords }),
    resolveProxy: async (name, url) => (await ready(name)).resolveProxy(url),
    resolveHost: async (name, host) => (await ready(name)).resolveHost(host),
    useProxy(setting) {
      if (setting === proxy) return;
      proxy = setting;
      for (const opened of sessions.values()) {
        // In this order: what is closed afterwards may be the way on which the proxy script comes.
        opened.isReady = opened.isReady
          .then(() => opened.session.closeAllConnections())
          .then(() => opened.session.setProxy(proxyConfigOf(setting)));
      }
    },
    async forgetPasswords() {
      const forgotten = await passwords.forget();
      for (const { session } of sessions.values()) {
        await session.clearAuthCache();
        await session.closeAllConnections();
      }
      return forgotten;
    },
  };
}
