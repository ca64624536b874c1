/** The fault run in small: four zeros with the program as it is, and each planted bug found by the count that is there for it. */
import { describe, expect, it } from 'vitest';
import { smallRun } from '../support/small-run';

const LIMIT_MS = 120_000;
const NAMES = {
  displaced: 'Passes shown or delivered and displaced by a create nobody confirmed',
  unseen: 'Live passes whose passcode was neither shown nor delivered',
  unwritten: 'Writes without a journal line',
  unsettled: 'Unsettled intents',
} as const;

const faultRun = smallRun('fault-run', NAMES, LIMIT_MS);

describe('the fault run', () => {
  it('ends with four zeros', { timeout: LIMIT_MS }, async () => {
    const { code, text, counts } = await faultRun('--issues=50', '--lanes=5');
    expect(counts, text).toEqual({ displaced: 0, unseen: 0, unwritten: 0, unsettled: 0 });
    expect(code, text).toBe(0);
  });

  it.each([
    ['read-back-skipped', 'unseen'],
    ['no-settling', 'unsettled'],
    ['no-intent', 'unwritten'],
  ] as const)('finds the planted bug %s', { timeout: LIMIT_MS }, async (plant, count) => {
    const { code, text, counts } = await faultRun('--issues=60', '--lanes=5', `--plant=${plant}`);
    expect(code, text).toBe(1);
    expect(counts[count], text).toBeGreaterThan(0);
  });
});
