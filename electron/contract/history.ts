import type { ProblemKind } from './problem';
import type { Field } from './user';

/** Identifies a person in the history: a user id within an environment (see `environmentOf`). */
export type PersonKey = { readonly environment: string; readonly id: string };

/**
 * One row of the history list: a person with their latest lookup. There is one row per person and
 * not per lookup, so that frequent lookups of one person don't push the others out of sight.
 */
export type HistoryEntry = PersonKey & {
  /** `name`, `email`, `organization` and `isActive` come from the last successful lookup. */
  readonly name: string | null;
  readonly email: string | null;
  readonly organization: string | null;
  readonly isActive: boolean | null;
  /** ISO 8601. */
  readonly lookedUpAt: string;
  readonly outcome: 'found' | ProblemKind;
  /** When the person was last found, ISO 8601; null if they never were. */
  readonly foundAt: string | null;
  /** The number of stored lookups of the person. */
  readonly lookUps: number;
  readonly isPinned: boolean;
  readonly note: string;
};

/** One of the lookups of a person. */
export type PastLookUp = {
  /** ISO 8601. */
  readonly lookedUpAt: string;
  readonly outcome: HistoryEntry['outcome'];
};

/** The result of changing a pin or a note: `kept`, or why it was not stored. */
export type EditOutcome = 'kept' | 'not-in-history' | NotStoredReason;

/**
 * Which people to list. `found`: at least one lookup found them. `problems`: their latest lookup
 * failed.
 */
export const historyFilters = ['all', 'found', 'pinned', 'problems'] as const;
export type HistoryFilter = (typeof historyFilters)[number];

export type HistoryQuery = {
  readonly environment: string;
  /** The search text; empty to list everyone. */
  readonly text: string;
  readonly filter: HistoryFilter;
};

export type HistoryPage = {
  readonly entries: readonly HistoryEntry[];
  /** The cursor of the next page; null on the last page. */
  readonly next: number | null;
};

/** How an answer differs from the previous one. `since`: when that one was last seen, ISO 8601. */
export type ChangesSince = Changes & { readonly since: string };

/**
 * A period, from `firstSeenAt` to `lastSeenAt` (ISO 8601), in which a person's answer did not
 * change apart from its routine fields.
 */
export type AnswerVersion = {
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** Compared with the previous version; null for the oldest stored version. */
  readonly changes: ChangesSince | null;
};

/**
 * History files that the app can't read. It can neither search them nor remove a person from them,
 * so the renderer warns about them and offers to delete them.
 */
export type UnreadFiles = {
  /** The number of files that were renamed because they were damaged or their key was lost. */
  readonly aside: number;
  /** Whether the current history file can't be read, for example while the keychain is locked. */
  readonly isCurrentUnread: boolean;
};

/** How many unreadable files were deleted, and how many could not be deleted. */
export type DeletedFiles = { readonly deleted: number; readonly left: number };

/** How much a removal removed, or would remove. Contains no personal data. */
export type RemovedCounts = {
  readonly people: number;
  readonly lookUps: number;
  readonly answers: number;
  readonly notes: number;
};

export const nothingRemoved: RemovedCounts = { people: 0, lookUps: 0, answers: 0, notes: 0 };

/** Why the history is not stored on disk. `off`: the agent switched it off. */
export type NotStoredReason =
  | 'off'
  | 'keychain-missing'
  | 'keychain-locked'
  | 'keychain-failed'
  | 'newer-version'
  | 'damaged'
  | 'disk-full'
  | 'read-only'
  | 'in-use'
  | 'failed';

/** Where the history is stored. The renderer tells the agent what is lost at the next start. */
export type HistoryState = StorageState & {
  /**
   * Present if data has expired by this computer's clock, but was not removed because the clock is
   * doubtful. `wrong`: a server sent a different time. `unconfirmed`: the clock jumped, or the app
   * was closed for long, and no server has sent a time yet.
   */
  readonly clock?: 'wrong' | 'unconfirmed';
};

type StorageState =
  | { readonly kept: 'on-disk'; readonly replacedFile: ReplacedFile | null }
  /** The file is open, but the last write to it failed. */
  | { readonly kept: 'old-only'; readonly because: NotStoredReason }
  /** The history ends with this session. An existing file stays unchanged. */
  | { readonly kept: 'in-memory'; readonly because: NotStoredReason }
  /** No database can be opened, because the database library is missing or broken. */
  | { readonly kept: 'nowhere' };

/**
 * The history file that was replaced by a new one because it could not be read. `oldFile` is its
 * new name, in the same folder.
 */
export type ReplacedFile = { readonly because: 'damaged' | 'key-lost'; readonly oldFile: string };

/**
 * A field of one answer. `unknown`: the API reference does not name the field; `json` is its text.
 */
export type FieldValue = Field | { readonly state: 'unknown'; readonly json: string };

export type Change = {
  readonly field: string;
  readonly before: FieldValue;
  readonly after: FieldValue;
};

/** How two answers about one person differ, one item per field, in the order of the card. */
export type Changes = {
  readonly changes: readonly Change[];
  /** Changes of fields that every use of the account changes, such as the last sign-in. */
  readonly routine: readonly Change[];
};

export const exportFormats = ['csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];
