import { describe, expect, it } from 'vitest';
import { canStillOpen, expiryOf, passState, type Pass } from '../../../shared/domain/pass';

const pass: Pass = {
  id: '6f1967b7-15e8-4935-ac26-d50770ed07a7',
  createdDateTime: '2026-03-02T09:00:00Z',
  startDateTime: '2026-03-02T09:00:00Z',
  lifetimeInMinutes: 60,
  isUsableOnce: false,
  isUsable: true,
  methodUsabilityReason: 'EnabledByPolicy',
};
const at = (time: string) => new Date(`2026-03-02T${time}Z`);

describe('passState', () => {
  it.each<[string, Partial<Pass>, string, string, boolean]>([
    ['within its lifetime', {}, '09:30:00', 'live', true],
    ['at the instant it ends', { isUsable: false }, '10:00:00', 'expired', false],
    ['after it ended by this desk’s clock, though Graph calls it usable', {}, '11:00:00', 'expired', true],
    ['before its start', { startDateTime: '2026-03-02T12:00:00Z', isUsable: false, methodUsabilityReason: 'NotYetValid' }, '09:30:00', 'not-yet-valid', true],
    ['once its start has come, though it was not yet valid when read', { isUsable: false, methodUsabilityReason: 'NotYetValid' }, '09:30:00', 'live', true],
    ['used once', { isUsableOnce: true, isUsable: false, methodUsabilityReason: 'OneTimeUsed' }, '09:30:00', 'used', false],
    ['switched off by policy', { isUsable: false, methodUsabilityReason: 'DisabledByPolicy' }, '09:30:00', 'disabled-by-policy', true],
    ['for a reason Graph did not document', { isUsable: false, methodUsabilityReason: 'Something' }, '09:30:00', 'unusable', false],
  ])('%s', (_, change, time, state, opens) => {
    const given = { ...pass, ...change };
    expect([passState(given, at(time)), canStillOpen(given, at(time))]).toEqual([state, opens]);
  });
});

describe('expiryOf', () => {
  it('adds the lifetime to the start, across a change of offset', () => {
    expect(expiryOf({ startDateTime: '2026-03-29T00:30:00+01:00', lifetimeInMinutes: 120 }).toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });
});
