import * as v from 'valibot';
import type { ConnectionReport } from './connection-report';
import {
  exportFormats,
  historyFilters,
  type ChangesSince,
  type DeletedFiles,
  type EditOutcome,
  type HistoryEntry,
  type HistoryPage,
  type HistoryState,
  type PastLookUp,
  type RemovedCounts,
  type UnreadFiles,
  type AnswerVersion,
} from './history';
import type { KeyCheck, KeyStatus } from './key';
import { limits } from './limits';
import type { LookUp, NewLookUp } from './look-up';
import { proxySchema } from './proxy-setting';
import type { Result } from './result';
import { partialRetentionSchema, retentionFields } from './retention';
import type { SampleId } from './sample-data';
import {
  baseUrlSchema,
  languageSchema,
  themeSchema,
  timeOutSchema,
  type ChangedSettings,
} from './settings';
import type { License, StartData } from './start';
import type { UpdateState } from './update';

/** One function that the renderer can call: the schema of its input and the type of its value. */
type Channel<Input extends v.GenericSchema, Value> = {
  readonly input: Input;
  /** Exists for the type checker only. */
  readonly value?: Value;
};

type Groups = Readonly<Record<string, Readonly<Record<string, Channel<v.GenericSchema, unknown>>>>>;

/** Declares a channel. TypeScript infers the input type; the value type is stated explicitly. */
const takes = <const Input extends v.GenericSchema>(input: Input) => ({
  returns: <Value>(): Channel<Input, Value> => ({ input }),
});

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const id = v.pipe(text(limits.idLength), v.minLength(1));
const ids = v.pipe(v.array(id), v.maxLength(limits.selectedIds));
const email = v.pipe(text(limits.emailLength), v.regex(/^[^\s@]+@[^\s@]+$/));
const keep = v.picklist(['stored', 'this-session']);
const query = v.union([v.strictObject({ id }), v.strictObject({ email })]);
const historyQuery = { text: text(limits.historySearchLength), filter: v.picklist(historyFilters) };

const emptyInput = v.strictObject({});
const takesNothing = takes(emptyInput);
const takesId = takes(v.strictObject({ id }));

/**
 * All functions that the renderer can call in the main process, by group. The renderer calls
 * `window.inspector.<group>.<name>`, which invokes the channel `<group>:<name>`. The preload, the
 * types of the handlers and `window.inspector` derive from this object.
 *
 * No channel returns a secret. A key and a proxy's password go in and never come back.
 */
