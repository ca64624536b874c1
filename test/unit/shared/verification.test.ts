import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VERIFICATION_KINDS, type Limits, type VerificationKind } from '../../../shared/domain/limits';
import type { PassFacts } from '../../../shared/domain/pass-facts';
import type { RegisteredMethod } from '../../../shared/domain/person';
import { lastChange, SEEN_MAXIMUM, SEEN_MINIMUM, verificationOptions, verificationProblem } from '../../../shared/domain/verification';
import { anyFacts, anyVerification } from './support/any-facts';
import { at, days, facts, is, limits, MANAGER, now, unread, verification } from './support/given';

const MOBILE = facts.person.mobilePhone!;
const [OFFICE] = facts.person.businessPhones as [string];
const within = (change: Partial<Limits['verification']> = {}): Limits => ({ ...limits, verification: { kinds: VERIFICATION_KINDS, maximumAgeMinutes: 15, quarantineDays: 7, ...change } });
const problem = (change: Partial<typeof verification>, given: Partial<PassFacts> = {}, verificationLimits: Partial<Limits['verification']> = {}) =>
  verificationProblem({ ...verification, ...change }, { ...facts, ...given }, within(verificationLimits), now);
const choices = (kind: VerificationKind, given: Partial<PassFacts> = {}) => verificationOptions({ ...facts, ...given }, within(), now).find((option) => option.kind === kind)?.choices;
const change = (kind: 'phone' | 'manager' | 'method', when: string) => ({ recentChanges: is([{ at: when, what: 'Update user', kind, by: 'Somebody' }]) });
const method = (one: Partial<RegisteredMethod>): RegisteredMethod => ({ id: 'method-1', type: 'authenticator', detail: '', createdDateTime: null, ...one });

describe('what a verification may be made against', () => {
  it('is each number on file once, and no blank', () => {
    const person = { ...facts.person, mobilePhone: MOBILE, businessPhones: [OFFICE, MOBILE, '', ' '] };
    expect(choices('call-back', { person })).toEqual([MOBILE, OFFICE].map((number) => ({ id: number, label: number, changedAt: null })));
  });

  it('is the manager, where there is one and it could be read', () => {
    const none = [is(null), unread].map((manager) => choices('manager-attested', { manager }));
    expect([choices('manager-attested'), ...none]).toEqual([[{ id: MANAGER, label: 'Charles Boateng', changedAt: null }], [], []]);
  });

  it('is any method that proves something: no password, no pass, no mailbox, nothing unknown', () => {
    const types = ['password', 'phone', 'email', 'authenticator', 'fido2', 'windows-hello', 'software-oath', 'hardware-oath', 'passkey', 'platform-credential', 'temporary-access-pass', 'other'] as const;
    const methods = is(types.map((type) => method({ id: type, type })));
    expect([choices('existing-method', { methods })?.map(({ id }) => id), choices('existing-method', { methods: unread })]).toEqual([
      ['phone', 'authenticator', 'fido2', 'windows-hello', 'software-oath', 'hardware-oath', 'passkey', 'platform-credential'],
      [],
    ]);
  });

  it('keeps a masked number masked', () => {
    expect(choices('existing-method', { methods: is([method({ type: 'phone', detail: '+44 ********01' })]) })).toEqual([{ id: 'method-1', label: 'Phone +44 ********01', changedAt: null }]);
  });

  it.each(['photo-id', 'verified-id'] as const)('is what the operator saw and wrote down: %s', (kind) => {
    expect(choices(kind)).toBeNull();
  });

  it('offers the kinds of the tier and no other', () => {
    expect(verificationOptions(facts, within({ kinds: ['verified-id', 'call-back'] }), now).map(({ kind }) => kind)).toEqual(['verified-id', 'call-back']);
  });
});

