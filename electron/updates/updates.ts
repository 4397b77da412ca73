import type { UpdateState } from '../contract/update';
import type { Log } from '../diagnostics/log';
import type { Updater } from './updater';

/** Newer versions: asks for them, and gets and installs one when a person says so. */
export interface Updates {
  state(): UpdateState;
  /** Asks the feed; what is known of a newer version stays known where that fails. */
  check(): Promise<UpdateState>;
  /** Gets the version that is available. */
  download(): Promise<UpdateState>;
  cancelDownload(): void;
  /** Installs what was got and restarts the app; what comes back is why that failed. */
  install(): Promise<UpdateState>;
}

type UpdatesDeps = {
  /** Null where this installation is not updated by the app itself. */
  readonly openUpdater: () => Promise<Updater | null>;
  readonly onChange: () => void;
  readonly log: Log;
};

export function createUpdates({ openUpdater, onChange, log }: UpdatesDeps): Updates {
  let state: UpdateState = { name: 'not-asked' };
  let opening: Promise<Updater | null> | undefined;
  let isAsking = false;
  let downloading = new AbortController();

  const now = () => state;
  const open = () => (opening ??= openUpdater());
  const become = (next: UpdateState) => {
    const failed = problemIn(next);
    if (failed !== null && failed !== problemIn(state))
      log.warn('update.failed', { problem: failed.kind });
    state = next;
    onChange();
    return next;
  };

  return {
    state: now,

    async check() {
      if (isAsking || now().name === 'downloading') return now();
      isAsking = true;
      if (now().name !== 'available') become({ name: 'asking' });
      const next = await ask(await open());
      isAsking = false;
      return become(combined(now(), next));
    },

    async download() {
      const updater = await open();
      const before = now();
      if (before.name !== 'available' || before.isDownloaded || updater === null) return before;
      const { update } = before;
      downloading = new AbortController();
      become({ name: 'downloading', update, percent: 0 });
      const downloaded = await updater.download(
        (percent) => become({ name: 'downloading', update, percent }),
        downloading.signal,
      );
      const problem =
        downloaded.ok || downloaded.problem.kind === 'cancelled' ? null : downloaded.problem;
      return become({ name: 'available', update, isDownloaded: downloaded.ok, problem });
    },

    cancelDownload: () => downloading.abort(),

    async install() {
      const updater = await open();
      const before = now();
      if (before.name !== 'available' || !before.isDownloaded || updater === null) return before;
      const installed = updater.install();
      return installed.ok ? before : become({ ...before, problem: installed.problem });
    },
  };
}

async function ask(updater: Updater | null): Promise<UpdateState> {
  if (updater === null) return { name: 'not-by-the-app' };
  const newest = await updater.newest();
  if (!newest.ok) return { name: 'not-known', problem: newest.problem };
  return newest.value === null
    ? { name: 'newest' }
    : { name: 'available', update: newest.value, isDownloaded: false, problem: null };
}

/** What is known after the feed was asked again: what was found and got is not lost to a bad connection. */
function combined(known: UpdateState, next: UpdateState): UpdateState {
  if (known.name === 'downloading') return known;
  if (known.name !== 'available') return next;
  if (next.name === 'not-known') return known;
  const isSame = next.name === 'available' && next.update.version === known.update.version;
  return isSame ? { ...known, problem: null } : next;
}

const problemIn = (state: UpdateState) => ('problem' in state ? state.problem : null);
