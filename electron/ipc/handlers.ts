import type { ApiClient } from '../api/client';
import { sampleProblems, sampleUsers } from '../api/sample-data';
import type { Handlers } from '../contract/channels';
import type { ConnectionReport } from '../contract/connection-report';
import type { LookUp, NewLookUp, Query } from '../contract/look-up';
import { failed, ok, type Result } from '../contract/result';
import { environmentOf, type Settings } from '../contract/settings';
import type { License, OpenPage, StartData } from '../contract/start';
import { textOfField } from '../contract/user';
import type { History } from '../history/history';
import type { SaveExport } from '../history/save-export';
import { parsePastedKey, type ApiKeys } from '../keychain/api-keys';
import { checkKey } from '../lookup/check-key';
import type { Network } from '../network/network';
import type { ProxyPasswords } from '../network/proxy-passwords';
import type { Rules } from '../policy/rules';
import type { SettingsFile } from '../settings/settings-file';
import type { Updates } from '../updates/updates';
import { createHistoryHandlers } from './history-handlers';

export type HandlersDeps = {
  readonly settingsFile: Pick<SettingsFile, 'current' | 'change'>;
  readonly rules: Pick<Rules, 'allows' | 'allowsExport' | 'onPage'>;
  readonly start: () => Omit<StartData, 'settings' | 'policy'>;
  readonly readLicenses: () => Promise<readonly License[]>;
  readonly takeLink: () => string | null;
  readonly keys: ApiKeys;
  readonly server: ApiClient;
  readonly proxyPasswords: Pick<ProxyPasswords, 'save'>;
  readonly network: Pick<Network, 'forgetPasswords'>;
  readonly history: History;
  readonly checkConnection: (signal: AbortSignal) => Promise<Result<ConnectionReport>>;
  readonly updates: Updates;
  readonly lookUpUser: (query: Query, signal: AbortSignal) => Promise<Result<NewLookUp>>;
  /** Applies the settings that take effect outside the renderer. */
  readonly applySettings: (settings: Settings) => void;
  readonly loadPhoto: (lookUp: LookUp) => Promise<string | null>;
  readonly forgetPhotos: () => void;
  readonly saveExport: SaveExport;
  readonly writeClipboard: (text: string) => void | Promise<void>;
  readonly rememberPage: (page: OpenPage) => void;
};

/**
 * Creates one handler per channel. A handler calls its use case. This file also aborts running
 * lookups and checks, and allows only the photo of the last lookup.
 */
