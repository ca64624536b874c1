/**
 * Adding up what the test runners counted, from their JSON reports.
 */
import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Tally
 */

/** @type {Tally} */
export const NOTHING = Object.freeze({ passed: 0, failed: 0, skipped: 0 });

/**
 * @param {Tally} a
 * @param {Tally} b
 * @returns {Tally}
 */
export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/**
 * @param {any} report Vitest's or Playwright's JSON report
 * @returns {Tally}
 */
export function readReport(report) {
  if (report?.stats) {
    const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report.stats;
    return { passed: expected + flaky, failed: unexpected, skipped };
  }
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = report ?? {};
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

/**
 * The tally of one run. A run that failed without a failed test (a file that does not load, a run cut off, nothing
 * that ran at all) counts as one failure, so that the sum never reads as good when the run was not.
 * @param {string} file the JSON report, which a run cut off has not written
 * @param {boolean} succeeded whether the runner ended well
 * @returns {Tally}
 */
export function tallyOf(file, succeeded) {
  const tally = existsSync(file) ? readReport(JSON.parse(readFileSync(file, 'utf8'))) : NOTHING;
  const ranNothing = tally.passed + tally.failed === 0;
  return tally.failed === 0 && (!succeeded || ranNothing) ? { ...tally, failed: 1 } : tally;
}

/**
 * @param {Tally} tally
 * @returns {string} the closing line that build machines read
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
