import type { Query } from '../../electron/contract/look-up';
import type { Problem, ProblemKind } from '../../electron/contract/problem';
import { m } from '../messages/compiled/messages.js';
import { formatsLocale } from '../messages/locale.svelte';

/** The actions that a button can offer for a problem. */
export type Action =
  'retry' | 'change-id' | 'change-search' | 'enter-id' | 'enter-key' | 'proxy-sign-in' | 'settings';

/** The first action does what `next` says and is the primary button. */
type Actions = readonly [Action, ...Action[]];

/**
 * A problem in words: a headline, a sentence about what happened, the next step, and whom to ask if
 * that does not help.
 */
export type ProblemMessage = {
  readonly title: string;
  readonly what: string;
  readonly next: string;
  readonly actions: Actions;
  /** Null if the agent needs no help. */
  readonly whom: string | null;
};

type Of<K extends ProblemKind> = Extract<Problem, { kind: K }>;

type MessagesByKind = {
  readonly [K in ProblemKind]: {
    readonly title: () => string;
    readonly what: (problem: Of<K>) => string;
    readonly next: () => string;
    readonly actions: Actions;
    readonly whom: (() => string) | null;
  };
};

const withoutAnswer: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
  'too-many-requests',
  'server-trouble',
  'unexpected-status',
  'time-out',
  'no-connection',
  'interrupted',
  'unknown-host',
  'certificate',
  'client-certificate',
  'no-encryption',
  'proxy-password-needed',
  'proxy-failed',
  'redirect-refused',
  'not-json',
  'unexpected-answer',
  'empty-answer',
  'answer-too-large',
  'wrong-address',
]);

/** Whether the response said nothing about the account, not even that access is denied. */
export function isNoAnswer({ kind }: Problem): boolean {
  return withoutAnswer.has(kind);
}

/** Whether the server says that it has no such account. */
export function isGone({ kind }: Problem): boolean {
  return kind === 'not-found' || kind === 'removed';
}

const aboutConnection: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
  'no-connection',
  'unknown-host',
  'certificate',
  'client-certificate',
  'no-encryption',
  'time-out',
  'interrupted',
  'proxy-password-needed',
  'proxy-failed',
  'redirect-refused',
  'not-json',
  'server-trouble',
  'wrong-address',
]);

/** Whether the connection check may find the cause. */
export function isAboutConnection({ kind }: Problem): boolean {
  return aboutConnection.has(kind);
}

const inMegabytes = (bytes: number) =>
  new Intl.NumberFormat(formatsLocale(), {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  }).format(bytes / 1024 ** 2);

