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
 * Counts Vitest's JSON report (https://vitest.dev/guide/reporters.html#json-reporter). A file that could not be
 * loaded has no tests in it and is one failure.
 *
 * @param {unknown} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const { testResults } =
    /** @type {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} */ (report);
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
 * @property {{ tests: { status: string, expectedStatus: string }[] }[]} [specs]
 */

/**
 * Counts Playwright's JSON report (https://playwright.dev/docs/test-reporters#json-reporter). A test that never ran,
 * without having asked for it, is a failure, and so is one that passed at its second try only.
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
 * @param {{ status: string, expectedStatus: string }} test
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
