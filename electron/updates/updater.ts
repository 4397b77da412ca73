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
import { fetchFeed, readFeedAddress, type Feed } from './update-feed';

/** Gets newer versions and puts them in the place of this one. */
export interface Updater {
  /** The newest version, or null where that is this one or an older one. */
  newest(): Promise<Result<Update | null>>;
  /**
   * Gets the version that was found last, and checks it.
   *
   * @param onPercent is told how far it is, in whole percent
   * @param signal ends it; the answer is then the problem `cancelled`
   */
  download(onPercent: (percent: number) => void, signal: AbortSignal): Promise<Result<undefined>>;
  /** Installs what was got, and restarts the app. On Linux nothing else goes on meanwhile: the system may ask for a password. */
  install(): Result<undefined>;
}

type UpdaterDeps = {
  /** `app-update.yml`, which names the feed. */
  readonly config: string;
  readonly fetchOver: Network['fetchOver'];
  readonly proxyPasswords: Pick<ProxyPasswords, 'read'>;
  /** For the feed in all, and for each pause within a download. */
  readonly timeOutSeconds: () => number;
};

/** electron-updater asks over the session of this name; so do we, for its proxy. */
const updateSession = 'electron-updater';

/** Why a feed could not be read, for the way through electron-updater. */
class FeedFailure extends Error {
  override readonly name = 'FeedFailure';
  constructor(readonly problem: Problem) {
    super(problem.kind);
  }
}

/**
 * The feed, read by ourselves: electron-updater's own way has no limit in time or length, and sends a number that it
 * makes up for this computer.
 */
function providerOf(address: string, read: (url: URL) => Promise<Result<Feed>>) {
  return class FeedProvider extends Provider<Feed> {
    constructor(_options: unknown, _updater: AppUpdater, runtime: ProviderRuntimeOptions) {
      super(runtime);
    }

    override async getLatestVersion(): Promise<Feed> {
      const feed = await read(new URL(`${address}/${this.getDefaultChannelName()}.yml`));
      if (!feed.ok) throw new FeedFailure(feed.problem);
      return feed.value;
    }

    override resolveFiles({ files }: Feed): ResolvedUpdateFileInfo[] {
      return files.map((file) => ({ url: new URL(`${address}/${file.url}`), info: file }));
    }
  };
}

/**
 * Makes the only part that knows electron-updater.
 *
 * @returns null where the build named no feed
 */
export async function openUpdater({
  config,
  fetchOver,
  proxyPasswords,
  timeOutSeconds,
}: UpdaterDeps): Promise<Updater | null> {
  const address = await readFeedAddress(config);
  if (address === null) return null;
  const { origin, host } = new URL(address);
  const fetch = fetchOver(updateSession);
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = false;
  // The feed names whole packages, and nothing that one is put together from.
  autoUpdater.disableWebInstaller = true;
  autoUpdater.disableDifferentialDownload = true;
  // It would log addresses and paths.
  autoUpdater.logger = null;
  autoUpdater.setFeedURL({
    provider: 'custom',
    updateProvider: providerOf(address, (url) => fetchFeed(fetch, url, timeOutSeconds())),
  });
  // A feed that moved is set by the next version; until then nobody else is asked.
  autoUpdater.netSession.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: new URL(url).origin !== origin }),
  );
  autoUpdater.on('login', ({ isProxy, host, port }, answer) => {
    const login = isProxy ? proxyPasswords.read(`${host}:${port}`) : Promise.resolve(null);
    void login.then((known) =>
      known === null ? answer('', '') : answer(known.name, known.password),
    );
  });
  let found: Feed | null = null;

  return {
    async newest() {
      try {
        const checked = await autoUpdater.checkForUpdates();
        found = checked?.isUpdateAvailable === true ? (checked.updateInfo as Feed) : null;
        return ok(found === null ? null : { version: found.version, notes: found.releaseNotes });
      } catch (error) {
        return failed(
          error instanceof FeedFailure ? error.problem : { kind: 'update-feed-unusable' },
        );
      }
    },

    async download(onPercent, signal) {
      const token = new CancellationToken();
      const reasons: Problem[] = [];
      const stop = (because: Problem) => {
        reasons.push(because);
        token.cancel();
        // electron-updater turns away from what it asked for, and lets it come.
        void autoUpdater.netSession.closeAllConnections();
      };
      const seconds = timeOutSeconds();
      const tooSlow = () => stop({ kind: 'time-out', seconds });
      // Progress is told once a second at most.
      const longestPauseMs = (seconds + 1) * 1_000;
      let pause = setTimeout(tooSlow, longestPauseMs);
      const onProgress = ({ total, percent }: ProgressInfo) => {
        clearTimeout(pause);
        pause = setTimeout(tooSlow, longestPauseMs);
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
        return failed(reasons[0] ?? problemOfDownload(error, host));
      } finally {
        clearTimeout(pause);
        autoUpdater.off('download-progress', onProgress);
        signal.removeEventListener('abort', onAbort);
      }
    },

    install() {
      const errors: Error[] = [];
      const onError = (error: Error) => void errors.push(error);
      // It says so by an event, before it returns.
      autoUpdater.on('error', onError);
      autoUpdater.quitAndInstall(false, true);
      autoUpdater.off('error', onError);
      return errors.length === 0 ? ok(undefined) : failed({ kind: 'update-not-installed' });
    },
  };
}

/** The problem of a file that was not got, or not as the feed promised. */
function problemOfDownload(error: unknown, host: string): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ERR_CHECKSUM_MISMATCH') return { kind: 'update-damaged' };
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE') return { kind: 'update-not-signed' };
  if (/^(ENOSPC|EDQUOT|EACCES|EPERM|EROFS)$/.test(code)) return { kind: 'update-not-saved' };
  const problem = problemOfException(error, host);
  return problem.kind === 'internal' ? { kind: 'update-feed-unusable' } : problem;
}
