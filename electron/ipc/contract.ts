import * as v from 'valibot';
import type { ProblemKind } from '../api/problem';
import type { SampleUserKind } from '../api/sample-data';
import type { HistoryEntry } from '../history/session-history';
import type { KeyStatus } from '../keychain/api-key';
import type { KeyCheck } from '../lookup/check-key';
import type { LookUp } from '../lookup/look-up-user';
import type { Result } from '../result';
import {
  baseUrlSchema,
  languageSchema,
  themeSchema,
  timeOutSchema,
  type Settings,
} from '../settings/settings';
import type { ChangedSettings } from '../settings/settings-file';

const nothing = v.strictObject({});
const id = v.strictObject({ id: v.pipe(v.string(), v.minLength(1), v.maxLength(2_000)) });
/** No mail server takes a longer one (https://www.rfc-editor.org/errata/eid1690). */
const email = v.strictObject({ email: v.pipe(v.string(), v.regex(/^[^\s@]+@[^\s@]+$/), v.maxLength(254)) });

/**
 * The only way between the page and the main process: a channel a use case, with the schema of its one input.
 * Nothing that a channel takes or gives back holds a secret, apart from the key on its way in.
 */
export const inputSchemas = {
  'app:start': nothing,
  'settings:change': v.strictObject({
    environment: v.exactOptional(v.picklist(['server', 'sample'])),
    baseUrl: v.exactOptional(baseUrlSchema),
    language: v.exactOptional(languageSchema),
    theme: v.exactOptional(themeSchema),
    timeOutSeconds: v.exactOptional(timeOutSchema),
    lookUpOnPaste: v.exactOptional(v.boolean()),
    singleKeys: v.exactOptional(v.boolean()),
    showPhotos: v.exactOptional(v.boolean()),
    isPrivate: v.exactOptional(v.boolean()),
  }),
  'key:status': nothing,
  'key:save': v.strictObject({
    key: v.pipe(v.string(), v.maxLength(10_000)),
    keep: v.picklist(['stored', 'this-session']),
  }),
  'key:cancel-save': nothing,
  'key:remove': nothing,
  'user:look-up': v.union([id, email]),
  'user:cancel-look-up': nothing,
  'history:list': nothing,
  'history:open': id,
  'photo:load': id,
  'sample-data:list': nothing,
  'clipboard:write': v.strictObject({ text: v.pipe(v.string(), v.maxLength(2_000_000)) }),
} as const;

export type Channel = keyof typeof inputSchemas;

/** What a channel takes, as the page hands it over. */
export type Input<C extends Channel> = v.InferInput<(typeof inputSchemas)[C]>;

/** What the page needs for its first paint; nothing here asks the keychain or the network. */
export type Start = {
  readonly settings: Settings;
  /** The system's preferred languages, best first, as BCP 47 tags. */
  readonly systemLanguages: readonly string[];
  readonly version: string;
  /** The vendor's server, for the way back to it. */
  readonly defaultBaseUrl: string;
  readonly keychain: 'macos' | 'windows' | 'linux';
};

/** An id of the sample data and what it shows: a kind of user or a kind of problem. */
export type SampleId =
  | { readonly of: 'user'; readonly id: string; readonly shows: SampleUserKind }
  | { readonly of: 'problem'; readonly id: string; readonly shows: ProblemKind };

type Outputs = {
  'app:start': Start;
  'settings:change': ChangedSettings;
  'key:status': KeyStatus;
  'key:save': KeyCheck;
  'key:cancel-save': undefined;
  'key:remove': undefined;
  'user:look-up': LookUp;
  'user:cancel-look-up': undefined;
  'history:list': readonly HistoryEntry[];
  'history:open': LookUp;
  'photo:load': { readonly url: string | null };
  'sample-data:list': readonly SampleId[];
  'clipboard:write': undefined;
};

export type Output<C extends Channel> = Outputs[C];

/** What the main process does on each channel; its input has passed the schema. */
export type Handlers = {
  readonly [C in Channel]: (
    input: v.InferOutput<(typeof inputSchemas)[C]>,
  ) => Result<Output<C>> | Promise<Result<Output<C>>>;
};
