/** For how long the history keeps what. */
export type Retention = {
  /** Days that an answer is kept after it was last seen; with 0 none is kept. */
  readonly answerDays: number;
  /** Days that a lookup is kept; with 0 nothing is kept at all. */
  readonly entryDays: number;
  /** The oldest lookups beyond this many go; with 0 nothing is kept at all. */
  readonly mostEntries: number;
  /** Whether pinned people stay, with everything about them, until somebody removes them. */
  readonly keepsPinned: boolean;
};

export const defaultRetention: Retention = {
  answerDays: 30,
  entryDays: 90,
  mostEntries: 100_000,
  keepsPinned: false,
};

/** What is too old, in milliseconds since 1970. */
export type Expired = {
  readonly answersBefore: number;
  readonly entriesBefore: number;
} & Pick<Retention, 'mostEntries' | 'keepsPinned'>;

const dayMs = 24 * 60 * 60 * 1_000;

/** What has expired by now. A day is 24 hours. */
export function expiredBy(now: Date, retention: Retention): Expired {
  const { answerDays, entryDays, mostEntries, keepsPinned } = retention;
  if (keepsNothing(retention)) return everything;
  return {
    answersBefore: answerDays === 0 ? Number.MAX_SAFE_INTEGER : now.getTime() - answerDays * dayMs,
    entriesBefore: now.getTime() - entryDays * dayMs,
    mostEntries,
    keepsPinned,
  };
}

const everything: Expired = {
  answersBefore: Number.MAX_SAFE_INTEGER,
  entriesBefore: Number.MAX_SAFE_INTEGER,
  mostEntries: 0,
  keepsPinned: false,
};

export function keepsNothing({ entryDays, mostEntries }: Retention): boolean {
  return entryDays === 0 || mostEntries === 0;
}
