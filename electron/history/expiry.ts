import { keepsNothing, type Retention } from '../contract/retention';

/** The limits of a retention. Times are in milliseconds since 1970. */
export type ExpiryLimits = {
  /** Answers that were last seen before this time expire. */
  readonly answersBefore: number;
  /** Lookups before this time expire, and people whose latest lookup is before it. */
  readonly entriesBefore: number;
} & Pick<Retention, 'mostEntries' | 'keepsPinned'>;

const dayMs = 24 * 60 * 60 * 1_000;

/** The limits of a retention at a time. A day has 24 hours, whatever the time zone. */
export function expiryLimits(now: Date, retention: Retention): ExpiryLimits {
  const { answerDays, entryDays, mostEntries, keepsPinned } = retention;
  if (keepsNothing(retention)) return everything;
  return {
    answersBefore: answerDays === 0 ? Number.MAX_SAFE_INTEGER : now.getTime() - answerDays * dayMs,
    entriesBefore: now.getTime() - entryDays * dayMs,
    mostEntries,
    keepsPinned,
  };
}

const everything: ExpiryLimits = {
  answersBefore: Number.MAX_SAFE_INTEGER,
  entriesBefore: Number.MAX_SAFE_INTEGER,
  mostEntries: 0,
  keepsPinned: false,
};
