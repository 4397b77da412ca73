import type { Query } from './look-up';
import type { PolicyOnPage } from './policy';
import type { Settings } from './settings';

/**
 * What the renderer needs for its first paint. Must not depend on the keychain or the network,
 * which would delay it.
 */
export type StartData = {
  readonly settings: Settings;
  /** The system's preferred languages, best first, as BCP 47 tags. */
  readonly systemLanguages: readonly string[];
  readonly version: string;
  /** The built-in or the policy's server, which the settings offer to reset to. */
  readonly defaultBaseUrl: string;
  readonly keychain: KeychainName;
  readonly policy: PolicyOnPage;
  /** What the renderer showed when it crashed; null at a normal start. */
  readonly restored: OpenPage | null;
};

/** Which system's keychain stores the keys. The renderer names it in its texts. */
export type KeychainName = 'macos' | 'windows' | 'linux';

/** The renderer's state that is restored after a crash. */
export type OpenPage = {
  readonly searchText: string;
  /** The query whose card, progress or problem is shown; null if there is none. */
  readonly query: Query | null;
  /** Whether a card is shown. It is then restored from the history, without a request. */
  readonly isFound: boolean;
};

/** The license of a bundled package. */
export type License = {
  readonly name: string;
  readonly version: string;
  /** An SPDX identifier, such as `MIT`. */
  readonly identifier: string;
  readonly text: string;
};
