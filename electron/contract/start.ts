import type { Query } from './look-up';
import type { PolicyOnPage } from './policy';
import type { Settings } from './settings';

/** What the renderer needs for its first paint. Nothing here asks the keychain or the network. */
export type StartData = {
  readonly settings: Settings;
  /** The system's preferred languages, best first, as BCP 47 tags. */
  readonly systemLanguages: readonly string[];
  readonly version: string;
  /** The server for people who have chosen none, so that they can go back to it. */
  readonly defaultBaseUrl: string;
  readonly keychain: KeychainName;
  readonly policy: PolicyOnPage;
  /** What the renderer showed before it crashed just now; null at a normal start. */
  readonly restored: OpenPage | null;
};

/** The operating system whose keychain is used, for its name on the screen. */
export type KeychainName = 'macos' | 'windows' | 'linux';

/** What the renderer shows, as far as it is restored after a crash. */
export type OpenPage = {
  readonly searchText: string;
  /** The user that is shown, being looked up or not found; null if there is none. */
  readonly query: Query | null;
  /** Whether a card is shown: the history has it then, and the server need not be asked again. */
  readonly isFound: boolean;
};

/** The license of a package that is part of the app. */
export type License = {
  readonly name: string;
  readonly version: string;
  /** An SPDX identifier, such as `MIT`. */
  readonly identifier: string;
  readonly text: string;
};
