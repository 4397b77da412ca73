import * as v from 'valibot';
import { defaultRetention } from '../history/retention';
import { proxySchema } from '../network/proxy-setting';

export const defaultBaseUrl = 'https://api.aitronos.com/v1';

/**
 * A server's address with its version: https, or http on this very computer. No user name, no query, no fragment.
 * Comes out without a slash at its end.
 */
export const baseUrlSchema = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(2_000),
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

export const languageSchema = v.picklist(['system', 'en', 'de', 'fr']);
export const themeSchema = v.picklist(['system', 'light', 'dark']);

/** Seconds. */
export const timeOutSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(120));

const upTo = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const retentionFields = {
  answerDays: upTo(3_650),
  entryDays: upTo(3_650),
  mostEntries: upTo(defaultRetention.mostEntries),
  keepsPinned: v.boolean(),
};

/** For how long the history keeps what: see electron/history/retention.ts. */
export const retentionSchema = v.strictObject(retentionFields);

const retentionInFile = v.object({
  answerDays: v.fallback(retentionFields.answerDays, defaultRetention.answerDays),
  entryDays: v.fallback(retentionFields.entryDays, defaultRetention.entryDays),
  mostEntries: v.fallback(retentionFields.mostEntries, defaultRetention.mostEntries),
  keepsPinned: v.fallback(retentionFields.keepsPinned, defaultRetention.keepsPinned),
});

/**
 * What a person chose. No secret is in here: the file is plain text. Each field falls back on its own, so that one that is
 * damaged or missing loses no other.
 */
export const settingsSchema = v.object({
  /** Where lookups go. Null until the welcome screen was answered. */
  environment: v.fallback(v.nullable(v.picklist(['server', 'sample'])), null),
  baseUrl: v.fallback(baseUrlSchema, defaultBaseUrl),
  /** The base URLs for which the keychain holds a key: a hint, so that a locked keychain isn't taken for an empty one. */
  keyStoredFor: v.fallback(v.array(v.string()), []),
  proxy: v.fallback(proxySchema, { use: 'system' }),
  /** The proxies for which the keychain holds a name and a password: so that it isn't opened for nothing. */
  proxyPasswordFor: v.fallback(v.pipe(v.array(v.string()), v.readonly()), []),
  language: v.fallback(languageSchema, 'system'),
  theme: v.fallback(themeSchema, 'system'),
  /** How long a lookup may take in all. */
  timeOutSeconds: v.fallback(timeOutSchema, 15),
  /** Whether a pasted id is looked up without pressing Enter. */
  lookUpOnPaste: v.fallback(v.boolean(), true),
  /** Whether a single character is a shortcut: https://www.w3.org/TR/WCAG22/#character-key-shortcuts */
  singleKeys: v.fallback(v.boolean(), true),
  /** Whether the app asks for newer versions by itself. */
  checkForUpdates: v.fallback(v.boolean(), true),
  /** Whether profile pictures are fetched; their host sees this computer's address. */
  showPhotos: v.fallback(v.boolean(), true),
  /** Whether personal values are masked on the screen. Remembered: who shares a screen daily wants it from the first frame. */
  isPrivate: v.fallback(v.boolean(), false),
  retention: v.fallback(retentionInFile, defaultRetention),
});

export type Settings = v.InferOutput<typeof settingsSchema>;

export const defaultSettings: Settings = v.parse(settingsSchema, {});

/** The name under which lookups are kept apart: the server's base URL, or `sample`. */
export function environmentOf({ environment, baseUrl }: Pick<Settings, 'environment' | 'baseUrl'>): string {
  return environment === 'sample' ? 'sample' : baseUrl;
}
