/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * @param {Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of all) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/**
 * Counts the tests in Vitest's JSON report (https://vitest.dev/guide/reporters.html#json-reporter).
 * A test file that could not be loaded lists no tests and counts as one failure.
 *
 * @param {unknown} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const { testResults } =
    /** @type {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} */ (
      report
    );
  return sum(
    testResults.map(({ status, assertionResults }) => {
      const counts = sum(assertionResults.map((test) => count(vitestOutcome(test.status))));
      return status === 'failed' && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
    }),
  );
}

/**
 * @param {string} status
 */
function vitestOutcome(status) {
  if (status === 'passed') return 'passed';
  return ['skipped', 'pending', 'disabled', 'todo'].includes(status) ? 'skipped' : 'failed';
}

/**
 * @typedef {object} PlaywrightSuite
 * @property {PlaywrightSuite[]} [suites]
 * @property {{ tests: PlaywrightTest[] }[]} [specs]
 */

/**
 * @typedef {object} PlaywrightTest
 * @property {string} status
 * @property {string} expectedStatus
 * @property {{ type: string, description?: string }[]} annotations
 */

/**
 * Counts the tests in Playwright's JSON report
 * (https://playwright.dev/docs/test-reporters#json-reporter). A test that did not run although it
 * was not skipped is a failure. So is a test that passed only when it was retried.
 *
 * @param {unknown} report
 * @returns {Counts}
 */
export function countPlaywright(report) {
  const { suites } = /** @type {{ suites: PlaywrightSuite[] }} */ (report);
  return sum(suites.map(countSuite));
}

/**
 * @param {PlaywrightSuite} suite
 * @returns {Counts}
 */
function countSuite({ suites = [], specs = [] }) {
  const tests = specs.flatMap((spec) => spec.tests);
  return sum([...suites.map(countSuite), ...tests.map((test) => count(playwrightOutcome(test)))]);
}

/**
 * Sums up what tests counted, such as 10,000 calls. They add annotations with the type
 * `counted: <name>` and a number as the description.
 *
 * @param {unknown} report Playwright's JSON report
 */
export function countedThings(report) {
  const { suites } = /** @type {{ suites: PlaywrightSuite[] }} */ (report);
  /** @type {Map<string, number>} */
  const counted = new Map();
  for (const { type, description } of suites.flatMap(annotationsOf)) {
    const [, name] = /^counted: (.+)$/.exec(type) ?? [];
    if (name !== undefined) counted.set(name, (counted.get(name) ?? 0) + Number(description));
  }
  return counted;
}

/**
 * @param {PlaywrightSuite} suite
 * @returns {PlaywrightTest['annotations']}
 */
function annotationsOf({ suites = [], specs = [] }) {
  const own = specs.flatMap((spec) => spec.tests.flatMap((test) => test.annotations));
  return [...suites.flatMap(annotationsOf), ...own];
}

/**
 * @param {PlaywrightTest} test
 */
function playwrightOutcome({ status, expectedStatus }) {
  if (status === 'expected') return 'passed';
  return status === 'skipped' && expectedStatus === 'skipped' ? 'skipped' : 'failed';
}

/**
 * @param {keyof Counts} outcome
 * @returns {Counts}
 */
function count(outcome) {
  return { passed: 0, failed: 0, skipped: 0, [outcome]: 1 };
}