export const channels = {
  app: {
    start: takesNothing.returns<StartData>(),
    /** Returns the id in the most recently opened link once; null if none is pending. */
    takeLink: takesNothing.returns<string | null>(),
    /** Stores what the renderer shows, so that it can be restored after a crash. */
    rememberPage: takes(
      v.strictObject({
        searchText: text(limits.textLength),
        query: v.nullable(query),
        isFound: v.boolean(),
      }),
    ).returns<undefined>(),
    listLicenses: takesNothing.returns<readonly License[]>(),
  },
  settings: {
    change: takes(
      v.strictObject({
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
        retention: v.exactOptional(partialRetentionSchema),
      }),
    ).returns<ChangedSettings>(),
  },
  key: {
    status: takesNothing.returns<KeyStatus>(),
    save: takes(v.strictObject({ key: text(limits.keyLength), keep })).returns<KeyCheck>(),
    cancelSave: takesNothing.returns<undefined>(),
    remove: takesNothing.returns<undefined>(),
  },
  proxy: {
    /** Returns the proxies for which the keychain now holds a password. */
    savePassword: takes(
      v.strictObject({
        proxy: text(limits.proxyHostLength),
        name: text(limits.proxyLoginLength),
        password: text(limits.proxyLoginLength),
        keep,
      }),
    ).returns<readonly string[]>(),
    /** Returns the proxies for which the keychain still holds a password. */
    forgetPasswords: takesNothing.returns<readonly string[]>(),
  },
  connection: {
    check: takesNothing.returns<ConnectionReport>(),
    cancelCheck: takesNothing.returns<undefined>(),
  },
  user: {
    lookUp: takes(query).returns<NewLookUp>(),
    cancelLookUp: takesNothing.returns<undefined>(),
  },
  history: {
    state: takesNothing.returns<HistoryState>(),
    list: takes(
      v.strictObject({ ...historyQuery, before: v.nullable(v.pipe(v.number(), v.safeInteger())) }),
    ).returns<HistoryPage>(),
    count: takes(v.strictObject(historyQuery)).returns<number>(),
    /** Null if the history has no entry for the person. */
    entry: takesId.returns<HistoryEntry | null>(),
    /** The last stored answer about a person. Sends no request. */
    open: takesId.returns<LookUp>(),
    /** All stored versions of the answer about a person, newest first. */
    timeline: takesId.returns<readonly AnswerVersion[]>(),
    /** The latest lookups of a person, newest first. */
    lookUps: takesId.returns<readonly PastLookUp[]>(),
    /**
     * How the last lookup's answer differs from the previous one. Needed if `user.lookUp` returned
     * before the history file was open.
     */
    changes: takesId.returns<ChangesSince | null>(),
    setPinned: takes(v.strictObject({ id, isPinned: v.boolean() })).returns<EditOutcome>(),
    setNote: takes(v.strictObject({ id, note: text(limits.noteLength) })).returns<EditOutcome>(),
    remove: takes(v.strictObject({ ids })).returns<RemovedCounts>(),
    clear: takesNothing.returns<RemovedCounts>(),
    /** Removes every trace of an id, in all environments. */
    forget: takesId.returns<RemovedCounts>(),
    /** Counts what a retention would remove. Removes nothing. */
    countExpired: takes(
      v.strictObject({ retention: v.strictObject(retentionFields) }),
    ).returns<RemovedCounts>(),
    unreadFiles: takesNothing.returns<UnreadFiles>(),
    deleteUnreadFiles: takesNothing.returns<DeletedFiles>(),
    export: takes(
      v.strictObject({ ...historyQuery, format: v.picklist(exportFormats), ids: v.nullable(ids) }),
    ).returns<{ readonly isSaved: boolean }>(),
  },
  photo: {
    load: takesId.returns<{ readonly url: string | null }>(),
  },
  updates: {
    state: takesNothing.returns<UpdateState>(),
    check: takesNothing.returns<UpdateState>(),
    download: takesNothing.returns<UpdateState>(),
    cancelDownload: takesNothing.returns<undefined>(),
    /** Returns only if the installation failed. Otherwise the app restarts. */
    install: takesNothing.returns<UpdateState>(),
  },
  sampleData: {
    list: takesNothing.returns<readonly SampleId[]>(),
  },
  clipboard: {
    writeText: takes(v.strictObject({ text: text(limits.textLength) })).returns<undefined>(),
  },
} as const satisfies Groups;

export type Channels = typeof channels;
export type Group = keyof Channels;

/** The input of one channel, as the renderer passes it. */
export type Input<G extends Group, Name extends keyof Channels[G]> =
  Channels[G][Name] extends Channel<infer Schema, unknown> ? v.InferInput<Schema> : never;

/** The main process's handler per channel. The input has passed the channel's schema. */
export type Handlers = {
  readonly [G in Group]: {
    readonly [Name in keyof Channels[G]]: Channels[G][Name] extends Channel<
      infer Schema,
      infer Value
    >
      ? (input: v.InferOutput<Schema>) => Result<Value> | Promise<Result<Value>>
      : never;
  };
};

/** The functions of `window.inspector` that call the main process. None of them rejects. */
export type BridgeFunctions = {
  readonly [G in Group]: {
    readonly [Name in keyof Channels[G]]: Channels[G][Name] extends Channel<
      infer Schema,
      infer Value
    >
      ? typeof emptyInput extends Schema
        ? () => Promise<Result<Value>>
        : (input: v.InferInput<Schema>) => Promise<Result<Value>>
      : never;
  };
};

/** A channel with its name, for code that handles all channels in one way. */
export type NamedChannel = {
  /** Such as `history:list`. */
  readonly channel: string;
  readonly group: Group;
  readonly name: string;
  readonly input: v.GenericSchema;
};

/** All channels, in the order of their declaration. */
export const namedChannels: readonly NamedChannel[] = Object.entries<Groups[string]>(
  channels,
).flatMap(([group, functions]) =>
  Object.entries(functions).map(([name, { input }]) => ({
    channel: `${group}:${name}`,
    group: group as Group,
    name,
    input,
  })),
);