export function createHandlers(deps: HandlersDeps): Handlers {
  const { settingsFile, rules } = deps;
  let runningLookUp = new AbortController();
  /** The last lookup that the renderer received. The renderer can load only this user's photo. */
  let shown: LookUp | null = null;
  const noteShown = <L extends LookUp>(result: Result<L>): Result<L> => {
    if (result.ok) shown = result.value;
    return result;
  };
  const connection = createConnectionHandlers(deps.checkConnection);
  const history = createHistoryHandlers({
    history: deps.history,
    environment: () => environmentOf(settingsFile.current()),
    allowsExport: rules.allowsExport,
    saveExport: deps.saveExport,
  });

  return {
    app: {
      start: () => ok({ ...deps.start(), policy: rules.onPage, settings: settingsFile.current() }),
      takeLink: () => ok(deps.takeLink()),
      rememberPage: (page) => {
        deps.rememberPage(page);
        return ok(undefined);
      },
      listLicenses: async () => ok(await deps.readLicenses()),
    },

    settings: {
      change: async (changes) => {
        if (!rules.allows(changes)) return failed({ kind: 'refused', reason: 'policy' });
        const { baseUrl } = settingsFile.current();
        // The report of a running check would be mistaken for that of the new server.
        if ((changes.baseUrl ?? baseUrl) !== baseUrl) connection.abort();
        const changed = await settingsFile.change(changes);
        deps.applySettings(changed.settings);
        // Not awaited: the renderer must not wait for the keychain or for a long removal.
        if (changes.retention !== undefined) void deps.history.expire();
        return ok(changed);
      },
    },

    key: createKeyHandlers(deps),

    proxy: {
      savePassword: async ({ proxy, keep, ...login }) => {
        const saved = await deps.proxyPasswords.save(proxy, login, keep);
        return saved.ok ? ok(settingsFile.current().proxyPasswordFor) : saved;
      },
      forgetPasswords: async () => {
        const forgotten = await deps.network.forgetPasswords();
        return forgotten.ok ? ok(settingsFile.current().proxyPasswordFor) : forgotten;
      },
    },

    connection: connection.handlers,

    user: {
      lookUp: async (query) => {
        runningLookUp.abort();
        runningLookUp = new AbortController();
        return noteShown(await deps.lookUpUser(query, runningLookUp.signal));
      },
      cancelLookUp: () => {
        runningLookUp.abort();
        return ok(undefined);
      },
    },

    history: {
      ...history,
      open: async (input) => noteShown(await history.open(input)),
      forget: (input) => {
        // A running lookup may find the same person. Its answer must not be stored after the
        // removal.
        runningLookUp.abort();
        if (shown !== null && [shown.id, textOfField(shown.user.fields.id)].includes(input.id))
          shown = null;
        deps.forgetPhotos();
        return history.forget(input);
      },
    },

    photo: {
      load: async ({ id }) => ok({ url: shown?.id === id ? await deps.loadPhoto(shown) : null }),
    },

    updates: {
      state: () => ok(deps.updates.state()),
      check: async () => ok(await deps.updates.check()),
      download: async () => ok(await deps.updates.download()),
      cancelDownload: () => {
        deps.updates.cancelDownload();
        return ok(undefined);
      },
      install: async () => ok(await deps.updates.install()),
    },

    sampleData: {
      list: () =>
        ok([
          ...sampleUsers.map(({ id, kind }) => ({ of: 'user', id, shows: kind }) as const),
          ...sampleProblems.map(({ id, kind }) => ({ of: 'problem', id, shows: kind }) as const),
        ]),
    },

    clipboard: {
      writeText: async ({ text }) => {
        await deps.writeClipboard(text);
        return ok(undefined);
      },
    },
  };
}

function createKeyHandlers({
  settingsFile,
  keys,
  server,
}: Pick<HandlersDeps, 'settingsFile' | 'keys' | 'server'>): Handlers['key'] {
  let runningCheck = new AbortController();
  return {
    status: () => keys.status(settingsFile.current().baseUrl),
    save: async ({ key: pasted, keep }) => {
      const key = parsePastedKey(pasted);
      if (!key.ok) return key;
      const { baseUrl, timeOutSeconds } = settingsFile.current();
      runningCheck.abort();
      runningCheck = new AbortController();
      const { signal } = runningCheck;
      const check = await checkKey(server, { baseUrl, apiKey: key.value, timeOutSeconds, signal });
      if (!check.ok) return check;
      if (signal.aborted) return failed({ kind: 'cancelled' });
      const saved = await keys.save(baseUrl, key.value, keep);
      return saved.ok ? ok(check.value.check) : saved;
    },
    cancelSave: () => {
      runningCheck.abort();
      return ok(undefined);
    },
    remove: () => keys.remove(settingsFile.current().baseUrl),
  };
}

function createConnectionHandlers(checkConnection: HandlersDeps['checkConnection']): {
  readonly handlers: Handlers['connection'];
  readonly abort: () => void;
} {
  let running = new AbortController();
  const abort = () => running.abort();
  return {
    abort,
    handlers: {
      check: () => {
        abort();
        running = new AbortController();
        return checkConnection(running.signal);
      },
      cancelCheck: () => {
        abort();
        return ok(undefined);
      },
    },
  };
}
