import * as v from 'valibot';
import { limits } from './limits';

/** For how long the history keeps what. */
export type Retention = {
  /** Days that an answer is kept after it was last seen. 0 keeps none. */
  readonly answerDays: number;
  /** Days that a lookup is kept. 0 keeps nothing at all. */
  readonly entryDays: number;
  /** The oldest lookups beyond this number are removed. 0 keeps nothing at all. */
  readonly mostEntries: number;
  /** Whether pinned people, with everything about them, stay until someone removes them. */
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

/** A part of a retention: someone who changes one value has not chosen the others. */
export const partialRetentionSchema = v.pipe(
  v.strictObject({
    answerDays: v.exactOptional(retentionFields.answerDays),
    entryDays: v.exactOptional(retentionFields.entryDays),
    mostEntries: v.exactOptional(retentionFields.mostEntries),
    keepsPinned: v.exactOptional(retentionFields.keepsPinned),
  }),
  // A date or a map would pass for an empty object.
  v.minEntries(1),
);

/** Whether nothing at all is kept. */
export function keepsNothing({ entryDays, mostEntries }: Retention): boolean {
  return entryDays === 0 || mostEntries === 0;
}
