// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitText, placeOf, PLACES } from '../../renderer/ui/limit-text';
import { lineText, sortedLines, STATE_WORDS } from '../../renderer/ui/preflight-text';
import { LINE_WORDS } from '../../renderer/ui/preflight-words';
import { tierText } from '../../renderer/ui/tier-text';
import { VERIFICATION_KINDS } from '../../shared/domain/limits';
import { evaluateIssue } from '../../shared/domain/preflight';
import type { PassFacts } from '../../shared/domain/pass-facts';
import { DEFAULT_RULES, PREFLIGHT_LINES } from '../../shared/domain/rules';
import { LimitProblem } from '../../shared/errors';
import { allFacts, facts, operator, pass, policy } from '../fakes/people';
import { problemOf } from './any-problem';

const NOW = new Date('2026-03-04T10:00:00Z');
const isSaid = (words: string) => words.length > 10 && !/undefined|null|NaN|\[object|Invalid Date/.test(words);
const unread = fc.constantFrom('not-permitted', 'not-licensed', 'not-in-cloud', 'failed').map((because) => ({ known: false as const, because, needs: 'audits' as const }));

/** Facts of every kind: readable or not, for people of every tier, with and without a pass. */
const anyFacts: fc.Arbitrary<PassFacts> = fc
  .record({
    kind: fc.constantFrom('member', 'internal-guest', 'external-guest', 'external-member'),
    isSelf: fc.boolean(),
    accountEnabled: fc.constantFrom(true, false, null),
    everything: fc.constantFrom(facts(), allFacts()),
    roles: fc.oneof(fc.constant({ known: true as const, value: [] }), fc.constant({ known: true as const, value: [{ templateId: 'x', displayName: 'Custom role' }] }), unread),
    operatorRoles: fc.oneof(fc.constant(facts().operator.roles), fc.constant({ known: true as const, value: [] }), unread),
    policy: fc.oneof(fc.constantFrom('enabled', 'disabled').map((state) => ({ known: true as const, value: { ...policy, state } })), unread),
    included: fc.boolean(),
    scopes: fc.constantFrom(null, [], ['UserAuthMethod-TAP.ReadWrite.All']),
    pass: fc.constantFrom(null, pass({ startDateTime: NOW.toISOString() })),
    operatorHour: fc.integer({ min: 0, max: 30 }),
    lastForPerson: fc.constantFrom(null, new Date(NOW.getTime() - 3_600_000).toISOString()),
  })
  .map(({ kind, isSelf, accountEnabled, everything, roles, operatorRoles, policy: tenant, included, scopes, pass: current, operatorHour, lastForPerson }) => ({
    ...everything,
    person: { ...everything.person, ...(isSelf && { id: operator.id }), kind, accountEnabled },
    roles,
    policy: tenant.known ? { known: true, value: { ...tenant.value, includeTargets: included ? tenant.value.includeTargets : [] } } : tenant,
    pass: current,
    operator: { ...everything.operator, roles: operatorRoles, scopes },
    use: { operatorHour, operatorDay: operatorHour, lastForPerson },
  }));

const anyRequest = fc.record({
  lifetimeInMinutes: fc.oneof(fc.integer(), fc.constant(Number.NaN)),
  isUsableOnce: fc.boolean(),
  startDateTime: fc.constantFrom(null, '', '2026-03-04T11:00:00Z', '2020-01-01T00:00:00Z', '2040-01-01T00:00:00Z'),
  reason: fc.constantFrom('', 'Lost phone'),
  ticket: fc.constantFrom('', 'INC-1', '??'),
  replacesPassId: fc.constantFrom(null, 'pass-1'),
  acknowledged: fc.subarray([...PREFLIGHT_LINES]),
});
const anyVerification = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constantFrom(...VERIFICATION_KINDS), against: fc.constantFrom('', 'passport'), againstId: fc.constantFrom('', 'm1', '+44 20 7946 0001'), at: fc.constantFrom(NOW.toISOString(), '2026-03-04T08:00:00Z') }),
);

describe('the preflight in words', () => {
  it('has words and a place for whatever the rules say about any person and any request', () => {
    fc.assert(
      fc.property(anyFacts, anyRequest, anyVerification, (given, request, verification) => {
        const { lines, problems, tier } = evaluateIssue(request, { facts: given, rules: DEFAULT_RULES, verification, now: NOW });
        for (const problem of problems) expect({ said: isSaid(limitText(problem)), hasPlace: PLACES.includes(placeOf(problem)) }).toEqual({ said: true, hasPlace: true });
        for (const line of lines) {
          expect(isSaid(LINE_WORDS[line.id]) || LINE_WORDS[line.id].length > 5).toBe(true);
          expect(line.state === 'passed' ? lineText(line) === '' : isSaid(lineText(line))).toBe(true);
        }
        const order = Object.keys(STATE_WORDS);
        const places = sortedLines(lines).map(({ state }) => order.indexOf(state));
        expect({ sorted: [...places].sort((one, other) => one - other), count: places.length, tier: tierText(tier).length > 0 }).toEqual({ sorted: places, count: lines.length, tier: true });
      }),
      { numRuns: 500 },
    );
  });

  it.each(LimitProblem.options.map((option) => [[...option.shape.rule.values][0], option] as const))('says %s whatever its numbers', (_, option) => {
    fc.assert(
      fc.property(problemOf(option), (problem) => {
        expect(isSaid(limitText(problem).replaceAll(/[“”]/g, ''))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
