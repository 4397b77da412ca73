import type { UpdateState } from '../contract/update';
import type { Log } from '../diagnostics/log';
import type { Updater } from './updater';

/**
 * The use case for updates: checks for them, and downloads and installs one at the agent's request.
 */
export interface Updates {
  state(): UpdateState;
  /** Checks the feed. A failed check does not discard an update that was found before. */
  check(): Promise<UpdateState>;
  /** Downloads the available update. */
  download(): Promise<UpdateState>;
  cancelDownload(): void;
  /**
   * Installs the downloaded update and restarts the app. If that fails, the state has the problem.
   */
  install(): Promise<UpdateState>;
}

type UpdatesDeps = {
  /** Resolves to null if the app can't update this installation. */
  readonly openUpdater: () => Promise<Updater | null>;
  readonly onChange: () => void;
  readonly log: Log;
};

export function createUpdates({ openUpdater, onChange, log }: UpdatesDeps): Updates {
  let state: UpdateState = { name: 'not-asked' };
  let opened: Promise<Updater | null> | undefined;
  let isChecking = false;
  let downloadAbort = new AbortController();

  const current = () => state;
  const open = () => (opened ??= openUpdater());
  const setState = (next: UpdateState) => {
    const failed = problemIn(next);
    if (failed !== null && failed !== problemIn(state))
      log.warn('update.failed', { problem: failed.kind });
    state = next;
    onChange();
    return next;
  };

  return {
    state: current,

    async check() {
      if (isChecking || current().name === 'downloading') return current();
      isChecking = true;
      if (current().name !== 'available') setState({ name: 'asking' });
      const next = await checkFeed(await open());
      isChecking = false;
      return setState(mergeCheckResult(current(), next));
    },

    async download() {
      const updater = await open();
      const before = current();
      if (before.name !== 'available' || before.isDownloaded || updater === null) return before;
      const { update } = before;
      downloadAbort = new AbortController();
      setState({ name: 'downloading', update, percent: 0 });
      const downloaded = await updater.download(
        (percent) => setState({ name: 'downloading', update, percent }),
        downloadAbort.signal,
      );
      const problem =
        downloaded.ok || downloaded.problem.kind === 'cancelled' ? null : downloaded.problem;
      return setState({ name: 'available', update, isDownloaded: downloaded.ok, problem });
    },

    cancelDownload: () => downloadAbort.abort(),

    async install() {
      const updater = await open();
      const before = current();
      if (before.name !== 'available' || !before.isDownloaded || updater === null) return before;
      const installed = updater.install();
      return installed.ok ? before : setState({ ...before, problem: installed.problem });
    },
  };
}

async function checkFeed(updater: Updater | null): Promise<UpdateState> {
  if (updater === null) return { name: 'not-by-the-app' };
  const found = await updater.findUpdate();
  if (!found.ok) return { name: 'not-known', problem: found.problem };
  return found.value === null
    ? { name: 'newest' }
    : { name: 'available', update: found.value, isDownloaded: false, problem: null };
}

/** The state after a check. Keeps a found or downloaded update if the check failed. */
function mergeCheckResult(before: UpdateState, next: UpdateState): UpdateState {
  if (before.name === 'downloading') return before;
  if (before.name !== 'available') return next;
  if (next.name === 'not-known') return before;
  const isSameVersion = next.name === 'available' && next.update.version === before.update.version;
  return isSameVersion ? { ...before, problem: null } : next;
}

const problemIn = (state: UpdateState) => ('problem' in state ? state.problem : null);
