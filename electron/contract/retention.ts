import * as v from 'valibot';
import { limits } from './limits';

/** How long, and how much, the history keeps. */
export type Retention = {
  /** Days to keep an answer after it was last seen. 0 stores no answers. */
  readonly answerDays: number;
  /** Days to keep a lookup. 0 switches the history off. */
  readonly entryDays: number;
  /**
   * The highest number of lookups; the oldest ones are removed first. 0 switches the history off.
   */
  readonly mostEntries: number;
  /** Whether pinned people and all their data are exempt from the limits of the retention. */
  readonly keepsPinned: boolean;
};

export const defaultRetention: Retention = {
  answerDays: 30,
  entryDays: 90,
  mostEntries: limits.historyEntries,
  keepsPinned: false,
};

const upTo = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));

export const retentionFields = {
  answerDays: upTo(limits.retentionDays),
  entryDays: upTo(limits.retentionDays),
  mostEntries: upTo(limits.historyEntries),
  keepsPinned: v.boolean(),
};

/** A part of a retention. Values that the agent did not set keep following the defaults. */
export const partialRetentionSchema = v.pipe(
  v.strictObject({
    answerDays: v.exactOptional(retentionFields.answerDays),
    entryDays: v.exactOptional(retentionFields.entryDays),
    mostEntries: v.exactOptional(retentionFields.mostEntries),
    keepsPinned: v.exactOptional(retentionFields.keepsPinned),
  }),
  // Rejects an empty object. To valibot, a Date or a Map is one, too.
  v.minEntries(1),
);

/** Whether a retention switches the history off. */
export function keepsNothing({ entryDays, mostEntries }: Retention): boolean {
  return entryDays === 0 || mostEntries === 0;
}
