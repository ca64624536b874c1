import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import { passUse } from '../../../shared/domain/pass-use';
import { at, now, OPERATOR, PERSON } from './support/given';
import { line, outcomeOf } from './support/journal-lines';

const use = (entries: readonly JournalEntry[]) => passUse(entries, OPERATOR, PERSON, now);
const issue = (minutes: number, change: Partial<JournalEntry> = {}) => line({ minutes, ...change });
const none = { operatorHour: 0, operatorDay: 0, lastForPerson: null };

describe('passUse', () => {
  it('finds nothing in an empty journal', () => {
    expect(use([])).toEqual(none);
  });

  it('counts an act that may have made a pass, and only that', () => {
    const results = ['succeeded', 'unknown', null, 'failed'] as const;
    const counted = results.map((result) => {
      const intent = issue(-5);
      return use(result === null ? [intent] : [intent, outcomeOf(intent, result)]).operatorHour;
    });
    expect(counted).toEqual([1, 1, 1, 0]);
  });

  it('counts an act once, whatever was written about it since', () => {
    const intent = issue(-5);
    const since = [line({ action: 'passcode.show', phase: 'event', intentId: intent.id, result: 'succeeded' }), line({ action: 'pass.revoke' })];
    expect(use([intent, outcomeOf(intent, 'succeeded'), ...since])).toEqual({ operatorHour: 1, operatorDay: 1, lastForPerson: at(-5) });
  });

  it('does not count an act that was unknown at first and then found to have made nothing', () => {
    const intent = issue(-5);
    expect(use([intent, outcomeOf(intent, 'unknown'), outcomeOf(intent, 'failed')])).toEqual(none);
  });

  it('does not take a failed revoke for a failed issue', () => {
    const intent = issue(-5);
    const revoke = line({ action: 'pass.revoke' });
    expect(use([intent, outcomeOf(intent, 'succeeded'), revoke, outcomeOf(revoke, 'failed')]).operatorHour).toBe(1);
  });

  it.each([
    ['a moment short of an hour', -60 + 1 / 60_000, [1, 1]],
    ['an hour', -60, [0, 1]],
    ['a moment short of a day', -1440 + 1 / 60_000, [0, 1]],
    ['a day', -1440, [0, 0]],
  ])('lets go of what is %s old', (_, minutes, counts) => {
    const { operatorHour, operatorDay, lastForPerson } = use([issue(minutes)]);
    expect([operatorHour, operatorDay, lastForPerson]).toEqual([...counts, counts[1] === 0 ? null : at(minutes)]);
  });

  it('counts what lies in the future as now: turning the clock back frees nothing', () => {
    expect(use([issue(60 * 24 * 30)])).toEqual({ operatorHour: 1, operatorDay: 1, lastForPerson: at(60 * 24 * 30) });
  });

  it('compares operators and people without regard to case, and tells them apart', () => {
    const shouted = issue(-5, { operator: { id: OPERATOR.toUpperCase(), displayName: '', userPrincipalName: '' }, person: { id: PERSON.toUpperCase(), displayName: '', userPrincipalName: '' } });
    const ofAnother = issue(-6, { operator: { id: 'another', displayName: '', userPrincipalName: '' } });
    const forAnother = issue(-1, { person: { id: 'another', displayName: '', userPrincipalName: '' } });
    expect([use([shouted]), use([ofAnother]), use([forAnother]), use([issue(-1, { person: null })])]).toEqual([
      { operatorHour: 1, operatorDay: 1, lastForPerson: at(-5) },
      { operatorHour: 0, operatorDay: 0, lastForPerson: at(-6) },
      { operatorHour: 1, operatorDay: 1, lastForPerson: null },
      { operatorHour: 1, operatorDay: 1, lastForPerson: null },
    ]);
  });

  it('depends on the journal alone, in whatever order it comes, and never falls when more is written', () => {
    const anyLines = fc.array(fc.tuple(fc.integer({ min: -3000, max: 100 }), fc.constantFrom('succeeded' as const, 'unknown' as const, null)), { maxLength: 12 }).map((acts) =>
      acts.flatMap(([minutes, result]) => {
        const intent = issue(minutes);
        return result === null ? [intent] : [intent, outcomeOf(intent, result)];
      }),
    );
    fc.assert(
      fc.property(anyLines, anyLines, (some, more) => {
        const before = use(some);
        const after = use([...some, ...more]);
        expect(use([...some].reverse())).toEqual(before);
        expect(after.operatorHour >= before.operatorHour && after.operatorDay >= before.operatorDay && after.operatorDay >= after.operatorHour).toBe(true);
      }),
    );
  });
});
