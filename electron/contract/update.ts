import type { Problem } from './problem';

/** A version that is newer than the one that runs, as the feed tells of it. */
export type Update = {
  readonly version: string;
  /** What is new, as plain text; empty where the feed says nothing. */
  readonly notes: string;
};

/** What is known of newer versions, and what is being done about one. */
export type UpdateState =
  /** The app is updated in another way: it runs from an archive or the sources, or its build names no feed. */
  | { readonly name: 'not-by-the-app' }
  | { readonly name: 'not-asked' }
  | { readonly name: 'asking' }
  | { readonly name: 'newest' }
  | { readonly name: 'not-known'; readonly problem: Problem }
  | {
      readonly name: 'available';
      readonly update: Update;
      /** Whether it only has to be installed. */
      readonly isDownloaded: boolean;
      /** Why the last try to get it or to install it failed. */
      readonly problem: Problem | null;
    }
  /** `percent` is whole and goes from 0 to 100. */
  | { readonly name: 'downloading'; readonly update: Update; readonly percent: number };
