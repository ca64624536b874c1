/** The cohort run in small: zeros with the program as it is, and each planted bug found by a count that is there for it. */
import { describe, expect, it } from 'vitest';
import { smallRun } from '../support/small-run';

const LIMIT_MS = 240_000;
const NAMES = {
  unsound: 'Eligible without exactly one live pass that was delivered or waits',
  displaced: 'Passes that somebody had, displaced or taken back',
  unseen: 'Live passes that nobody has and nobody holds',
  wrongly: 'Passes for somebody who is not to have one',
  unreasoned: 'People without a pass and without a reason',
  differs: 'Entries in which journal and tenant differ',
} as const;
const ZEROS = { unsound: 0, displaced: 0, unseen: 0, wrongly: 0, unreasoned: 0, differs: 0 };

const run = smallRun('cohort-run', NAMES, LIMIT_MS);
const cohortRun = (seeds: number, ...options: string[]) => run('--people=20', `--seeds=${seeds}`, ...options);

describe('the cohort run', () => {
  it('ends with zeros', { timeout: LIMIT_MS }, async () => {
    const { code, text, counts } = await cohortRun(1, '--seed=2');
    expect(counts, text).toEqual(ZEROS);
    expect(code, text).toBe(0);
  });

  it.each([
    // What these two do is put right in most courses: by luck, or by the next start. So nearly half of the creates are in doubt.
    ['repeat-unlooked', 3, 40, ['differs']],
    ['outcome-missing', 3, 40, ['differs']],
    ['no-settling', 1, 5, ['unsound', 'differs']],
    ['delivered-forgotten', 1, 5, ['displaced']],
    ['person-forgotten', 1, 5, ['unreasoned']],
  ] as const)('finds the planted bug %s', { timeout: LIMIT_MS }, async (plant, seeds, ambiguous, found) => {
    const { code, text, counts } = await cohortRun(seeds, '--seed=3', `--ambiguous=${ambiguous}`, `--plant=${plant}`);
    expect(code, text).toBe(1);
    for (const count of found) expect(counts[count], text).toBeGreaterThan(0);
  });
});
