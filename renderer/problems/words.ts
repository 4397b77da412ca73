import type { Problem, ProblemKind } from '../../electron/api/problem';
import { m } from '../messages/compiled/messages.js';
import { formatsLocale } from '../messages/locale.svelte';

/** The one button that does the next step, where a button can. */
export type Action = 'retry' | 'enter-key' | 'settings' | null;

/** What happened, in a headline and a sentence, and what to do now. */
export type Words = {
  readonly title: string;
  readonly what: string;
  readonly next: string;
  readonly action: Action;
};

type Of<K extends ProblemKind> = Extract<Problem, { kind: K }>;

type WordsByKind = {
  readonly [K in ProblemKind]: {
    readonly title: () => string;
    readonly what: (problem: Of<K>) => string;
    readonly next: () => string;
    readonly action: Action;
  };
};

const inMegabytes = (bytes: number) =>
  new Intl.NumberFormat(formatsLocale(), {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  }).format(bytes / 1024 ** 2);

const wordsByKind: WordsByKind = {
  'no-key': {
    title: m.problem_no_key_title,
    what: m.problem_no_key_what,
    next: m.problem_no_key_next,
    action: 'enter-key',
  },
  'key-empty': {
    title: m.problem_key_empty_title,
    what: m.problem_key_empty_what,
    next: m.problem_key_empty_next,
    action: null,
  },
  'key-with-line-break': {
    title: m.problem_key_with_line_break_title,
    what: m.problem_key_with_line_break_what,
    next: m.problem_key_with_line_break_next,
    action: null,
  },
  'key-not-ascii': {
    title: m.problem_key_not_ascii_title,
    what: m.problem_key_not_ascii_what,
    next: m.problem_key_not_ascii_next,
    action: null,
  },
  'key-in-search': {
    title: m.problem_key_in_search_title,
    what: m.problem_key_in_search_what,
    next: m.problem_key_in_search_next,
    action: null,
  },
  'key-refused': {
    title: m.problem_key_refused_title,
    what: m.problem_key_refused_what,
    next: m.problem_key_refused_next,
    action: 'enter-key',
  },
  'not-permitted': {
    title: m.problem_not_permitted_title,
    what: m.problem_not_permitted_what,
    next: m.problem_not_permitted_next,
    action: 'retry',
  },
  'not-found': {
    title: m.problem_not_found_title,
    what: m.problem_not_found_what,
    next: m.problem_not_found_next,
    action: 'retry',
  },
  'invalid-id': {
    title: m.problem_invalid_id_title,
    what: m.problem_invalid_id_what,
    next: m.problem_invalid_id_next,
    action: null,
  },
  'too-many-requests': {
    title: m.problem_too_many_requests_title,
    what: m.problem_too_many_requests_what,
    next: m.problem_too_many_requests_next,
    action: 'retry',
  },
  'server-trouble': {
    title: m.problem_server_trouble_title,
    what: m.problem_server_trouble_what,
    next: m.problem_server_trouble_next,
    action: 'retry',
  },
  'unexpected-status': {
    title: m.problem_unexpected_status_title,
    what: m.problem_unexpected_status_what,
    next: m.problem_unexpected_status_next,
    action: 'retry',
  },
  'time-out': {
    title: m.problem_time_out_title,
    what: ({ seconds }) => m.problem_time_out_what({ seconds }),
    next: m.problem_time_out_next,
    action: 'retry',
  },
  'no-connection': {
    title: m.problem_no_connection_title,
    what: m.problem_no_connection_what,
    next: m.problem_no_connection_next,
    action: 'retry',
  },
  interrupted: {
    title: m.problem_interrupted_title,
    what: m.problem_interrupted_what,
    next: m.problem_interrupted_next,
    action: 'retry',
  },
  'unknown-host': {
    title: m.problem_unknown_host_title,
    what: ({ host }) => m.problem_unknown_host_what({ host }),
    next: m.problem_unknown_host_next,
    action: 'settings',
  },
  certificate: {
    title: m.problem_certificate_title,
    what: ({ host }) => m.problem_certificate_what({ host }),
    next: m.problem_certificate_next,
    action: 'retry',
  },
  'redirect-refused': {
    title: m.problem_redirect_refused_title,
    what: m.problem_redirect_refused_what,
    next: m.problem_redirect_refused_next,
    action: 'settings',
  },
  'not-json': {
    title: m.problem_not_json_title,
    what: m.problem_not_json_what,
    next: m.problem_not_json_next,
    action: 'retry',
  },
  'unexpected-answer': {
    title: m.problem_unexpected_answer_title,
    what: m.problem_unexpected_answer_what,
    next: m.problem_unexpected_answer_next,
    action: 'settings',
  },
  'answer-too-large': {
    title: m.problem_answer_too_large_title,
    what: ({ limitBytes }) => m.problem_answer_too_large_what({ limit: inMegabytes(limitBytes) }),
    next: m.problem_answer_too_large_next,
    action: 'settings',
  },
  'keychain-missing': {
    title: m.problem_keychain_missing_title,
    what: m.problem_keychain_missing_what,
    next: m.problem_keychain_missing_next,
    action: 'retry',
  },
  'keychain-locked': {
    title: m.problem_keychain_locked_title,
    what: m.problem_keychain_locked_what,
    next: m.problem_keychain_locked_next,
    action: 'retry',
  },
  'keychain-failed': {
    title: m.problem_keychain_failed_title,
    what: m.problem_keychain_failed_what,
    next: m.problem_keychain_failed_next,
    action: 'retry',
  },
  'not-in-history': {
    title: m.problem_not_in_history_title,
    what: m.problem_not_in_history_what,
    next: m.problem_not_in_history_next,
    action: 'retry',
  },
  cancelled: {
    title: m.problem_cancelled_title,
    what: m.problem_cancelled_what,
    next: m.problem_cancelled_next,
    action: 'retry',
  },
  refused: {
    title: m.problem_refused_title,
    what: m.problem_refused_what,
    next: m.problem_refused_next,
    action: null,
  },
  internal: {
    title: m.problem_internal_title,
    what: m.problem_internal_what,
    next: m.problem_internal_next,
    action: 'retry',
  },
};

/** The plain words of a problem and its next step. */
export function wordsOf(problem: Problem): Words {
  const { title, what, next, action } = wordsByKind[problem.kind];
  return { title: title(), what: (what as (problem: Problem) => string)(problem), next: next(), action };
}

/** The headline of a problem. */
export function titleOf(kind: ProblemKind): string {
  return wordsByKind[kind].title();
}
