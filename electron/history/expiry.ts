import { keepsNothing, type Retention } from '../contract/retention';

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
