/** The composition root: creates the production objects, connects them, and starts the app. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, clipboard, nativeTheme, net, session, type Session } from 'electron';
import { createLazyApiClient } from './api/lazy-client';
import { createSampleFetch } from './api/sample-data';
import { createCheckConnection } from './connection/check-connection';
import { chooseLocale, type Locale } from './contract/locale';
import type { Notice } from './contract/notices';
import type { Settings } from './contract/settings';
import type { License } from './contract/start';
import { diagnosticsText } from './diagnostics/diagnostics-report';
import { createLog, type Log } from './diagnostics/log';
import { chooseFile } from './history/choose-file';
import { expireHourly } from './history/expiry-schedule';
import { separatorFor } from './history/export';
import { createHistory } from './history/history';
import { sizeOf } from './history/history-file';
import { createSaveExport } from './history/save-export';
import { createHandlers } from './ipc/handlers';
import { createApiKeys, keychainName } from './keychain/api-keys';
import { startKeychainProcess } from './keychain/keychain-utility-process';
import { createKeychain, type Keychain } from './keychain/secret-store';
import { createPendingLink } from './links/user-link';
import { checkKey } from './lookup/check-key';
import { createLookUpUser } from './lookup/look-up-user';
import { createNetwork, type Network } from './network/network';
import { createProxyPasswords, type ProxyPasswords } from './network/proxy-passwords';
import { createServerClock } from './network/server-clock';
import { createLoadPhoto } from './photo/load-photo';
import { createPhotoCache } from './photo/photo-cache';
import { isWritableByRootOnly, policyFilePath, readPolicy } from './policy/policy-file';
import { rulesOf } from './policy/rules';
import { createRecoveryDialogs } from './recovery/recovery-dialogs';
import { createSessionRestore } from './recovery/session-restore';
import { sanitizeResponseHeaders } from './security/sanitize-response-headers';
import { openSettingsFile, type SettingsFile } from './settings/settings-file';
import { startApp, type AppServices } from './shell/app-lifecycle';
import { answerInfoSwitches, rejectUnknownSwitches } from './shell/command-line';
import { addContextMenu } from './shell/context-menu';
import { showMenu } from './shell/menu';
import { findProfileFolder } from './shell/profile-folder';
import { endWithObstacle, showObstacle } from './shell/start-obstacle';
import { isUpdatable } from './updates/is-updatable';
import { checkDaily } from './updates/update-schedule';
import type { Updater } from './updates/updater';
import { createUpdates } from './updates/updates';

const args = process.argv.slice(1);
rejectUnknownSwitches(args, app.isPackaged);
const found = findProfileFolder({
  chosen: folderByElectron(),
  requested: app.commandLine.hasSwitch('user-data-dir')
    ? app.commandLine.getSwitchValue('user-data-dir')
    : null,
  platform: process.platform,
  env: process.env,
  uid: process.getuid?.(),
});
const usableFolder = () =>
  'folder' in found ? found.folder : endWithObstacle(found.obstacle, systemLocale());
answerInfoSwitches(
  args,
  {
    version: () => app.getVersion(),
    'profile-dir': usableFolder,
    diagnostics: () => diagnosticsOf(openProfile(usableFolder())),
  },
  systemLocale,
);
if ('folder' in found) start(openProfile(found.folder));
else void showObstacle(found.obstacle, systemLocale());

/** Null if Electron can't create a folder. */
function folderByElectron(): string | null {
  try {
    return app.getPath('userData');
  } catch {
    return null;
  }
}

function systemLocale(): Locale {
  return chooseLocale('system', app.getPreferredSystemLanguages());
}

function start(profile: Profile): void {
  startApp({
    log: profile.log,
    profileFolder: profile.folder,
    systemLocale,
    rendererFolder: join(import.meta.dirname, '../renderer'),
    placeFile: profile.placeFile,
    createServices: (send) => createServices(profile, send),
  });
}

type Profile = ReturnType<typeof openProfile>;

/** The files in the user data folder, and the policy that applies to them. */
function openProfile(folder: string) {
  const log = createLog(join(folder, 'logs', 'main.log'));
  const policy = readPolicy(
    policyFilePath(process.platform, process.env),
    // On Windows administrators protect the file themselves: see docs/administrators.md.
    process.platform === 'win32' ? () => true : isWritableByRootOnly,
  );
  const rules = rulesOf(policy);
  return {
    folder,
    historyFile: join(folder, 'history.db'),
    placeFile: join(folder, 'window.json'),
    log,
    policy,
    rules,
    openSettings: () => openSettingsFile(join(folder, 'settings.json'), rules, log),
  };
}

function diagnosticsOf({ folder, historyFile, policy, openSettings }: Profile): string {
  return diagnosticsText({
    version: app.getVersion(),
    isPackaged: app.isPackaged,
    languages: app.getPreferredSystemLanguages(),
    profile: folder,
    historySize: sizeOf(historyFile),
    policy,
    settings: openSettings().current(),
    env: process.env,
  });
}