describe('a verification', () => {
  it.each<[VerificationKind, string]>([
    ['call-back', MOBILE],
    ['call-back', OFFICE],
    ['manager-attested', MANAGER],
    ['existing-method', 'method-1'],
    ['photo-id', ''],
    ['verified-id', ''],
  ])('of each kind may carry a pass: %s', (kind, againstId) => {
    expect(problem({ kind, againstId })).toBeNull();
  });

  it('is wanted', () => {
    expect(verificationProblem(null, facts, within({ kinds: ['photo-id'] }), now)).toEqual({ rule: 'verification-missing', kinds: ['photo-id'] });
  });

  it('has to be of a kind that counts for the tier', () => {
    expect(problem({ kind: 'call-back', againstId: MOBILE }, {}, { kinds: ['photo-id'] })).toEqual({ rule: 'verification-kind', kinds: ['photo-id'] });
  });

  it.each<[string, VerificationKind, string, Partial<PassFacts>]>([
    ['a number that is not on file', 'call-back', '+44 7700 900000', {}],
    ['a number, with its spaces taken away', 'call-back', MOBILE.replaceAll(' ', ''), {}],
    ['no number, where none is on file', 'call-back', '', { person: { ...facts.person, mobilePhone: null, businessPhones: [] } }],
    ['somebody who is not the manager', 'manager-attested', '66666666-6666-4666-8666-666666666666', {}],
    ['a manager who is not known', 'manager-attested', MANAGER, { manager: unread }],
    ['a method of another id', 'existing-method', 'method-2', {}],
    ['methods that are not known', 'existing-method', 'method-1', { methods: unread }],
    ['the password', 'existing-method', 'method-1', { methods: is([method({ type: 'password' })]) }],
  ])('does not count against %s', (_, kind, againstId, given) => {
    expect(problem({ kind, againstId }, given)).toEqual({ rule: 'verification-against' });
  });

  it.each([
    ['', false],
    ['  ID  ', false],
    ['x'.repeat(SEEN_MINIMUM), true],
    ['x'.repeat(SEEN_MAXIMUM), true],
    ['x'.repeat(SEEN_MAXIMUM + 1), false],
    [' '.repeat(SEEN_MAXIMUM + 1), false],
  ])('says what was seen, in words neither too short nor too long: %j', (against, isEnough) => {
    expect(problem({ kind: 'photo-id', against })).toEqual(isEnough ? null : { rule: 'verification-against' });
  });

  it.each([
    ['made now', 0, true],
    ['made at the last moment allowed', -15, true],
    ['a millisecond older', -15 - 1 / 60_000, false],
    ['from the future, because the clock went back', 1 / 60_000, false],
  ])('ages: %s', (_, minutes, isFresh) => {
    expect(problem({ at: at(minutes) })).toEqual(isFresh ? null : { rule: 'verification-expired', maximumAgeMinutes: 15 });
  });

  it('has expired when its date is none', () => {
    expect(problem({ at: 'yesterday' })).toEqual({ rule: 'verification-expired', maximumAgeMinutes: 15 });
  });
});

describe('the quarantine', () => {
  const AGAINST = { 'call-back': [MOBILE, 'phone'], 'manager-attested': [MANAGER, 'manager'], 'existing-method': ['method-1', 'method'] } as const;

  it.each(Object.entries(AGAINST))('keeps out what the audits say has changed: %s', (kind, [againstId, what]) => {
    const refused = problem({ kind: kind as VerificationKind, againstId }, change(what, days(-2)));
    expect(refused).toEqual({ rule: 'verification-changed', changedAt: days(-2), quarantineDays: 7 });
  });

  it.each(Object.entries(AGAINST))('lets through what another change was about: %s', (kind, [againstId, what]) => {
    const others = (['phone', 'manager', 'method'] as const).filter((other) => other !== what);
    expect(others.map((other) => problem({ kind: kind as VerificationKind, againstId }, change(other, days(-2))))).toEqual([null, null]);
  });

  it('holds for a method by its own date too, whatever the audits say or do not say', () => {
    const methods = is([method({ createdDateTime: days(-3) })]);
    const refused = { rule: 'verification-changed', changedAt: days(-3), quarantineDays: 7 };
    expect([problem({ kind: 'existing-method', againstId: 'method-1' }, { methods }), problem({ kind: 'existing-method', againstId: 'method-1' }, { methods, recentChanges: unread })]).toEqual([refused, refused]);
  });

  it.each([
    ['the first moment of the window', -7 * 1440, 'verification-changed'],
    ['a minute before it', -7 * 1440 - 1, null],
    ['after now, by this desk’s clock', 5, 'verification-changed'],
  ])('begins so many days back: %s', (_, minutes, rule) => {
    expect(problem({ kind: 'call-back', againstId: MOBILE }, change('phone', at(minutes)))?.rule ?? null).toBe(rule);
  });

  it('does not matter for what the operator saw with their own eyes', () => {
    const everything = is((['phone', 'manager', 'method'] as const).map((kind) => ({ at: days(-1), what: '', kind, by: '' })));
    expect(problem({}, { recentChanges: everything })).toBeNull();
  });

  it('of no days keeps nothing out but what changed since', () => {
    expect([problem({ kind: 'call-back', againstId: MOBILE }, change('phone', at(-1)), { quarantineDays: 0 }), lastChange(facts, 'phone', 0)]).toEqual([null, null]);
  });
});

describe('verificationProblem, whatever comes in', () => {
  it('accepts only a kind that counts, fresh, against a choice that has not changed', () => {
    fc.assert(
      fc.property(anyFacts, anyVerification, fc.subarray([...VERIFICATION_KINDS], { minLength: 1 }), fc.integer({ min: 1, max: 240 }), (given, made, kinds, maximumAgeMinutes) => {
        const verificationLimits = within({ kinds, maximumAgeMinutes });
        if (verificationProblem(made, given, verificationLimits, now) !== null) return;
        const option = verificationOptions(given, verificationLimits, now).find(({ kind }) => kind === made?.kind);
        const chosen = option?.choices?.find(({ id }) => id === made?.againstId);
        const age = (now.getTime() - Date.parse(made!.at)) / 60_000;
        expect([kinds.includes(made!.kind), option?.choices === null || chosen?.changedAt === null, age >= 0 && age <= maximumAgeMinutes]).toEqual([true, true, true]);
      }),
      { numRuns: 1000 },
    );
  });
});
