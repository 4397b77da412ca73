import * as v from 'valibot';
import type { ProblemKind } from '../api/problem';
import type { SampleUserKind } from '../api/sample-data';
import type { ConnectionReport } from '../connection/report';
import {
  historyFilters,
  type ChangesSince,
  type DeletedFiles,
  type Edited,
  type HistoryEntry,
  type HistoryPage,
  type PastLookUp,
  type Removed,
  type UnreadFiles,
  type Version,
} from '../history/entry';
import type { HistoryState } from '../history/history-file';
import { exportFormats } from '../history/save-export';
import { longestKey, type KeyStatus } from '../keychain/api-key';
import type { KeyCheck } from '../lookup/check-key';
import type { LookUp, NewLookUp } from '../lookup/look-up-user';
import { proxySchema } from '../network/proxy-setting';
import type { PolicyOnPage } from '../policy/rules';
import type { Open } from '../recovery/what-was-open';
import type { Result } from '../result';
import {
  baseUrlSchema,
  languageSchema,
  retentionFields,
  retentionSchema,
  themeSchema,
  timeOutSchema,
  type Settings,
} from '../settings/settings';
import type { ChangedSettings } from '../settings/settings-file';
import type { UpdateState } from '../updates/update';

const nothing = v.strictObject({});
const idText = v.pipe(v.string(), v.minLength(1), v.maxLength(2_000));
const id = v.strictObject({ id: idText });
const historyQuery = {
  text: v.pipe(v.string(), v.maxLength(2_000)),
  filter: v.picklist(historyFilters),
};
/** More than anybody selects by hand. */
const ids = v.pipe(v.array(idText), v.maxLength(100_000));
/** No mail server takes a longer one (https://www.rfc-editor.org/errata/eid1690). */
const email = v.strictObject({ email: v.pipe(v.string(), v.regex(/^[^\s@]+@[^\s@]+$/), v.maxLength(254)) });

/**
 * The only way between the page and the main process: a channel a use case, with the schema of its one input.
 * Nothing that a channel takes or gives back holds a secret, apart from the key and a proxy's password on their way in.
 */
export const inputSchemas = {
  'app:start': nothing,
  'app:take-link': nothing,
  'app:remember-open': v.strictObject({
    searchText: v.pipe(v.string(), v.maxLength(2_000_000)),
    query: v.nullable(v.union([id, email])),
    isFound: v.boolean(),
  }),
  'app:licenses': nothing,
  'settings:change': v.strictObject({
    environment: v.exactOptional(v.picklist(['server', 'sample'])),
    baseUrl: v.exactOptional(baseUrlSchema),
    proxy: v.exactOptional(proxySchema),
    language: v.exactOptional(languageSchema),
    theme: v.exactOptional(themeSchema),
    timeOutSeconds: v.exactOptional(timeOutSchema),
    lookUpOnPaste: v.exactOptional(v.boolean()),
    singleKeys: v.exactOptional(v.boolean()),
    checkForUpdates: v.exactOptional(v.boolean()),
    showPhotos: v.exactOptional(v.boolean()),
    isPrivate: v.exactOptional(v.boolean()),
    retention: v.exactOptional(retentionSchema),
  }),
  'key:status': nothing,
  'key:save': v.strictObject({
    key: v.pipe(v.string(), v.maxLength(longestKey)),
    keep: v.picklist(['stored', 'this-session']),
  }),
  'key:cancel-save': nothing,
  'key:remove': nothing,
  'proxy:save-password': v.strictObject({
    proxy: v.pipe(v.string(), v.maxLength(300)),
    name: v.pipe(v.string(), v.maxLength(1_000)),
    password: v.pipe(v.string(), v.maxLength(1_000)),
    keep: v.picklist(['stored', 'this-session']),
  }),
  'proxy:forget-passwords': nothing,
  'connection:check': nothing,
  'connection:cancel': nothing,
  'user:look-up': v.union([id, email]),
  'user:cancel-look-up': nothing,
  'history:state': nothing,
  'history:list': v.strictObject({
    ...historyQuery,
    before: v.nullable(v.pipe(v.number(), v.safeInteger())),
  }),
  'history:count': v.strictObject(historyQuery),
  'history:entry': id,
  'history:open': id,
  'history:timeline': id,
  'history:look-ups': id,
  'history:changes': id,
  'history:set-pinned': v.strictObject({ id: idText, isPinned: v.boolean() }),
  'history:set-note': v.strictObject({ id: idText, note: v.pipe(v.string(), v.maxLength(2_000)) }),
  'history:remove': v.strictObject({ ids }),
  'history:clear': nothing,
  'history:forget': id,
  'history:count-expired': v.strictObject({ retention: v.strictObject(retentionFields) }),
  'history:unread': nothing,
  'history:delete-unread': nothing,
  'history:export': v.strictObject({
    ...historyQuery,
    format: v.picklist(exportFormats),
    ids: v.nullable(ids),
  }),
  'photo:load': id,
  'update:state': nothing,
  'update:check': nothing,
  'update:download': nothing,
  'update:cancel-download': nothing,
  'update:install': nothing,
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
  /** The server of who has chosen none, for the way back to it. */
  readonly defaultBaseUrl: string;
  readonly keychain: 'macos' | 'windows' | 'linux';
  readonly policy: PolicyOnPage;
  /** What a page showed that was lost just now; null at a usual start. */
  readonly lost: Open | null;
};

/** What software in the app is used under. */
export type License = {
  readonly name: string;
  readonly version: string;
  /** An SPDX identifier, such as `MIT`. */
  readonly identifier: string;
  readonly text: string;
};

/** An id of the sample data and what it shows: a kind of user or a kind of problem. */
export type SampleId =
  | { readonly of: 'user'; readonly id: string; readonly shows: SampleUserKind }
  | { readonly of: 'problem'; readonly id: string; readonly shows: ProblemKind };

type Outputs = {
  'app:start': Start;
  /** The id in the link that was opened last; null where none waits. */
  'app:take-link': string | null;
  'app:remember-open': undefined;
  'app:licenses': readonly License[];
  'settings:change': ChangedSettings;
  'key:status': KeyStatus;
  'key:save': KeyCheck;
  'key:cancel-save': undefined;
  'key:remove': undefined;
  /** For which proxies the keychain holds a password now. */
  'proxy:save-password': readonly string[];
  'proxy:forget-passwords': readonly string[];
  'connection:check': ConnectionReport;
  'connection:cancel': undefined;
  'user:look-up': NewLookUp;
  'user:cancel-look-up': undefined;
  'history:state': HistoryState;
  'history:list': HistoryPage;
  'history:count': number;
  /** Null where the history knows nothing of the person. */
  'history:entry': HistoryEntry | null;
  'history:open': LookUp;
  'history:timeline': readonly Version[];
  /** The newest ones. */
  'history:look-ups': readonly PastLookUp[];
  /** What the last lookup has changed, where it was answered before the history's file was open. */
  'history:changes': ChangesSince | null;
  'history:set-pinned': Edited;
  'history:set-note': Edited;
  'history:remove': Removed;
  'history:clear': Removed;
  'history:forget': Removed;
  /** What another retention would remove. */
  'history:count-expired': Removed;
  'history:unread': UnreadFiles;
  'history:delete-unread': DeletedFiles;
  'history:export': { readonly isSaved: boolean };
  'photo:load': { readonly url: string | null };
  'update:state': UpdateState;
  'update:check': UpdateState;
  'update:download': UpdateState;
  'update:cancel-download': undefined;
  /** Only where it failed: else the app restarts. */
  'update:install': UpdateState;
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