function createServices(profile: Profile, send: (notice: Notice) => void): AppServices {
  const { log, policy, rules } = profile;
  if (policy.flaw !== null) log.warn('policy.flawed', { reason: policy.flaw.reason });
  const settingsFile = profile.openSettings();
  const settings = settingsFile.current;
  applyTheme(settings());

  const pendingLink = createPendingLink(() => send('link-waits'));
  const sessionRestore = createSessionRestore();
  const keychain = openKeychain(log);
  const { keys, proxyPasswords } = createSecrets(keychain, settingsFile);
  const network = createNetwork({
    openSession,
    request: (options) => net.request(options),
    passwords: proxyPasswords,
  });
  network.useProxy(settings().proxy);
  const now = () => new Date();
  const serverClock = createServerClock(now);
  const fetchFromServer = serverClock.hearing(network.fetchOver('api'));
  const server = createLazyApiClient(fetchFromServer);
  const photos = createPhotoCache(network.fetchOver('photos'), log);
  const history = createHistory({
    file: profile.historyFile,
    keychain,
    retention: () => settings().retention,
    removesExpired: rules.removesExpired,
    serverTime: serverClock.last,
    onExpiry: () => send('history-expired'),
    log,
    now,
  });
  expireHourly(history);
  const updates = createUpdates({
    openUpdater: () => openUpdaterFor(profile, settings, network, proxyPasswords),
    onChange: () => send('update-changed'),
    log,
  });
  checkDaily(updates, () => settings().checkForUpdates);
  const applyToMenu = (changed: Settings) => showMenu(localeFor(changed), changed, send);

  const handlers = createHandlers({
    settingsFile,
    rules,
    start: () => ({
      systemLanguages: app.getPreferredSystemLanguages(),
      version: app.getVersion(),
      defaultBaseUrl: rules.effectiveSettings({}).baseUrl,
      keychain: keychainName(process.platform),
      restored: sessionRestore.take(),
    }),
    takeLink: pendingLink.take,
    readLicenses,
    keys,
    server,
    proxyPasswords,
    network,
    history,
    checkConnection: createCheckConnection({
      baseUrl: () => settings().baseUrl,
      resolveProxy: (url) => network.resolveProxy('api', url),
      resolveHost: (host) => network.resolveHost('api', host),
      fetch: fetchFromServer,
      readKey: (baseUrl) => keys.read(baseUrl),
      checkKey: (request) => checkKey(server, request),
      now,
      limitSeconds: 10,
    }),
    lookUpUser: createLookUpUser({
      settings,
      keys,
      server,
      sampleData: createLazyApiClient(createSampleFetch()),
      history,
      now,
    }),
    applySettings: (changed) => {
      applyTheme(changed);
      applyToMenu(changed);
      network.useProxy(changed.proxy);
    },
    updates,
    loadPhoto: createLoadPhoto({ settings, photos }),
    forgetPhotos: () => photos.clear(),
    saveExport: createSaveExport(chooseFile, now, () => separatorFor(app.getSystemLocale())),
    writeClipboard: (text) => clipboard.writeText(text),
    rememberPage: (page) => sessionRestore.remember(page),
  });
  return {
    handlers,
    openLink: pendingLink.open,
    photos,
    dialogs: createRecoveryDialogs(() => localeFor(settings())),
    sessionRestore,
    flushSettings: settingsFile.flushSync,
    addMenus: (window) => {
      applyToMenu(settings());
      addContextMenu(window, () => localeFor(settings()));
    },
  };
}

function applyTheme({ theme }: Settings): void {
  nativeTheme.themeSource = theme;
}

function localeFor({ language }: Settings): Locale {
  return chooseLocale(language, app.getPreferredSystemLanguages());
}

function openKeychain(log: Log): Keychain {
  const keychain = createKeychain('Account Inspector', startKeychainProcess, log);
  process.once('exit', () => {
    // Node waits for a blocked keychain call before it exits. Meanwhile the process has no window,
    // keeps the app from starting again, and would crash when the call returns.
    if (keychain.isBlocked()) process.kill(process.pid, 'SIGKILL');
  });
  return keychain;
}

/** API keys and proxy passwords. The settings remember for which hosts the keychain has one. */
function createSecrets(keychain: Keychain, settingsFile: SettingsFile) {
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
  return { keys, proxyPasswords };
}

/** Opens an in-memory session, so that no response and no cookie reaches the disk. */
function openSession(name: string): Session {
  const opened = session.fromPartition(name, { cache: false });
  sanitizeResponseHeaders(opened);
  opened.setUserAgent(`AccountInspector/${app.getVersion()} (${process.platform})`);
  return opened;
}

/** Returns null if the policy forbids updates or the app can't update this installation. */
async function openUpdaterFor(
  { rules }: Profile,
  settings: () => Settings,
  network: Network,
  proxyPasswords: ProxyPasswords,
): Promise<Updater | null> {
  if (!rules.allowsUpdates) return null;
  const { execPath: executable, resourcesPath: resources, platform, env } = process;
  if (!isUpdatable({ platform, isPackaged: app.isPackaged, executable, resources, env }))
    return null;
  const { openUpdater } = await import('./updates/updater');
  return openUpdater({
    configFile: join(resources, 'app-update.yml'),
    fetchOver: network.fetchOver,
    proxyPasswords,
    timeOutSeconds: () => settings().timeOutSeconds,
  });
}

/** Reads the file that the build writes: see build/start/licenses.mjs. */
async function readLicenses(): Promise<readonly License[]> {
  const json = await readFile(join(import.meta.dirname, '../licenses.json'), 'utf8');
  return JSON.parse(json) as License[];
}
