import { join } from 'node:path';
import { app, clipboard, nativeTheme, session, type Session } from 'electron';
import { createApiClientAtFirstUse } from './api/client-at-first-use';
import { createSampleFetch } from './api/sample-data';
import { startApp } from './app';
import { createLog } from './diagnostics/log';
import { createSessionHistory } from './history/session-history';
import { createHandlers } from './ipc/register';
import { createApiKeys, keychainName } from './keychain/api-key';
import { createKeychain } from './keychain/secret-store';
import { createLookUpUser } from './lookup/look-up-user';
import { defaultBaseUrl } from './settings/settings';
import { openSettingsFile } from './settings/settings-file';

const profile = app.getPath('userData');
const log = createLog(join(profile, 'logs', 'main.log'));

/** In memory only, so that no answer and no cookie reaches the disk; made with the first request. */
let apiSession: Session | undefined;
function openApiSession(): Session {
  apiSession = session.fromPartition('api', { cache: false });
  apiSession.setUserAgent(`AccountInspector/${app.getVersion()} (${process.platform})`);
  return apiSession;
}

startApp({
  log,
  page: join(import.meta.dirname, '../renderer'),
  placeFile: join(profile, 'window.json'),
  prepare: () => {
    const settingsFile = openSettingsFile(join(profile, 'settings.json'), log);
    const applyTheme = (theme: 'system' | 'light' | 'dark') => {
      nativeTheme.themeSource = theme;
    };
    applyTheme(settingsFile.current().theme);

    const keys = createApiKeys(createKeychain('Account Inspector', log), {
      has: (baseUrl) => settingsFile.current().keyStoredFor.includes(baseUrl),
      set: async (baseUrl, isStored) => {
        const others = settingsFile.current().keyStoredFor.filter((url) => url !== baseUrl);
        await settingsFile.change({ keyStoredFor: isStored ? [...others, baseUrl] : others });
      },
    });
    const server = createApiClientAtFirstUse((input, init) =>
      (apiSession ?? openApiSession()).fetch(input as Request, init),
    );
    const history = createSessionHistory();
    return createHandlers({
      settingsFile,
      start: () => ({
        systemLanguages: app.getPreferredSystemLanguages(),
        version: app.getVersion(),
        defaultBaseUrl,
        keychain: keychainName(process.platform),
      }),
      keys,
      server,
      history,
      lookUpUser: createLookUpUser({
        settings: settingsFile.current,
        keys,
        server,
        sampleData: createApiClientAtFirstUse(createSampleFetch()),
        history,
        now: () => new Date(),
      }),
      applyTheme,
      writeClipboard: (text) => clipboard.writeText(text),
    });
  },
});
