import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DESK_LIMITS, issueProblems, lifetimeBounds, type IssueCircumstances, type IssueRequest } from '../../../shared/domain/issue-limits';
import { GRAPH_LIFETIME, type PassPolicy } from '../../../shared/domain/pass';

const now = new Date('2026-03-02T09:00:00Z');
const policy: PassPolicy = { state: 'enabled', defaultLifetimeInMinutes: 60, minimumLifetimeInMinutes: 60, maximumLifetimeInMinutes: 480, isUsableOnce: false };
const request: IssueRequest = { lifetimeInMinutes: 60, isUsableOnce: true, startDateTime: null, reason: 'Lost phone', ticket: 'INC-1001' };
const circumstances: IssueCircumstances = {
  policy,
  person: { id: '11111111-1111-4111-8111-111111111111', kind: 'member', accountEnabled: true },
  operatorId: '22222222-2222-4222-8222-222222222222',
  now,
};

describe('issueProblems', () => {
  it('lets a plain request through', () => {
    expect(issueProblems(request, circumstances)).toEqual([]);
  });

  it.each<[string, Partial<IssueRequest>, Partial<IssueCircumstances>, unknown]>([
    ['a lifetime below what Entra allows', { lifetimeInMinutes: 30 }, {}, { rule: 'lifetime-out-of-range', minimumMinutes: 60, maximumMinutes: 480, enforcedBy: 'Entra' }],
    [
      'a lifetime above what this desk allows',
      { lifetimeInMinutes: 600 },
      { policy: { ...policy, maximumLifetimeInMinutes: 43_200 } },
      { rule: 'lifetime-out-of-range', minimumMinutes: 60, maximumMinutes: 480, enforcedBy: 'Tapdesk' },
    ],
    ['half a minute', { lifetimeInMinutes: 60.5 }, {}, { rule: 'lifetime-out-of-range', minimumMinutes: 60, maximumMinutes: 480, enforcedBy: 'Entra' }],
    ['no number at all', { lifetimeInMinutes: Number.NaN }, {}, { rule: 'lifetime-out-of-range', minimumMinutes: 60, maximumMinutes: 480, enforcedBy: 'Entra' }],
    ['a pass for many uses where the tenant allows one', { isUsableOnce: false }, { policy: { ...policy, isUsableOnce: true } }, { rule: 'one-time-required' }],
    ['a start in the past', { startDateTime: '2026-03-02T08:00:00Z' }, {}, { rule: 'start-in-past' }],
    ['a start that is no instant', { startDateTime: 'tomorrow' }, {}, { rule: 'start-in-past' }],
    ['a start too far ahead', { startDateTime: '2026-03-20T09:00:00Z' }, {}, { rule: 'start-too-far', maximumDays: 14 }],
    ['a reason of blanks', { reason: '       ' }, {}, { rule: 'reason-length', minimum: 5, maximum: 500 }],
    ['no ticket', { ticket: '' }, {}, { rule: 'ticket-pattern', pattern: DESK_LIMITS.ticketPattern }],
    ['a ticket with a formula', { ticket: '=cmd()' }, {}, { rule: 'ticket-pattern', pattern: DESK_LIMITS.ticketPattern }],
    ['a method that is switched off', {}, { policy: { ...policy, state: 'disabled' } }, { rule: 'method-disabled' }],
    ['oneself', {}, { operatorId: '11111111-1111-4111-8111-111111111111' }, { rule: 'self-issue' }],
    ['an external guest', {}, { person: { ...circumstances.person, kind: 'external-guest' } }, { rule: 'external-guest' }],
    ['an external member', {}, { person: { ...circumstances.person, kind: 'external-member' } }, { rule: 'external-guest' }],
    ['a disabled account', {}, { person: { ...circumstances.person, accountEnabled: false } }, { rule: 'account-disabled' }],
  ])('refuses %s', (_, change, other, problem) => {
    expect(issueProblems({ ...request, ...change }, { ...circumstances, ...other })).toEqual([problem]);
  });

  it('lets an internal guest through, as Entra does', () => {
    expect(issueProblems(request, { ...circumstances, person: { ...circumstances.person, kind: 'internal-guest' } })).toEqual([]);
  });

  it('never throws, and never accepts a lifetime that Graph, the tenant or this desk refuses', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.double()), fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 50_000 }), fc.string(), fc.string(), (minutes, a, b, reason, ticket) => {
        const tenant = { ...policy, minimumLifetimeInMinutes: a, maximumLifetimeInMinutes: b };
        const problems = issueProblems({ ...request, lifetimeInMinutes: minutes, reason, ticket }, { ...circumstances, policy: tenant });
        const isInside = minutes >= Math.max(a, GRAPH_LIFETIME.minimumMinutes) && minutes <= Math.min(b, GRAPH_LIFETIME.maximumMinutes, DESK_LIMITS.maximumMinutes);
        const isRefused = problems.some((problem) => problem.rule === 'lifetime-out-of-range');
        return isRefused === !(Number.isInteger(minutes) && isInside);
      }),
    );
  });
});

describe('lifetimeBounds', () => {
  it('offers a default inside the bounds whatever the tenant says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 480 }), fc.integer({ min: 10, max: 43_200 }), fc.integer({ min: 10, max: 43_200 }), (minimum, maximum, preferred) => {
        fc.pre(minimum <= maximum);
        const bounds = lifetimeBounds({ ...policy, minimumLifetimeInMinutes: minimum, maximumLifetimeInMinutes: maximum, defaultLifetimeInMinutes: preferred });
        return bounds.defaultMinutes >= bounds.minimumMinutes && bounds.defaultMinutes <= bounds.maximumMinutes;
      }),
    );
  });

  it('falls back to its own limits when the policy may not be read', () => {
    expect(lifetimeBounds(null)).toEqual({ minimumMinutes: 10, maximumMinutes: 480, defaultMinutes: 60, minimumFrom: 'Entra', maximumFrom: 'Tapdesk' });
  });
});
