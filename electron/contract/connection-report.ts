/** The checks, in the order in which a request depends on them. `name` is the DNS lookup. */
export type CheckName = 'name' | 'proxy' | 'certificate' | 'endpoint' | 'key' | 'clock';

/** `unchecked`: the check gave no result, or does not apply to this connection. */
export type Outcome = 'pass' | 'fail' | 'unchecked';

/** The outcome of each finding. renderer/connection/connection-messages.ts has the texts. */
export const outcomes = {
  'name-found': 'pass',
  'name-unknown': 'fail',
  'name-unanswered': 'unchecked',
  'name-left-to-proxy': 'unchecked',
  'proxy-none': 'pass',
  'proxy-works': 'pass',
  'proxy-password-needed': 'fail',
  'proxy-failed': 'fail',
  'proxy-script-failed': 'fail',
  'proxy-untold': 'unchecked',
  'certificate-trusted': 'pass',
  'certificate-refused': 'fail',
  'certificate-client-wanted': 'fail',
  'certificate-no-encryption': 'fail',
  'certificate-not-needed': 'unchecked',
  'certificate-unseen': 'unchecked',
  'endpoint-answers': 'pass',
  'endpoint-wrong-address': 'fail',
  'endpoint-foreign': 'fail',
  'endpoint-empty': 'fail',
  'endpoint-interrupted': 'fail',
  'endpoint-redirects': 'fail',
  'endpoint-in-trouble': 'fail',
  'endpoint-silent': 'fail',
  'endpoint-unreached': 'unchecked',
  'key-accepted': 'pass',
  'key-missing': 'fail',
  'key-refused': 'fail',
  'key-expired': 'fail',
  'key-withheld': 'fail',
  'key-unanswered': 'fail',
  'key-unasked': 'unchecked',
  /** The server gives the same answer to a wrong key. */
  'key-unproven': 'unchecked',
  'clock-right': 'pass',
  'clock-wrong': 'fail',
  'clock-untold': 'unchecked',
} as const satisfies Readonly<Record<`${CheckName}-${string}`, Outcome>>;

export type Finding = keyof typeof outcomes;

export type CheckResult = {
  readonly check: CheckName;
  readonly outcome: Outcome;
  readonly finding: Finding;
  /** Depends on the finding: a Chromium error name, an HTTP status or a number of minutes. */
  readonly detail?: string;
};

/** The result of all checks. Contains no key and no personal data, so that it can be shared. */
export type ConnectionReport = {
  /** The server's host, with its port if that is not the scheme's default. */
  readonly host: string;
  /** `host:port` of the proxy in use, without credentials; null if there is none. */
  readonly proxy: string | null;
  /** One result per check, in the order of `CheckName`. */
  readonly lines: readonly CheckResult[];
};
