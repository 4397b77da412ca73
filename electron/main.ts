import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, clipboard, nativeTheme, net, session, type Session } from 'electron';
import { chooseLocale } from '../renderer/messages/choose-locale';
import { createApiClientAtFirstUse } from './api/client-at-first-use';
import { createSampleFetch } from './api/sample-data';
import { startApp } from './app';
import { answerQuestions, refuseUnknownSwitches } from './command-line';
import { createCheckConnection } from './connection/check-connection';
import { addContextMenu } from './context-menu';
import { createLog } from './diagnostics/log';
import { diagnosticsText } from './diagnostics/report';
import { chooseFile } from './history/choose-file';
import { expireHourly } from './history/expire-hourly';
import { createHistory } from './history/history';
import { createSaveExport } from './history/save-export';
import type { License } from './ipc/contract';
import { createHandlers } from './ipc/register';
import { startKeychainProcess } from './keychain/another-process';
import { createApiKeys, keychainName } from './keychain/api-key';
import { createKeychain } from './keychain/secret-store';
import { createWaitingLink } from './links/user-link';
import { checkKey } from './lookup/check-key';
import { createLookUpUser } from './lookup/look-up-user';
import { showMenu } from './menu';
import { createNetwork } from './network/network';
import { createProxyPasswords } from './network/proxy-passwords';
import { createLoadPhoto } from './photo/load-photo';
import { createPhotos } from './photo/photos';
import { isRoots, policyFileOf, readPolicy } from './policy/policy-file';
import { rulesOf } from './policy/rules';
import { createQuestions } from './recovery/questions';
import { createWhatWasOpen } from './recovery/what-was-open';
import type { Settings } from './settings/settings';
import { takePlainHeadsOnly } from './security/plain-heads';
import { openSettingsFile } from './settings/settings-file';
import { checkDaily } from './updates/check-daily';
import { isUpdatable } from './updates/installation';
import { createUpdates } from './updates/updates';

refuseUnknownSwitches(process.argv.slice(1), app.isPackaged);

const profile = app.getPath('userData');
const historyFile = join(profile, 'history.db');
const log = createLog(join(profile, 'logs', 'main.log'));

const foundPolicy = readPolicy(
  policyFileOf(process.platform, process.env),
  process.platform === 'win32' ? () => true : isRoots,
);
const rules = rulesOf(foundPolicy);
const openSettings = () => openSettingsFile(join(profile, 'settings.json'), rules, log);

answerQuestions(process.argv.slice(1), {
  version: () => app.getVersion(),
  'profile-dir': () => profile,
  diagnostics: () =>
    diagnosticsText({
      version: app.getVersion(),
      isPackaged: app.isPackaged,
      languages: app.getPreferredSystemLanguages(),
      profile,
      historyFile,
      policy: foundPolicy,
      settings: openSettings().current(),
      env: process.env,
    }),
});

/** In memory only, so that no answer and no cookie reaches the disk. */
function openSession(name: string): Session {
  const opened = session.fromPartition(name, { cache: false });
  takePlainHeadsOnly(opened);
  opened.setUserAgent(`AccountInspector/${app.getVersion()} (${process.platform})`);
  return opened;
}

