import type { Problem } from './problem';

/** A version in the update feed that is newer than the running one. */
export type Update = {
  readonly version: string;
  /** The release notes as plain text; empty if the feed has none. */
  readonly notes: string;
};

/** The result of the last update check, or the step of an update that is in progress. */
export type UpdateState =
  /**
   * The app can't update itself: it runs from an archive or from the sources, or its build has no
   * update feed.
   */
  | { readonly name: 'not-by-the-app' }
  /** No check was made since the start. */
  | { readonly name: 'not-asked' }
  | { readonly name: 'asking' }
  | { readonly name: 'newest' }
  /** The check failed. */
  | { readonly name: 'not-known'; readonly problem: Problem }
  | {
      readonly name: 'available';
      readonly update: Update;
      readonly isDownloaded: boolean;
      /** Why the last download or installation failed; null if none did. */
      readonly problem: Problem | null;
    }
  /** `percent` is an integer from 0 to 100. */
  | { readonly name: 'downloading'; readonly update: Update; readonly percent: number };
