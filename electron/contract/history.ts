import type { ProblemKind } from './problem';
import type { Field } from './user';

/** A person as the history knows one: an id at a server, or in the sample data. */
export type PersonKey = { readonly environment: string; readonly id: string };

/**
 * One row of the list: a person with their latest lookup. Who is looked up ten times a day is looked for once in the
 * list, so that a row a lookup would bury the others.
 */
export type HistoryEntry = PersonKey & {
  /** Name, e-mail, organization and status are those of the last lookup that found the person. */
  readonly name: string | null;
  readonly email: string | null;
  readonly organization: string | null;
  readonly isActive: boolean | null;
  /** ISO 8601. */
  readonly lookedUpAt: string;
  readonly outcome: 'found' | ProblemKind;
  /** The last time that the person was found, ISO 8601; null where they never were. */
  readonly foundAt: string | null;
  /** How many lookups of the person are kept. */
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

/** What became of a pin or a note: kept, or why not. */
export type EditOutcome = 'kept' | 'not-in-history' | NotStoredReason;

/** Which people: `found` are those that were found at least once, `problems` those whose latest lookup found nobody. */
export const historyFilters = ['all', 'found', 'pinned', 'problems'] as const;
export type HistoryFilter = (typeof historyFilters)[number];

export type HistoryQuery = {
  readonly environment: string;
  /** What a person typed; '' for everybody. */
  readonly text: string;
  readonly filter: HistoryFilter;
};

export type HistoryPage = {
  readonly entries: readonly HistoryEntry[];
  /** Where the next page begins; null after the last one. */
  readonly next: number | null;
};

/** What differs from the answer before, and when that one was last seen, ISO 8601. */
export type ChangesSince = Changes & { readonly since: string };

/** An answer that stayed the same, routine fields apart, from `firstSeenAt` to `lastSeenAt`, ISO 8601. */
export type AnswerVersion = {
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** Against the version before it; null for the oldest one that is kept. */
  readonly changes: ChangesSince | null;
};

/** Files of earlier lookups that can't be read, so that nothing in them is found or removed. */
export type UnreadFiles = {
  /** How many were moved aside, because they were damaged or their key was lost. */
  readonly aside: number;
  /** Whether the history's own file is one of them, behind a locked keychain for instance. */
  readonly isCurrentUnread: boolean;
};

export type DeletedFiles = { readonly deleted: number; readonly left: number };

/** What was removed, counted by its kind; it holds no personal data itself. */
export type RemovedCounts = {
  readonly people: number;
  readonly lookUps: number;
  readonly answers: number;
  readonly notes: number;
};

export const nothingRemoved: RemovedCounts = { people: 0, lookUps: 0, answers: 0, notes: 0 };

/** Why nothing is on the disk. `off` is the person's choice. */
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

/** Where the history is kept, for the sentence that says what is not kept. */
export type HistoryState =
  | { readonly kept: 'on-disk'; readonly replacedFile: ReplacedFile | null }
  /** The file is open, but the last lookup could not be written to it. */
  | { readonly kept: 'old-only'; readonly because: NotStoredReason }
  /** A history of this session only. A file of earlier sessions stays where it is. */
  | { readonly kept: 'in-memory'; readonly because: NotStoredReason }
  /** No database can be opened: a part of the app is missing or broken. */
  | { readonly kept: 'nowhere' };

/**
 * A new file was started because the old one could not be read. `oldFile` is the name that the old one
 * has now, in the same folder.
 */
export type ReplacedFile = { readonly because: 'damaged' | 'key-lost'; readonly oldFile: string };

/** A field of one answer; `unknown` is one that the reference page does not name, as JSON text. */
export type FieldValue = Field | { readonly state: 'unknown'; readonly json: string };

export type Change = {
  readonly field: string;
  readonly before: FieldValue;
  readonly after: FieldValue;
};

/** How two answers about one person differ, field by field in the order of the card. */
export type Changes = {
  readonly changes: readonly Change[];
  /** Fields that change whenever the account is used: no news about the person. */
  readonly routine: readonly Change[];
};

export const exportFormats = ['csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];
