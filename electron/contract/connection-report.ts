/** What is checked, in the order in which a request depends on it. */
export type CheckName = 'name' | 'proxy' | 'certificate' | 'endpoint' | 'key' | 'clock';

/** `unchecked`: it could not be told, or is not this computer's to tell. */
export type Outcome = 'pass' | 'fail' | 'unchecked';

/** Everything that a check can find, with what that means; the words are in renderer/connection/words.ts. */
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
  'certificate-not-needed': 'unchecked',
  'certificate-unseen': 'unchecked',
  'endpoint-answers': 'pass',
  'endpoint-foreign': 'fail',
  'endpoint-redirects': 'fail',
  'endpoint-in-trouble': 'fail',
  'endpoint-silent': 'fail',
  'endpoint-unreached': 'unchecked',
  'key-accepted': 'pass',
  'key-missing': 'fail',
  'key-refused': 'fail',
  'key-withheld': 'fail',
  'key-unanswered': 'fail',
  'key-unasked': 'unchecked',
  'clock-right': 'pass',
  'clock-wrong': 'fail',
  'clock-untold': 'unchecked',
} as const satisfies Readonly<Record<`${CheckName}-${string}`, Outcome>>;

export type Finding = keyof typeof outcomes;

/** One check. */
export type CheckResult = {
  readonly check: CheckName;
  readonly outcome: Outcome;
  readonly finding: Finding;
  /** An error's name, a status, or by how many minutes a clock is off. */
  readonly detail?: string;
};

/** What came of all checks. No key, nobody's data, and of a proxy its host and port alone. */
export type ConnectionReport = {
  /** The server's host, with its port where that is not the usual one. */
  readonly host: string;
  /** The proxy on the way there; null where there is none. */
  readonly proxy: string | null;
  /** In the order of the checks. */
  readonly lines: readonly CheckResult[];
};