startApp({
  log,
  page: join(import.meta.dirname, '../renderer'),
  placeFile: join(profile, 'window.json'),
  prepare: (send) => {
    const link = createWaitingLink(() => send('link-waits'));
    if (foundPolicy.flaw !== null) log.warn('policy.flawed', { reason: foundPolicy.flaw.reason });
    const settingsFile = openSettings();
    const applyTheme = ({ theme }: Settings) => {
      nativeTheme.themeSource = theme;
    };
    applyTheme(settingsFile.current());
    const localeOf = ({ language }: Settings) => chooseLocale(language, app.getPreferredSystemLanguages());
    const applyToMenu = (settings: Settings) => showMenu(localeOf(settings), settings, send);

    const keychain = createKeychain('Account Inspector', startKeychainProcess, log);
    process.once('exit', () => {
      // Node would wait for the thread, with the window gone and the next start refused, and then crash.
      if (keychain.isAsking()) process.kill(process.pid, 'SIGKILL');
    });
    const keys = createApiKeys(keychain, {
      has: (baseUrl) => settingsFile.current().keyStoredFor.includes(baseUrl),
      set: async (baseUrl, isStored) => {
        const others = settingsFile.current().keyStoredFor.filter((url) => url !== baseUrl);
        await settingsFile.change({ keyStoredFor: isStored ? [...others, baseUrl] : others });
      },
    });
    const proxyPasswords = createProxyPasswords(keychain, {
      all: () => settingsFile.current().proxyPasswordFor,
      set: async (proxyPasswordFor) => {
        await settingsFile.change({ proxyPasswordFor });
      },
    });
    const network = createNetwork({
      openSession,
      request: (options) => net.request(options),
      passwords: proxyPasswords,
    });
    network.useProxy(settingsFile.current().proxy);
    const fetchFromServer = network.fetchOver('api');
    const server = createApiClientAtFirstUse(fetchFromServer);
    const photos = createPhotos(network.fetchOver('photos'), log);
    const now = () => new Date();
    const history = createHistory({
      file: historyFile,
      keychain,
      retention: () => settingsFile.current().retention,
      removesExpired: rules.removesExpired,
      log,
      now,
    });
    expireHourly(history);
    const updates = createUpdates({
      openUpdater: async () => {
        if (!rules.allowsUpdates) return null;
        const { execPath: executable, resourcesPath: resources, platform, env } = process;
        if (!isUpdatable({ platform, isPackaged: app.isPackaged, executable, resources, env })) return null;
        const { openUpdater } = await import('./updates/updater');
        return openUpdater({
          config: join(resources, 'app-update.yml'),
          fetchOver: network.fetchOver,
          proxyPasswords,
          timeOutSeconds: () => settingsFile.current().timeOutSeconds,
        });
      },
      onChange: () => send('update-changed'),
      log,
    });
    checkDaily(updates, () => settingsFile.current().checkForUpdates);
    const whatWasOpen = createWhatWasOpen();
    const handlers = createHandlers({
      settingsFile,
      rules,
      start: () => ({
        systemLanguages: app.getPreferredSystemLanguages(),
        version: app.getVersion(),
        defaultBaseUrl: rules.inForce({}).baseUrl,
        keychain: keychainName(process.platform),
        lost: whatWasOpen.take(),
      }),
      takeLink: link.take,
      // The build writes it: see build/licenses.mjs.
      readLicenses: async () =>
        JSON.parse(await readFile(join(import.meta.dirname, '../licenses.json'), 'utf8')) as License[],
      keys,
      server,
      proxyPasswords,
      network,
      history,
      checkConnection: createCheckConnection({
        baseUrl: () => settingsFile.current().baseUrl,
        resolveProxy: (url) => network.resolveProxy('api', url),
        resolveHost: (host) => network.resolveHost('api', host),
        fetch: fetchFromServer,
        readKey: (baseUrl) => keys.read(baseUrl),
        checkKey: (request) => checkKey(server, request),
        now,
        limitSeconds: 10,
      }),
      lookUpUser: createLookUpUser({
        settings: settingsFile.current,
        keys,
        server,
        sampleData: createApiClientAtFirstUse(createSampleFetch()),
        history,
        now,
      }),
      applySettings: (settings) => {
        applyTheme(settings);
        applyToMenu(settings);
        network.useProxy(settings.proxy);
      },
      updates,
      loadPhoto: createLoadPhoto({ settings: settingsFile.current, photos }),
      forgetPhotos: () => photos.clear(),
      saveExport: createSaveExport(chooseFile, now),
      writeClipboard: (text) => clipboard.writeText(text),
      rememberOpen: (open) => whatWasOpen.remember(open),
    });
    return {
      handlers,
      openLink: link.open,
      photos,
      questions: createQuestions(() => localeOf(settingsFile.current())),
      whatWasOpen,
      finish: settingsFile.finish,
      equip: (window) => {
        applyToMenu(settingsFile.current());
        addContextMenu(window, () => localeOf(settingsFile.current()));
      },
    };
  },
});
