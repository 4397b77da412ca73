import { keepsNothing, type Retention } from '../contract/retention';

/** The limits of a retention. Times are in milliseconds since 1970. */
export type ExpiryLimits = {
  /** Answers that were last seen before this time expire. */
  readonly answersBefore: number;
  /** Lookups before this time expire, and people whose latest lookup is before it. */
  readonly entriesBefore: number;
} & Pick<Retention, 'mostEntries' | 'keepsPinned'>;

const dayMs = 24 * 60 * 60 * 1_000;

/**
 * The limits of a retention at a time. A day has 24 hours, whatever the time zone.
 *
 * @param now null if the time is doubtful. Then nothing expires by age
 */
export function expiryLimits(now: Date | null, retention: Retention): ExpiryLimits {
  const { answerDays, entryDays, mostEntries, keepsPinned } = retention;
  if (keepsNothing(retention)) return everything;
  const daysAgo = (days: number) => (now === null ? 0 : now.getTime() - days * dayMs);
  return {
    answersBefore: answerDays === 0 ? Number.MAX_SAFE_INTEGER : daysAgo(answerDays),
    entriesBefore: daysAgo(entryDays),
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
