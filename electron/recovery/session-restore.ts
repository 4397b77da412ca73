import type { OpenPage } from '../contract/start';

/**
 * Restores what the renderer showed before it crashed. Kept in main's memory, because the
 * renderer's own storage could reach the disk.
 */
export interface SessionRestore {
  remember(current: OpenPage): void;
  /**
   * @param mayReopen false if the shown user may have caused the crash: only the search text is
   *   kept then
   */
  rendererCrashed(mayReopen: boolean): void;
  /** Returns once what to restore after a crash; null after a normal start. */
  take(): OpenPage | null;
}

export function createSessionRestore(): SessionRestore {
  let current: OpenPage = { searchText: '', query: null, isFound: false };
  let toRestore: OpenPage | null = null;
  return {
    remember(page) {
      current = page;
    },
    rendererCrashed(mayReopen) {
      toRestore = mayReopen ? current : { ...current, query: null, isFound: false };
    },
    take() {
      const taken = toRestore;
      toRestore = null;
      return taken;
    },
  };
}
