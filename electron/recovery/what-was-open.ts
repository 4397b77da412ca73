import type { Query } from '../lookup/query';

/** What the page shows, as far as a person wants it back when the page was lost. */
export type Open = {
  readonly searchText: string;
  /** The account that is shown, looked up or missed; null where there is none. */
  readonly query: Query | null;
  /** Whether the account is shown: then the history has it, and the server need not be asked again. */
  readonly isFound: boolean;
};

/** In memory only: an address or the page's own storage could reach the disk. */
export interface WhatWasOpen {
  remember(open: Open): void;
  /** @param mayReopen not where the account itself may be what the page can't stand */
  pageIsLost(mayReopen: boolean): void;
  /** What the page that comes after a lost one begins with; null for every other one. */
  take(): Open | null;
}

export function createWhatWasOpen(): WhatWasOpen {
  let open: Open = { searchText: '', query: null, isFound: false };
  let lost: Open | null = null;
  return {
    remember(now) {
      open = now;
    },
    pageIsLost(mayReopen) {
      lost = mayReopen ? open : { ...open, query: null, isFound: false };
    },
    take() {
      const taken = lost;
      lost = null;
      return taken;
    },
  };
}