const messagesByKind: MessagesByKind = {
  'no-key': {
    title: m.problem_no_key_title,
    what: m.problem_no_key_what,
    next: m.problem_no_key_next,
    actions: ['enter-key'],
    whom: m.problem_whom_administrator,
  },
  'key-empty': {
    title: m.problem_key_empty_title,
    what: m.problem_key_empty_what,
    next: m.problem_key_empty_next,
    actions: ['enter-key'],
    whom: null,
  },
  'key-with-line-break': {
    title: m.problem_key_with_line_break_title,
    what: m.problem_key_with_line_break_what,
    next: m.problem_key_with_line_break_next,
    actions: ['enter-key'],
    whom: null,
  },
  'key-not-ascii': {
    title: m.problem_key_not_ascii_title,
    what: m.problem_key_not_ascii_what,
    next: m.problem_key_not_ascii_next,
    actions: ['enter-key'],
    whom: null,
  },
  'key-in-search': {
    title: m.problem_key_in_search_title,
    what: m.problem_key_in_search_what,
    next: m.problem_key_in_search_next,
    actions: ['enter-id'],
    whom: null,
  },
  'key-refused': {
    title: m.problem_key_refused_title,
    what: ({ code }) =>
      (code ?? '').includes('EXPIRED')
        ? m.problem_key_expired_what()
        : m.problem_key_refused_what(),
    next: m.problem_key_refused_next,
    actions: ['enter-key'],
    whom: m.problem_whom_administrator,
  },
  'not-permitted': {
    title: m.problem_not_permitted_title,
    what: m.problem_not_permitted_what,
    next: m.problem_not_permitted_next,
    actions: ['retry'],
    whom: m.problem_whom_administrator,
  },
  'not-found': {
    title: m.problem_not_found_title,
    what: m.problem_not_found_what,
    next: m.problem_not_found_next,
    actions: ['change-id', 'retry'],
    whom: null,
  },
  removed: {
    title: m.problem_removed_title,
    what: m.problem_removed_what,
    next: m.problem_removed_next,
    actions: ['change-id', 'retry'],
    whom: null,
  },
  'wrong-address': {
    title: m.problem_wrong_address_title,
    what: m.problem_wrong_address_what,
    next: m.problem_wrong_address_next,
    actions: ['settings', 'retry'],
    whom: m.problem_whom_it,
  },
  'no-search-by-email': {
    title: m.problem_no_search_by_email_title,
    what: m.problem_no_search_by_email_what,
    next: m.problem_no_search_by_email_next,
    actions: ['enter-id'],
    whom: null,
  },
  'invalid-id': {
    title: m.problem_invalid_id_title,
    what: m.problem_invalid_id_what,
    next: m.problem_invalid_id_next,
    actions: ['change-id'],
    whom: null,
  },
  'too-many-requests': {
    title: m.problem_too_many_requests_title,
    what: m.problem_too_many_requests_what,
    next: m.problem_too_many_requests_next,
    actions: ['retry'],
    whom: null,
  },
  'server-trouble': {
    title: m.problem_server_trouble_title,
    what: m.problem_server_trouble_what,
    next: m.problem_server_trouble_next,
    actions: ['retry'],
    whom: m.problem_whom_server,
  },
  'unexpected-status': {
    title: m.problem_unexpected_status_title,
    what: m.problem_unexpected_status_what,
    next: m.problem_unexpected_status_next,
    actions: ['retry'],
    whom: m.problem_whom_it,
  },
  'time-out': {
    title: m.problem_time_out_title,
    what: ({ seconds }) => m.problem_time_out_what({ seconds }),
    next: m.problem_time_out_next,
    actions: ['retry', 'settings'],
    whom: m.problem_whom_it,
  },
  'no-connection': {
    title: m.problem_no_connection_title,
    what: m.problem_no_connection_what,
    next: m.problem_no_connection_next,
    actions: ['retry'],
    whom: m.problem_whom_it,
  },
  interrupted: {
    title: m.problem_interrupted_title,
    what: m.problem_interrupted_what,
    next: m.problem_interrupted_next,
    actions: ['retry'],
    whom: m.problem_whom_it,
  },
  'unknown-host': {
    title: m.problem_unknown_host_title,
    what: ({ host }) => m.problem_unknown_host_what({ host }),
    next: m.problem_unknown_host_next,
    actions: ['settings', 'retry'],
    whom: m.problem_whom_it,
  },
  certificate: {
    title: m.problem_certificate_title,
    what: ({ host }) => m.problem_certificate_what({ host }),
    next: m.problem_certificate_next,
    actions: ['retry'],
    whom: m.problem_whom_it,
  },
  'client-certificate': {
    title: m.problem_client_certificate_title,
    what: ({ host }) => m.problem_client_certificate_what({ host }),
    next: m.problem_client_certificate_next,
    actions: ['settings', 'retry'],
    whom: m.problem_whom_it,
  },
  'no-encryption': {
    title: m.problem_no_encryption_title,
    what: ({ host }) => m.problem_no_encryption_what({ host }),
    next: m.problem_no_encryption_next,
    actions: ['settings', 'retry'],
    whom: m.problem_whom_it,
  },
  'empty-answer': {
    title: m.problem_empty_answer_title,
    what: m.problem_empty_answer_what,
    next: m.problem_empty_answer_next,
    actions: ['retry'],
    whom: m.problem_whom_server,
  },
  'proxy-password-needed': {
    title: m.problem_proxy_password_needed_title,
    what: ({ proxy, refusals }) =>
      refusals === 0
        ? m.problem_proxy_password_needed_what({ proxy })
        : m.problem_proxy_password_refused_what({ proxy }),
    next: m.problem_proxy_password_needed_next,
    actions: ['proxy-sign-in', 'settings'],
    whom: m.problem_whom_it,
  },
  'proxy-failed': {
    title: m.problem_proxy_failed_title,
    what: m.problem_proxy_failed_what,
    next: m.problem_proxy_failed_next,
    actions: ['retry', 'settings'],
    whom: m.problem_whom_it,
  },
  'redirect-refused': {
    title: m.problem_redirect_refused_title,
    what: m.problem_redirect_refused_what,
    next: m.problem_redirect_refused_next,
    actions: ['settings', 'retry'],
    whom: m.problem_whom_it,
  },
  'not-json': {
    title: m.problem_not_json_title,
    what: m.problem_not_json_what,
    next: m.problem_not_json_next,
    actions: ['retry'],
    whom: m.problem_whom_it,
  },
  'unexpected-answer': {
    title: m.problem_unexpected_answer_title,
    what: m.problem_unexpected_answer_what,
    next: m.problem_unexpected_answer_next,
    actions: ['settings', 'retry'],
    whom: m.problem_whom_server,
  },
  'answer-too-large': {
    title: m.problem_answer_too_large_title,
    what: ({ limitBytes }) => m.problem_answer_too_large_what({ limit: inMegabytes(limitBytes) }),
    next: m.problem_answer_too_large_next,
    actions: ['settings', 'retry'],
    whom: m.problem_whom_server,
  },
  'keychain-missing': {
    title: m.problem_keychain_missing_title,
    what: m.problem_keychain_missing_what,
    next: m.problem_keychain_missing_next,
    actions: ['enter-key', 'retry'],
    whom: m.problem_whom_it,
  },
  'keychain-locked': {
    title: m.problem_keychain_locked_title,
    what: m.problem_keychain_locked_what,
    next: m.problem_keychain_locked_next,
    actions: ['retry', 'enter-key'],
    whom: m.problem_whom_it,
  },
  'keychain-failed': {
    title: m.problem_keychain_failed_title,
    what: m.problem_keychain_failed_what,
    next: m.problem_keychain_failed_next,
    actions: ['retry', 'enter-key'],
    whom: m.problem_whom_it,
  },
  'keychain-garbled': {
    title: m.problem_keychain_garbled_title,
    what: m.problem_keychain_garbled_what,
    next: m.problem_keychain_garbled_next,
    actions: ['enter-key'],
    whom: m.problem_whom_it,
  },
  'not-in-history': {
    title: m.problem_not_in_history_title,
    what: m.problem_not_in_history_what,
    next: m.problem_not_in_history_next,
    actions: ['retry'],
    whom: null,
  },
  'file-not-written': {
    title: m.problem_file_not_written_title,
    what: m.problem_file_not_written_what,
    next: m.problem_file_not_written_next,
    actions: ['retry'],
    whom: null,
  },
  'update-feed-unusable': {
    title: m.problem_update_feed_unusable_title,
    what: m.problem_update_feed_unusable_what,
    next: m.problem_update_feed_unusable_next,
    actions: ['retry'],
    whom: m.problem_whom_it,
  },
  'update-damaged': {
    title: m.problem_update_damaged_title,
    what: m.problem_update_damaged_what,
    next: m.problem_update_damaged_next,
    actions: ['retry'],
    whom: m.problem_whom_it,
  },
  'update-not-signed': {
    title: m.problem_update_not_signed_title,
    what: m.problem_update_not_signed_what,
    next: m.problem_update_not_signed_next,
    actions: ['retry'],
    whom: m.problem_whom_it,
  },
  'update-not-saved': {
    title: m.problem_update_not_saved_title,
    what: m.problem_update_not_saved_what,
    next: m.problem_update_not_saved_next,
    actions: ['retry'],
    whom: m.problem_whom_it,
  },
  'update-not-installed': {
    title: m.problem_update_not_installed_title,
    what: m.problem_update_not_installed_what,
    next: m.problem_update_not_installed_next,
    actions: ['retry'],
    whom: m.problem_whom_it,
  },
  cancelled: {
    title: m.problem_cancelled_title,
    what: m.problem_cancelled_what,
    next: m.problem_cancelled_next,
    actions: ['retry'],
    whom: null,
  },
  refused: {
    title: m.problem_refused_title,
    what: m.problem_refused_what,
    next: m.problem_refused_next,
    actions: ['change-search'],
    whom: m.problem_whom_it,
  },
  internal: {
    title: m.problem_internal_title,
    what: m.problem_internal_what,
    next: m.problem_internal_next,
    actions: ['retry'],
    whom: m.problem_whom_it,
  },
};

