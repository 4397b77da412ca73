import type { OpenPage } from '../contract/start';

/** In memory only: an address or the page's own storage could reach the disk. */
export interface SessionRestore {
  remember(open: OpenPage): void;
  /** @param mayReopen not where the account itself may be what the page can't stand */
  rendererCrashed(mayReopen: boolean): void;
  /** What the page that comes after a lost one begins with; null for every other one. */
  take(): OpenPage | null;
}

export function createSessionRestore(): SessionRestore {
  let open: OpenPage = { searchText: '', query: null, isFound: false };
  let lost: OpenPage | null = null;
  return {
    remember(now) {
      open = now;
    },
    rendererCrashed(mayReopen) {
      lost = mayReopen ? open : { ...open, query: null, isFound: false };
    },
    take() {
      const taken = lost;
      lost = null;
      return taken;
    },
  };
}
