import { sampleProblems, sampleUsers } from '../api/sample-data';
import type { ApiClient } from '../api/client';
import { textOf } from '../api/user';
import type { ConnectionReport } from '../connection/report';
import type { History } from '../history/history';
import type { SaveExport } from '../history/save-export';
import { usableKey, type ApiKeys } from '../keychain/api-key';
import { checkKey } from '../lookup/check-key';
import type { LookUp, NewLookUp } from '../lookup/look-up-user';
import type { Query } from '../lookup/query';
import type { Network } from '../network/network';
import type { ProxyPasswords } from '../network/proxy-passwords';
import type { Rules } from '../policy/rules';
import { failed, ok, type Result } from '../result';
import type { Open } from '../recovery/what-was-open';
import { environmentOf, type Settings } from '../settings/settings';
import type { SettingsFile } from '../settings/settings-file';
import type { Updates } from '../updates/updates';
import type { Handlers, License, Start } from './contract';
import { createHistoryHandlers } from './history-handlers';

/** What the channels stand on. */
export type Parts = {
  readonly settingsFile: Pick<SettingsFile, 'current' | 'change'>;
  readonly rules: Pick<Rules, 'allows' | 'allowsExport' | 'onPage'>;
  readonly start: () => Omit<Start, 'settings' | 'policy'>;
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
  /** Puts into force what the settings change outside the page. */
  readonly applySettings: (settings: Settings) => void;
  readonly loadPhoto: (lookUp: LookUp) => Promise<string | null>;
  readonly forgetPhotos: () => void;
  readonly saveExport: SaveExport;
  readonly writeClipboard: (text: string) => void | Promise<void>;
  readonly rememberOpen: (open: Open) => void;
};

/** A handler a channel. Each one names the use case and no more. */
export function createHandlers(parts: Parts): Handlers {
  const { settingsFile, rules, keys } = parts;
  let runningLookUp = new AbortController();
  let runningKeyCheck = new AbortController();
  let runningConnectionCheck = new AbortController();
  /** What the page was given last: whose photo it may ask for. */
  let shown: LookUp | null = null;
  const show = <L extends LookUp>(result: Result<L>): Result<L> => {
    if (result.ok) shown = result.value;
    return result;
  };
  const historyHandlers = createHistoryHandlers({
    history: parts.history,
    environment: () => environmentOf(settingsFile.current()),
    allowsExport: rules.allowsExport,
    saveExport: parts.saveExport,
  });

  return {
    'app:start': () => ok({ ...parts.start(), policy: rules.onPage, settings: settingsFile.current() }),

    'app:take-link': () => ok(parts.takeLink()),

    'app:remember-open': (open) => {
      parts.rememberOpen(open);
      return ok(undefined);
    },

    'app:licenses': async () => ok(await parts.readLicenses()),

    'settings:change': async (changes) => {
      if (!rules.allows(changes)) return failed({ kind: 'refused', reason: 'policy' });
      const { baseUrl } = settingsFile.current();
      // What it finds would be taken for the new server's.
      if ((changes.baseUrl ?? baseUrl) !== baseUrl) runningConnectionCheck.abort();
      const changed = await settingsFile.change(changes);
      parts.applySettings(changed.settings);
      // The person waits for no keychain, and no removal, to see the setting take effect.
      if (changes.retention !== undefined) void parts.history.expire();
      return ok(changed);
    },

    'key:status': () => keys.status(settingsFile.current().baseUrl),

    'key:save': async ({ key: pasted, keep }) => {
      const key = usableKey(pasted);
      if (!key.ok) return key;
      const { baseUrl, timeOutSeconds } = settingsFile.current();
      runningKeyCheck.abort();
      runningKeyCheck = new AbortController();
      const { signal } = runningKeyCheck;
      const check = await checkKey(parts.server, { baseUrl, apiKey: key.value, timeOutSeconds, signal });
      if (!check.ok) return check;
      if (signal.aborted) return failed({ kind: 'cancelled' });
      const saved = await keys.save(baseUrl, key.value, keep);
      return saved.ok ? check : saved;
    },

    'key:cancel-save': () => {
      runningKeyCheck.abort();
      return ok(undefined);
    },

    'key:remove': () => keys.remove(settingsFile.current().baseUrl),

    'proxy:save-password': async ({ proxy, keep, ...login }) => {
      const saved = await parts.proxyPasswords.save(proxy, login, keep);
      return saved.ok ? ok(settingsFile.current().proxyPasswordFor) : saved;
    },

    'proxy:forget-passwords': async () => {
      const forgotten = await parts.network.forgetPasswords();
      return forgotten.ok ? ok(settingsFile.current().proxyPasswordFor) : forgotten;
    },

    'connection:check': () => {
      runningConnectionCheck.abort();
      runningConnectionCheck = new AbortController();
      return parts.checkConnection(runningConnectionCheck.signal);
    },

    'connection:cancel': () => {
      runningConnectionCheck.abort();
      return ok(undefined);
    },

    'user:look-up': async (query) => {
      runningLookUp.abort();
      runningLookUp = new AbortController();
      return show(await parts.lookUpUser(query, runningLookUp.signal));
    },

    'user:cancel-look-up': () => {
      runningLookUp.abort();
      return ok(undefined);
    },

    ...historyHandlers,

    'history:open': async (input) => show(await historyHandlers['history:open'](input)),

    'history:forget': (input) => {
      // Whom it will find is not known: the answer must not be remembered after everything else is gone.
      runningLookUp.abort();
      if (shown !== null && [shown.id, textOf(shown.user.fields.id)].includes(input.id)) shown = null;
      parts.forgetPhotos();
      return historyHandlers['history:forget'](input);
    },

    'photo:load': async ({ id }) => ok({ url: shown?.id === id ? await parts.loadPhoto(shown) : null }),

    'update:state': () => ok(parts.updates.state()),

    'update:check': async () => ok(await parts.updates.check()),

    'update:download': async () => ok(await parts.updates.download()),

    'update:cancel-download': () => {
      parts.updates.cancelDownload();
      return ok(undefined);
    },

    'update:install': async () => ok(await parts.updates.install()),

    'sample-data:list': () =>
      ok([
        ...sampleUsers.map(({ id, kind }) => ({ of: 'user', id, shows: kind }) as const),
        ...sampleProblems.map(({ id, kind }) => ({ of: 'problem', id, shows: kind }) as const),
      ]),

    'clipboard:write': async ({ text }) => {
      await parts.writeClipboard(text);
      return ok(undefined);
    },
  };
}
