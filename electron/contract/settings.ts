import * as v from 'valibot';
import { limits } from './limits';
import { locales } from './locale';
import { proxySchema } from './proxy-setting';
import { defaultRetention, type Retention } from './retention';

/**
 * The base URL of an API server, including the API version, such as `https://api.aitronos.com/v1`.
 * http is allowed for loopback hosts only. User name, password, query and fragment are not allowed.
 * The output has no slash at its end.
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

/** Whole seconds. */
export const timeOutSchema = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1),
  v.maxValue(limits.timeOutSeconds),
);

export const defaultBaseUrl = 'https://api.aitronos.com/v1';

export const defaultSettings: Settings = {
  environment: null,
  baseUrl: defaultBaseUrl,
  keyStoredFor: [],
  proxy: { use: 'system' },
  proxyPasswordFor: [],
  language: 'system',
  theme: 'system',
  timeOutSeconds: 15,
  lookUpOnPaste: true,
  singleKeys: true,
  showPhotos: true,
  checkForUpdates: true,
  isPrivate: false,
  policyServer: null,
  retention: defaultRetention,
};

/**
 * The settings that an agent can change, and values that the app records for itself. The settings
 * file is plain text, so no setting may contain a secret.
 */
export const settingSchemas = {
  /** Whether lookups go to the server or to the built-in sample data. */
  environment: v.picklist(['server', 'sample']),
  baseUrl: baseUrlSchema,
  /**
   * The base URLs for which the app stored a key in the keychain. A locked keychain can look like
   * an empty one; this list tells them apart.
   */
  keyStoredFor: v.array(v.string()),
  proxy: proxySchema,
  /**
   * The proxies, as `host:port`, for which the app stored a login in the keychain. For others the
   * keychain is not opened, because opening it can prompt the agent.
   */
  proxyPasswordFor: v.pipe(v.array(v.string()), v.readonly()),
  language: languageSchema,
  theme: themeSchema,
  /** The deadline of a lookup, including its retries. */
  timeOutSeconds: timeOutSchema,
  /** Whether a pasted id is looked up without pressing Enter. */
  lookUpOnPaste: v.boolean(),
  /**
   * Whether single characters are shortcuts. They must be switchable:
   * https://www.w3.org/TR/WCAG22/#character-key-shortcuts
   */
  singleKeys: v.boolean(),
  /** Whether the app checks for updates by itself. */
  checkForUpdates: v.boolean(),
  /**
   * Whether profile pictures are fetched. Doing so reveals this computer's IP address to their
   * host.
   */
  showPhotos: v.boolean(),
  /**
   * Whether personal values are masked. Persistent, so that the next start on a shared screen shows
   * no unmasked value.
   */
  isPrivate: v.boolean(),
  /**
   * The server that the last valid policy set. Lookups stay with it while the policy is invalid.
   */
  policyServer: v.nullable(baseUrlSchema),
};

type Fields = {
  readonly [Name in keyof typeof settingSchemas]: v.InferOutput<(typeof settingSchemas)[Name]>;
};

/** The settings in force: built-in defaults, policy and the agent's choices combined. */
export type Settings = Omit<Fields, 'environment'> & {
  /** Null until the agent has chosen on the welcome screen. */
  readonly environment: Fields['environment'] | null;
  readonly retention: Retention;
};

/**
 * The settings that an agent changed, as stored in the settings file. All others follow the
 * defaults, so that a later change of a default or of a policy takes effect.
 */
export type ChosenSettings = Partial<Fields> & { readonly retention?: Partial<Retention> };

/**
 * `isSaved` is false if the settings file can't be written: the change lasts until the app quits.
 */
export type ChangedSettings = { readonly settings: Settings; readonly isSaved: boolean };

/** The name of an environment: the server's base URL, or `sample`. Each has its own history. */
export function environmentOf({
  environment,
  baseUrl,
}: Pick<Settings, 'environment' | 'baseUrl'>): string {
  return environment === 'sample' ? 'sample' : baseUrl;
}
