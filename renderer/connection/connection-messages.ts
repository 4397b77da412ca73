import type {
  CheckName,
  ConnectionReport,
  Finding,
  CheckResult,
  Outcome,
} from '../../electron/contract/connection-report';
import { m } from '../messages/compiled/messages.js';
import { formatsLocale } from '../messages/locale.svelte';

/** Values for the texts. `proxy` is `host:port`; both are empty if they are unknown. */
type Facts = { readonly proxy: string; readonly detail: string };

type FindingMessage = {
  readonly text: (facts: Facts) => string;
  /** What to do and whom to ask; only for findings that fail. */
  readonly next?: () => string;
  readonly whom?: () => string;
};

const withDetail =
  (text: (facts: Facts) => string) =>
  (facts: Facts): string =>
    facts.detail === ''
      ? text(facts)
      : m.connection_detail({ text: text(facts), detail: facts.detail });

const messagesByFinding: Readonly<Record<Finding, FindingMessage>> = {
  'name-found': { text: m.connection_name_found },
  'name-unknown': {
    text: m.connection_name_unknown,
    next: m.connection_name_unknown_next,
    whom: m.connection_whom_it,
  },
  'name-unanswered': { text: m.connection_name_unanswered },
  'name-left-to-proxy': { text: m.connection_name_left_to_proxy },
  'proxy-none': { text: m.connection_proxy_none },
  'proxy-works': { text: m.connection_proxy_works },
  'proxy-password-needed': {
    text: m.connection_proxy_password_needed,
    next: m.connection_proxy_password_needed_next,
    whom: m.connection_whom_it,
  },
  'proxy-failed': {
    text: withDetail(m.connection_proxy_failed),
    next: m.connection_proxy_next,
    whom: m.connection_whom_it,
  },
  'proxy-script-failed': {
    text: m.connection_proxy_script_failed,
    next: m.connection_proxy_next,
    whom: m.connection_whom_it,
  },
  'proxy-untold': { text: m.connection_proxy_untold },
  'certificate-trusted': { text: m.connection_certificate_trusted },
  'certificate-refused': {
    text: withDetail(m.connection_certificate_refused),
    next: m.connection_certificate_refused_next,
    whom: m.connection_whom_it,
  },
  'certificate-client-wanted': {
    text: withDetail(m.connection_certificate_client_wanted),
    next: m.problem_client_certificate_next,
    whom: m.connection_whom_it,
  },
  'certificate-no-encryption': {
    text: withDetail(m.connection_certificate_no_encryption),
    next: m.problem_no_encryption_next,
    whom: m.connection_whom_it,
  },
  'certificate-not-needed': { text: m.connection_certificate_not_needed },
  'certificate-unseen': { text: m.connection_unreached },
  'endpoint-answers': { text: m.connection_endpoint_answers },
  'endpoint-wrong-address': {
    text: withDetail(m.connection_endpoint_wrong_address),
    next: m.problem_wrong_address_next,
    whom: m.connection_whom_it,
  },
  'endpoint-foreign': {
    text: withDetail(m.connection_endpoint_foreign),
    next: m.connection_endpoint_foreign_next,
    whom: m.connection_whom_it,
  },
  'endpoint-empty': {
    text: withDetail(m.connection_endpoint_empty),
    next: m.connection_endpoint_in_trouble_next,
    whom: m.connection_whom_server,
  },
  'endpoint-interrupted': {
    text: withDetail(m.connection_endpoint_interrupted),
    next: m.connection_endpoint_silent_next,
    whom: m.connection_whom_it,
  },
  'endpoint-redirects': {
    text: m.connection_endpoint_redirects,
    next: m.problem_redirect_refused_next,
    whom: m.connection_whom_it,
  },
  'endpoint-in-trouble': {
    text: withDetail(m.connection_endpoint_in_trouble),
    next: m.connection_endpoint_in_trouble_next,
    whom: m.connection_whom_server,
  },
  'endpoint-silent': {
    text: withDetail(m.connection_endpoint_silent),
    next: m.connection_endpoint_silent_next,
    whom: m.connection_whom_it,
  },
  'endpoint-unreached': { text: m.connection_unreached },
  'key-accepted': { text: m.connection_key_accepted },
  'key-missing': {
    text: m.connection_key_missing,
    next: m.connection_key_next,
    whom: m.connection_whom_administrator,
  },
  'key-refused': {
    text: m.connection_key_refused,
    next: m.connection_key_next,
    whom: m.connection_whom_administrator,
  },
  'key-expired': {
    text: m.connection_key_expired,
    next: m.connection_key_next,
    whom: m.connection_whom_administrator,
  },
  'key-withheld': {
    text: m.connection_key_withheld,
    next: m.connection_key_withheld_next,
    whom: m.connection_whom_it,
  },
  'key-unanswered': {
    text: m.connection_key_unanswered,
    next: m.connection_key_withheld_next,
    whom: m.connection_whom_it,
  },
  'key-unasked': { text: m.connection_key_unasked },
  'key-unproven': { text: m.connection_key_unproven },
  'clock-right': { text: m.connection_clock_right },
  'clock-wrong': {
    text: ({ detail }) => m.connection_clock_wrong({ duration: duration(Number(detail)) }),
    next: m.connection_clock_next,
    whom: m.connection_whom_it,
  },
  'clock-untold': { text: m.connection_clock_untold },
};

