import type {
  EditOutcome,
  HistoryEntry,
  HistoryFilter,
  PastLookUp,
  RemovedCounts,
  UnreadFiles,
  ReplacedFile,
  HistoryState,
  NotStoredReason,
} from '../../electron/contract/history';
import { m } from '../messages/compiled/messages.js';
import { formatsLocale } from '../messages/locale.svelte';
import { problemTitle } from '../problems/problem-messages';

/** The outcome of a lookup in words. */
export const outcomeMessage = ({ outcome }: Pick<PastLookUp, 'outcome'>): string =>
  outcome === 'found' ? m.history_found() : problemTitle(outcome);

/**
 * Whether the account was active at the latest lookup, in words; null if that lookup failed or its
 * answer did not say.
 */
export function statusMessage({ outcome, isActive }: HistoryEntry): string | null {
  if (outcome !== 'found' || isActive === null) return null;
  return isActive ? m.history_active() : m.history_inactive();
}

export function filterName(filter: Exclude<HistoryFilter, 'found'>): string {
  return { all: m.history_all, pinned: m.history_pinned, problems: m.history_problems }[filter]();
}

const reasons: Readonly<Record<Exclude<NotStoredReason, 'off'>, () => string>> = {
  'keychain-missing': m.history_because_keychain_missing,
  'keychain-locked': m.history_because_keychain_locked,
  'keychain-failed': m.history_because_keychain_failed,
  'newer-version': m.history_because_newer_version,
  damaged: m.history_because_damaged,
  'disk-full': m.history_because_disk_full,
  'read-only': m.history_because_read_only,
  'in-use': m.history_because_in_use,
  failed: m.history_because_failed,
};

const replacedFileSentences: Readonly<
  Record<ReplacedFile['because'], typeof m.history_anew_damaged>
> = {
  damaged: m.history_anew_damaged,
  'key-lost': m.history_anew_key_lost,
};

const clockMessages: Readonly<Record<'wrong' | 'unconfirmed', () => string>> = {
  wrong: m.history_clock_wrong,
  unconfirmed: m.history_clock_unconfirmed,
};

/** Says why the retention removes nothing at present; null if it works. */
export function clockMessage({ clock }: HistoryState): string | null {
  return clock === undefined ? null : clockMessages[clock]();
}

/**
 * Says what the history does not store and why, or that a new file replaced an unreadable one. Null
 * if all is well.
 */
export function historyStateMessage(state: HistoryState): string | null {
  if (state.kept === 'on-disk') {
    if (state.replacedFile === null) return null;
    const { because, oldFile } = state.replacedFile;
    return replacedFileSentences[because]({ file: oldFile });
  }
  if (state.kept === 'nowhere') return m.history_nowhere();
  if (state.because === 'off') return m.history_off();
  const reason = reasons[state.because]();
  return state.kept === 'old-only'
    ? m.history_old_only({ reason })
    : m.history_in_memory({ reason });
}

/** Says why a pin or a note was not stored. */
export function notKeptMessage(edited: Exclude<EditOutcome, 'kept'>): string {
  if (edited === 'not-in-history' || edited === 'off') return m.profile_not_kept();
  return m.profile_not_kept_because({ reason: reasons[edited]() });
}

/** "1,234 people". */
export function peopleCount(people: number): string {
  return m.history_people({ people, number: numberOf(people) });
}

/** What was removed, without personal data: "Removed: 1 person, 3 lookups and 1 note". */
export function removedMessage(removed: RemovedCounts): string {
  return removed.people === 0
    ? m.history_removed_nothing()
    : m.history_removed({ what: removedCounts(removed) });
}

/** "1 person, 3 lookups and 1 note". */
export function removedCounts({ people, lookUps, answers, notes }: RemovedCounts): string {
  const what = [
    people > 0 && peopleCount(people),
    lookUps > 0 && m.history_look_ups({ lookUps, number: numberOf(lookUps) }),
    answers > 0 && m.history_answers({ answers, number: numberOf(answers) }),
    notes > 0 && m.history_notes({ notes, number: numberOf(notes) }),
  ].filter((words) => words !== false);
  return new Intl.ListFormat(formatsLocale()).format(what);
}

/** Warns about the files that no removal can reach, in one sentence per kind of file. */
export function unreadFilesMessages({ aside, isCurrentUnread }: UnreadFiles): string[] {
  return [
    ...(aside > 0 ? [m.history_unread_aside({ files: aside, number: numberOf(aside) })] : []),
    ...(isCurrentUnread ? [m.history_unread_current()] : []),
  ];
}

export const deleteFilesLabel = (files: number) =>
  m.history_unread_delete({ files, number: numberOf(files) });

export const deletedFilesMessages = (files: number): string[] =>
  files > 0 ? [m.history_unread_deleted({ files, number: numberOf(files) })] : [];

export const leftFilesMessages = (files: number): string[] =>
  files > 0 ? [m.history_unread_left({ files, number: numberOf(files) })] : [];

const numberOf = (count: number) => new Intl.NumberFormat(formatsLocale()).format(count);
