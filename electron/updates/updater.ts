import {
  autoUpdater,
  CancellationToken,
  Provider,
  type AppUpdater,
  type ProgressInfo,
  type ResolvedUpdateFileInfo,
} from 'electron-updater';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider';
import { problemOfException } from '../api/map-to-problem';
import type { Problem } from '../contract/problem';
import { failed, ok, type Result } from '../contract/result';
import type { Update } from '../contract/update';
import type { Network } from '../network/network';
import type { ProxyPasswords } from '../network/proxy-passwords';
import { fetchFeed, readFeedUrl, type Feed } from './update-feed';

/** Finds, downloads and installs updates. Wraps electron-updater. */
export interface Updater {
  /** The newest version in the feed; null if it is not newer than the running one. */
  findUpdate(): Promise<Result<Update | null>>;
  /**
   * Downloads the update that `findUpdate` found last, and verifies it.
   *
   * @param onPercent receives the progress in whole percent
   * @param signal aborts the download; the problem is then `cancelled`
   */
  download(onPercent: (percent: number) => void, signal: AbortSignal): Promise<Result<undefined>>;
  /**
   * Installs the downloaded update and restarts the app. On Linux this blocks the main process
   * while the system asks for a password.
   */
  install(): Result<undefined>;
}

type UpdaterDeps = {
  /** The path of `app-update.yml`, which contains the feed's URL. */
  readonly configFile: string;
  readonly fetchOver: Network['fetchOver'];
  readonly proxyPasswords: Pick<ProxyPasswords, 'read'>;
  /** The limit for the whole request of the feed, and for each pause of a download. */
  readonly timeOutSeconds: () => number;
};

/**
 * The session that electron-updater uses. Opening it through `Network` gives it the proxy setting.
 */
const updateSession = 'electron-updater';

/** Carries a problem of the feed through electron-updater, which passes on only errors. */
class FeedError extends Error {
  override readonly name = 'FeedError';
  constructor(readonly problem: Problem) {
    super(problem.kind);
  }
}

/**
 * Creates a provider that fetches the feed itself. electron-updater's generic provider limits
 * neither time nor size, and sends an id that it generates for this computer.
 */
function createProviderClass(feedUrl: string, fetchFromUrl: (url: URL) => Promise<Result<Feed>>) {
  return class FeedProvider extends Provider<Feed> {
    constructor(_options: unknown, _updater: AppUpdater, runtime: ProviderRuntimeOptions) {
      super(runtime);
    }

    override async getLatestVersion(): Promise<Feed> {
      const feed = await fetchFromUrl(new URL(`${feedUrl}/${this.getDefaultChannelName()}.yml`));
      if (!feed.ok) throw new FeedError(feed.problem);
      return feed.value;
    }

    override resolveFiles({ files }: Feed): ResolvedUpdateFileInfo[] {
      return files.map((file) => ({ url: new URL(`${feedUrl}/${file.url}`), info: file }));
    }
  };
}

/**
 * Configures electron-updater.
 *
 * @returns null if the build has no feed
 */
export async function openUpdater({
  configFile,
  fetchOver,
  proxyPasswords,
  timeOutSeconds,
}: UpdaterDeps): Promise<Updater | null> {
  const feedUrl = await readFeedUrl(configFile);
  if (feedUrl === null) return null;
  const { origin, host } = new URL(feedUrl);
  const fetch = fetchOver(updateSession);
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = false;
  // The feed has only complete packages: no web installers and no block maps for differential
  // downloads.
  autoUpdater.disableWebInstaller = true;
  autoUpdater.disableDifferentialDownload = true;
  // Its log would contain URLs and paths.
  autoUpdater.logger = null;
  autoUpdater.setFeedURL({
    provider: 'custom',
    updateProvider: createProviderClass(feedUrl, (url) => fetchFeed(fetch, url, timeOutSeconds())),
  });
  // Blocks redirects to other hosts. To move the feed, publish a version that is built with the new
  // URL.
  autoUpdater.netSession.webRequest.onBeforeRequest(({ url }, callback) =>
    callback({ cancel: new URL(url).origin !== origin }),
  );
  autoUpdater.on('login', ({ isProxy, host, port }, callback) => {
    const login = isProxy ? proxyPasswords.read(`${host}:${port}`) : Promise.resolve(null);
    void login.then((credentials) =>
      credentials === null ? callback('', '') : callback(credentials.name, credentials.password),
    );
  });
  let found: Feed | null = null;

  return {
    async findUpdate() {
      try {
        const checked = await autoUpdater.checkForUpdates();
        found = checked?.isUpdateAvailable === true ? (checked.updateInfo as Feed) : null;
        return ok(found === null ? null : { version: found.version, notes: found.releaseNotes });
      } catch (error) {
        return failed(
          error instanceof FeedError ? error.problem : { kind: 'update-feed-unusable' },
        );
      }
    },

    async download(onPercent, signal) {
      const token = new CancellationToken();
      /** Why this method cancelled the download; the first one counts. */
      const stopReasons: Problem[] = [];
      const stop = (reason: Problem) => {
        stopReasons.push(reason);
        token.cancel();
        // electron-updater ignores the response of a cancelled request, but does not abort it.
        void autoUpdater.netSession.closeAllConnections();
      };
      const seconds = timeOutSeconds();
      const onTimeOut = () => stop({ kind: 'time-out', seconds });
      // One second more, because progress events are at most once per second.
      const maxPauseMs = (seconds + 1) * 1_000;
      let timer = setTimeout(onTimeOut, maxPauseMs);
      const onProgress = ({ total, percent }: ProgressInfo) => {
        clearTimeout(timer);
        timer = setTimeout(onTimeOut, maxPauseMs);
        if (found?.files.every(({ size }) => size !== total)) stop({ kind: 'update-damaged' });
        else onPercent(Math.floor(percent));
      };
      const onAbort = () => stop({ kind: 'cancelled' });
      autoUpdater.on('download-progress', onProgress);
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        await autoUpdater.downloadUpdate(token);
        return ok(undefined);
      } catch (error) {
        return failed(stopReasons[0] ?? problemOfDownload(error, host));
      } finally {
        clearTimeout(timer);
        autoUpdater.off('download-progress', onProgress);
        signal.removeEventListener('abort', onAbort);
      }
    },

    install() {
      const errors: Error[] = [];
      const onError = (error: Error) => void errors.push(error);
      // `quitAndInstall` reports failure with an event, before it returns.
      autoUpdater.on('error', onError);
      autoUpdater.quitAndInstall(false, true);
      autoUpdater.off('error', onError);
      return errors.length === 0 ? ok(undefined) : failed({ kind: 'update-not-installed' });
    },
  };
}

/** Maps an error of electron-updater's `downloadUpdate`. */
function problemOfDownload(error: unknown, host: string): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ERR_CHECKSUM_MISMATCH') return { kind: 'update-damaged' };
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE') return { kind: 'update-not-signed' };
  if (/^(ENOSPC|EDQUOT|EACCES|EPERM|EROFS)$/.test(code)) return { kind: 'update-not-saved' };
  const problem = problemOfException(error, host);
  return problem.kind === 'internal' ? { kind: 'update-feed-unusable' } : problem;
}