const labels: Readonly<Record<CheckName, () => string>> = {
  name: m.connection_name,
  proxy: m.connection_proxy,
  certificate: m.connection_certificate,
  endpoint: m.connection_endpoint,
  key: m.connection_key,
  clock: m.connection_clock,
};

const outcomes: Readonly<Record<Outcome, () => string>> = {
  pass: m.connection_pass,
  fail: m.connection_fail,
  unchecked: m.connection_unchecked,
};

/** The result of a check in words. */
export type CheckMessage = {
  readonly label: string;
  readonly outcome: string;
  readonly text: string;
  /** What to do and whom to ask; null if the check did not fail. */
  readonly next: string | null;
  readonly whom: string | null;
};

/**
 * Describes the result of a check.
 *
 * @param proxy `host:port` of the proxy in the report
 */
export function checkMessage(
  { check, outcome, finding, detail = '' }: CheckResult,
  proxy: string | null,
): CheckMessage {
  const { text, next, whom } = messagesByFinding[finding];
  return {
    label: labels[check](),
    outcome: outcomes[outcome](),
    text: text({ proxy: proxy ?? '', detail }),
    next: next?.() ?? null,
    whom: whom?.() ?? null,
  };
}

/**
 * The report as text for an e-mail or a ticket, with one line per check.
 *
 * @param facts further lines, such as the time and the app's version
 */
export function reportText(
  { host, proxy, lines }: ConnectionReport,
  facts: readonly (readonly [label: string, value: string])[],
): string {
  return [
    m.connection_title({ host }),
    ...lines.map((line) => reportLine(checkMessage(line, proxy))),
    ...facts.map(([label, value]) => m.problem_details_line({ label, value })),
  ].join('\n');
}

function reportLine({ next, whom, ...words }: CheckMessage): string {
  return [m.connection_line(words), next, whom].filter((sentence) => sentence !== null).join(' ');
}

/** Minutes in the largest suitable unit, because a clock can be wrong by years. */
function duration(minutes: number): string {
  const [unit, length] =
    minutes < 120
      ? (['minute', 1] as const)
      : minutes < 48 * 60
        ? (['hour', 60] as const)
        : (['day', 1_440] as const);
  return new Intl.NumberFormat(formatsLocale(), {
    style: 'unit',
    unit,
    unitDisplay: 'long',
  }).format(Math.round(minutes / length));
}
