import * as v from 'valibot';
import { defaultRetention, type Retention } from '../history/retention';
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

/** For how long the history keeps what: see electron/history/retention.ts. */
export const retentionFields = {
  answerDays: upTo(3_650),
  entryDays: upTo(3_650),
  mostEntries: upTo(defaultRetention.mostEntries),
  keepsPinned: v.boolean(),
};

/** Some of it: whoever changes one has not chosen the others. */
export const retentionSchema = v.pipe(
  v.strictObject({
    answerDays: v.exactOptional(retentionFields.answerDays),
    entryDays: v.exactOptional(retentionFields.entryDays),
    mostEntries: v.exactOptional(retentionFields.mostEntries),
    keepsPinned: v.exactOptional(retentionFields.keepsPinned),
  }),
  // A date or a map would pass for an empty object.
  v.minEntries(1),
);

/** What a person can choose, and hints about it. No secret is in here: the file is plain text. */
const fields = {
  /** Where lookups go. */
  environment: v.picklist(['server', 'sample']),
  baseUrl: baseUrlSchema,
  /** The base URLs for which the keychain holds a key: a hint, so that a locked keychain isn't taken for an empty one. */
  keyStoredFor: v.array(v.string()),
  proxy: proxySchema,
  /** The proxies for which the keychain holds a name and a password: so that it isn't opened for nothing. */
  proxyPasswordFor: v.pipe(v.array(v.string()), v.readonly()),
  language: languageSchema,
  theme: themeSchema,
  /** How long a lookup may take in all. */
  timeOutSeconds: timeOutSchema,
  /** Whether a pasted id is looked up without pressing Enter. */
  lookUpOnPaste: v.boolean(),
  /** Whether a single character is a shortcut: https://www.w3.org/TR/WCAG22/#character-key-shortcuts */
  singleKeys: v.boolean(),
  /** Whether the app asks for newer versions by itself. */
  checkForUpdates: v.boolean(),
  /** Whether profile pictures are fetched; their host sees this computer's address. */
  showPhotos: v.boolean(),
  /** Whether personal values are masked on the screen. Remembered: who shares a screen daily wants it from the first frame. */
  isPrivate: v.boolean(),
  /** The server that a policy put into force last: lookups stay with it while the policy's file can't be used. */
  policyServer: v.nullable(baseUrlSchema),
};

type Fields = { readonly [Name in keyof typeof fields]: v.InferOutput<(typeof fields)[Name]> };

/** What is in force. */
export type Settings = Omit<Fields, 'environment'> & {
  /** Null until the welcome screen was answered. */
  readonly environment: Fields['environment'] | null;
  readonly retention: Retention;
};

/** What a person chose, and nothing else: what they left alone follows the defaults, also those of a policy. */
export type Chosen = Partial<Fields> & { readonly retention?: Partial<Retention> };

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

/** What was chosen, from a file's JSON. A value that is damaged is as if it had not been chosen, and loses no other. */
export function readChosen(json: unknown): Chosen {
  const retention = readEach(retentionFields, isObject(json) ? json['retention'] : null);
  return {
    ...readEach(fields, json),
    ...(Object.keys(retention).length > 0 && { retention }),
  };
}

function readEach(schemas: Readonly<Record<string, v.GenericSchema>>, json: unknown): object {
  if (!isObject(json)) return {};
  const read = Object.entries(schemas).flatMap(([name, schema]) => {
    const parsed = v.safeParse(schema, json[name]);
    return parsed.success ? [[name, parsed.output] as const] : [];
  });
  return Object.fromEntries(read);
}

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null;

/** With one choice more. */
export function withChoice(chosen: Chosen, { retention, ...changes }: Chosen): Chosen {
  return {
    ...chosen,
    ...changes,
    ...(retention !== undefined && { retention: { ...chosen.retention, ...retention } }),
  };
}

/** The name under which lookups are kept apart: the server's base URL, or `sample`. */
export function environmentOf({ environment, baseUrl }: Pick<Settings, 'environment' | 'baseUrl'>): string {
  return environment === 'sample' ? 'sample' : baseUrl;
}
