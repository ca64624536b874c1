import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { add, closingLine, readReport, tallyOf } from '../../../scripts/lib/tally.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'tally-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const reported = (content: object) => {
  const file = path.join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
};

describe('the sum of a test run', () => {
  it('counts what Vitest reports', () => {
    const report = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
    expect(readReport(report)).toEqual({ passed: 3, failed: 1, skipped: 3 });
  });

  it('counts what Playwright reports', () => {
    expect(readReport({ stats: { expected: 5, unexpected: 2, flaky: 1, skipped: 4 } })).toEqual({ passed: 6, failed: 2, skipped: 4 });
  });

  it('adds up and closes with the line that build machines read', () => {
    const sum = add({ passed: 1, failed: 0, skipped: 2 }, { passed: 10, failed: 1, skipped: 0 });
    expect(closingLine(sum)).toBe('11 passed, 1 failed, 2 skipped');
  });

  it('is a failure when the runner failed though no test did', () => {
    expect(tallyOf(reported({ numPassedTests: 3 }), false)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it('is a failure when nothing ran, or when the run was cut off before its report', () => {
    expect(tallyOf(reported({ stats: { skipped: 1 } }), true)).toEqual({ passed: 0, failed: 1, skipped: 1 });
    expect(tallyOf(path.join(folder, 'none.json'), false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
