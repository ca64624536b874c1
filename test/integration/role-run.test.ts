/** The role run in small: zeros with the program as it is, and each planted bug found by the count that is there for it. */
import { describe, expect, it } from 'vitest';
import { smallRun } from '../support/small-run';

const LIMIT_MS = 180_000;
const NAMES = {
  different: "Differences between the tool's picture and the tenant",
  notGone: 'Access called ended while it lived',
  otherPath: 'Other paths removed',
  pastLimit: 'Grants past their limit',
  unwritten: 'Writes without a journal line',
  unsettled: 'Unsettled acts',
  notSent: 'Removals put off and not sent',
  wronglySent: 'Forbidden grants sent or not refused',
} as const;
const ZEROS = { different: 0, notGone: 0, otherPath: 0, pastLimit: 0, unwritten: 0, unsettled: 0, notSent: 0, wronglySent: 0 };

const roleRun = smallRun('role-run', NAMES, LIMIT_MS);

describe('the role run', () => {
  it('ends with zeros', { timeout: LIMIT_MS }, async () => {
    const { code, text, counts } = await roleRun('--sequences=25', '--lanes=3');
    expect(counts, text).toEqual(ZEROS);
    expect(code, text).toBe(0);
  });

  it.each([
    ['removal-not-proven', ['notGone']],
    ['limit-not-kept', ['pastLimit', 'wronglySent']],
    ['other-path-removed', ['otherPath']],
    ['crash-forgets-planned-end', ['notSent', 'unsettled']],
  ] as const)('finds the planted bug %s', { timeout: LIMIT_MS }, async (plant, found) => {
    const { code, text, counts } = await roleRun('--sequences=1', '--lanes=1', `--plant=${plant}`);
    expect(code, text).toBe(1);
    for (const count of found) expect(counts[count], text).toBeGreaterThan(0);
  });
});
