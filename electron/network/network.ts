import type { ClientRequest, ClientRequestConstructorOptions, Session } from 'electron';
import { type ProxySetting } from '../contract/proxy-setting';
import type { Result } from '../contract/result';
import { proxyConfigOf } from './proxy-config';
import type { ProxyPasswords } from './proxy-passwords';
import { createSessionFetch } from './session-fetch';

/**
 * The sessions of Chromium's network stack that the app makes requests with, by name: `api`,
 * `photos`. All of them use the same proxy setting.
 */
export interface Network {
  /** A `fetch` with its own session, which is created at the first request. */
  readonly fetchOver: (name: string) => typeof globalThis.fetch;
  /**
   * The proxies that Chromium tries for a URL, in the format of a PAC script's result, such as
   * `PROXY proxy.example:3128; DIRECT`. Empty if the PAC script fails.
   */
  resolveProxy(name: string, url: string): Promise<string>;
  /** Rejects if this computer's DNS can't resolve the host. */
  resolveHost(name: string, host: string): Promise<unknown>;
  /** Takes effect from the next request. Aborts running requests. */
  useProxy(setting: ProxySetting): void;
  /** Removes all proxy passwords, and closes the connections that were opened with them. */
  forgetPasswords(): Promise<Result<undefined>>;
}

type NetworkDeps = {
  readonly openSession: (name: string) => Session;
  /** `net.request` */
  readonly request: (options: ClientRequestConstructorOptions) => ClientRequest;
  readonly passwords: ProxyPasswords;
};

export function createNetwork({ openSession, request, passwords }: NetworkDeps): Network {
  /** `isReady` settles when the session has its proxy. */
  const sessions = new Map<string, { readonly session: Session; isReady: Promise<unknown> }>();
  let proxy: ProxySetting = { use: 'system' };

  function openByName(name: string) {
    const session = openSession(name);
    const opened = {
      session,
      // A new session uses the system's proxy.
      isReady: proxy.use === 'system' ? Promise.resolve() : session.setProxy(proxyConfigOf(proxy)),
    };
    sessions.set(name, opened);
    return opened;
  }

  async function readySession(name: string): Promise<Session> {
    const { session, isReady } = sessions.get(name) ?? openByName(name);
    await isReady;
    return session;
  }

  return {
    fetchOver: (name) =>
      createSessionFetch({ session: () => readySession(name), request, passwords }),
    resolveProxy: async (name, url) => (await readySession(name)).resolveProxy(url),
    resolveHost: async (name, host) => (await readySession(name)).resolveHost(host),
    useProxy(setting) {
      if (setting === proxy) return;
      proxy = setting;
      for (const opened of sessions.values()) {
        // In this order: `setProxy` starts the download of a PAC script, and closing afterwards
        // would abort that download.
        opened.isReady = opened.isReady
          .then(() => opened.session.closeAllConnections())
          .then(() => opened.session.setProxy(proxyConfigOf(setting)));
      }
    },
    async forgetPasswords() {
      const removed = await passwords.removeAll();
      for (const { session } of sessions.values()) {
        await session.clearAuthCache();
        await session.closeAllConnections();
      }
      return removed;
    },
  };
}
