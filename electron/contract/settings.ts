import * as v from 'valibot';
import { limits } from './limits';
import { locales } from './locale';
import { proxySchema } from './proxy-setting';
import type { Retention } from './retention';

/**
 * A server's base URL with its version: https, or http on this computer. No user name, no query, no
 * fragment. The output has no slash at its end.
 */
export const baseUrlSchema = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(limits.urlLength),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const url = URL.canParse(dataset.value) ? new URL(dataset.value) : null;
    if (url === null || !isSafe(url)) {
      addIssue();
      return NEVER;
    }
    return url.href.replace(/\/+$/, '');
  }),
);

function isSafe(url: URL): boolean {
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  const isProtected = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback);
  return isProtected && url.username === '' && url.password === '' && !/[?#]/.test(url.href);
}

export const languageSchema = v.picklist(['system', ...locales]);
export const themeSchema = v.picklist(['system', 'light', 'dark']);

/** Seconds. */
export const timeOutSchema = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1),
  v.maxValue(limits.timeOutSeconds),
);

/** What a person can choose, and hints about it. Contains no secret: the file is plain text. */
export const settingSchemas = {
  /** Where lookups go. */
  environment: v.picklist(['server', 'sample']),
  baseUrl: baseUrlSchema,
  /**
   * The base URLs for which the keychain holds a key. A hint, so that a locked keychain is not mistaken
   * for an empty one.
   */
  keyStoredFor: v.array(v.string()),
  proxy: proxySchema,
  /** The proxies for which the keychain holds a login, so that it is not opened for nothing. */
  proxyPasswordFor: v.pipe(v.array(v.string()), v.readonly()),
  language: languageSchema,
  theme: themeSchema,
  /** How long a lookup may take in all. */
  timeOutSeconds: timeOutSchema,
  /** Whether a pasted id is looked up without pressing Enter. */
  lookUpOnPaste: v.boolean(),
  /** Whether single characters are shortcuts: https://www.w3.org/TR/WCAG22/#character-key-shortcuts */
  singleKeys: v.boolean(),
  /** Whether the app asks for newer versions by itself. */
  checkForUpdates: v.boolean(),
  /** Whether profile pictures are fetched. Their host sees this computer's address. */
  showPhotos: v.boolean(),
  /**
   * Whether personal values are masked. Kept, because people who share their screen every day need it
   * from the first frame.
   */
  isPrivate: v.boolean(),
  /**
   * The server that a policy set last. Lookups stay with it while the policy file can't be used.
   */
  policyServer: v.nullable(baseUrlSchema),
};

type Fields = {
  readonly [Name in keyof typeof settingSchemas]: v.InferOutput<(typeof settingSchemas)[Name]>;
};

/** What is in force. */
export type Settings = Omit<Fields, 'environment'> & {
  /** Null until the person has answered the welcome screen. */
  readonly environment: Fields['environment'] | null;
  readonly retention: Retention;
};

/**
 * What a person chose, and nothing else. What they left alone follows the defaults, also those of a
 * policy.
 */
export type ChosenSettings = Partial<Fields> & { readonly retention?: Partial<Retention> };

/** `isSaved` is false if the profile can't be written: the change lasts until the app quits. */
export type ChangedSettings = { readonly settings: Settings; readonly isSaved: boolean };

/** The name under which lookups are kept apart: the server's base URL, or `sample`. */
export function environmentOf({
  environment,
  baseUrl,
}: Pick<Settings, 'environment' | 'baseUrl'>): string {
  return environment === 'sample' ? 'sample' : baseUrl;
}