/** The kinds whose words differ for a lookup by e-mail address. */
const emailMessagesByKind: Partial<MessagesByKind> = {
  'not-found': {
    ...messagesByKind['not-found'],
    what: m.problem_not_found_email_what,
    next: m.problem_not_found_email_next,
    actions: ['change-search', 'retry'],
  },
  removed: { ...messagesByKind.removed, actions: ['change-search', 'retry'] },
  'invalid-id': {
    ...messagesByKind['invalid-id'],
    title: m.problem_invalid_email_title,
    what: m.problem_invalid_email_what,
    next: m.problem_invalid_email_next,
    actions: ['change-search'],
  },
};

/**
 * Describes a problem and its next step.
 *
 * @param query the lookup that failed; null without one
 */
export function problemMessage(problem: Problem, query: Query | null = null): ProblemMessage {
  const forEmail =
    query !== null && 'email' in query ? emailMessagesByKind[problem.kind] : undefined;
  const { title, what, next, actions, whom } = forEmail ?? messagesByKind[problem.kind];
  return {
    title: title(),
    what: (what as (problem: Problem) => string)(problem),
    next: next(),
    actions,
    whom: whom?.() ?? null,
  };
}

export function problemTitle(kind: ProblemKind): string {
  return messagesByKind[kind].title();
}
