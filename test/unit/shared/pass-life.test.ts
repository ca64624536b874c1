import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import { isFinished, type LifeFacts, passLife, PassLife } from '../../../shared/domain/pass-life';
import type { RegisteredMethod } from '../../../shared/domain/person';
import { anyPass } from './support/any-facts';
import { at, is, now, pass, unread } from './support/given';
import { line } from './support/journal-lines';

/** Issued half an hour ago, for an hour. */
const issued = { ...pass, createdDateTime: at(-30), startDateTime: at(-30) };
const issue = line({ minutes: -30, phase: 'outcome', result: 'succeeded', detail: { passId: pass.id, expiresAt: at(30) } });
const event = (action: JournalEntry['action'], minutes: number, change: Partial<JournalEntry> = {}) => line({ action, minutes, phase: 'event', result: 'succeeded', detail: { passId: pass.id }, ...change });
const method = (type: RegisteredMethod['type'], createdDateTime: string | null): RegisteredMethod => ({ id: type, type, detail: '', createdDateTime });
const life = (change: Partial<LifeFacts> = {}) => passLife({ issue, since: [], pass: is(issued), methods: is([]), signIns: is([]), now, ...change });

describe('the life of a pass', () => {
  it('begins with who issued it, when and for what', () => {
    expect(life()).toEqual({
      passId: pass.id,
      issuedAt: at(-30),
      issuedBy: { id: issue.operator.id, displayName: 'Dana Operator' },
      ticket: 'INC-1001',
      handedOver: null,
      used: 'no',
      registered: is(null),
      ended: null,
    });
  });

  it.each<[JournalEntry['action'], string]>([
    ['passcode.show', 'shown'],
    ['pass.copy', 'copied'],
    ['pass.print', 'printed'],
    ['pass.mail', 'mailed'],
  ])('goes on with the hand-over: %s', (action, how) => {
    expect(life({ since: [event(action, -29)] }).handedOver).toEqual({ at: at(-29), how });
  });

  it('knows the first hand-over, also from a journal in which a showing was an event of its own', () => {
    expect(life({ since: [event('passcode.show', -29), event('pass.print', -28)] }).handedOver).toEqual({ at: at(-29), how: 'shown' });
  });

  it.each<[string, JournalEntry]>([
    ['a reveal that the window dropped', event('passcode.reveal', -29)],
    ['a mail that was only meant to go', event('pass.mail', -29, { phase: 'intent', result: null })],
    ['a mail that failed', event('pass.mail', -29, { phase: 'outcome', result: 'failed' })],
    ['a mail nobody knows about', event('pass.mail', -29, { phase: 'outcome', result: 'unknown' })],
    ['another pass that was shown', event('passcode.show', -29, { detail: { passId: 'another' } })],
    ['a note to the person', event('pass.tell-person', -29)],
  ])('does not take for a hand-over %s', (_, entry) => {
    expect(life({ since: [entry] }).handedOver).toBeNull();
  });
});

describe('the use of a pass', () => {
  const used = { ...issued, isUsable: false, methodUsabilityReason: 'OneTimeUsed' };
  const many = { ...issued, isUsableOnce: false };
  const signIns = is([{ at: at(-10) }]);

  it.each<[string, Partial<LifeFacts>, PassLife['used']]>([
    ['Entra says that it was used up', { pass: is(used) }, 'yes'],
    ['a one-time pass was not used up', {}, 'no'],
    ['a one-time pass was not used up, and sign-ins were not readable', { signIns: unread }, 'no'],
    ['the person has signed in since, with a pass for many uses', { pass: is(many), signIns }, 'signed-in'],
    ['nobody has signed in since', { pass: is(many) }, 'no'],
    ['a pass for many uses tells nothing and sign-ins were not readable', { pass: is(many), signIns: unread }, 'not-known'],
    ['nothing was readable', { pass: unread, signIns: unread }, 'not-known'],
    ['the pass is gone and sign-ins were not readable', { pass: is(null), signIns: unread }, 'not-known'],
    ['another pass was used', { pass: is({ ...used, id: 'another' }), signIns: unread }, 'not-known'],
  ])('is told when %s', (_, change, expected) => {
    expect(life(change).used).toBe(expected);
  });

  it('is never certain without Entra’s OneTimeUsed', () => {
    fc.assert(
      fc.property(anyPass, fc.constantFrom(signIns, is([]), unread), (current, seen) => {
        const told = life({ pass: is({ ...current, id: pass.id }), signIns: seen }).used;
        return (told === 'yes') === (current.methodUsabilityReason === 'OneTimeUsed');
      }),
    );
  });
});

describe('the method that was registered', () => {
  it('is the first one since the issue', () => {
    const methods = is([method('fido2', at(-5)), method('authenticator', at(-10)), method('phone', at(-60))]);
    expect(life({ methods }).registered).toEqual(is({ at: at(-10), type: 'authenticator' }));
  });

  it('is no pass, no password, and nothing without a date', () => {
    const methods = is([method('temporary-access-pass', at(-10)), method('password', at(-10)), method('authenticator', null)]);
    expect(life({ methods }).registered).toEqual(is(null));
  });

  it('is not known where methods were not readable', () => {
    expect(life({ methods: unread }).registered).toEqual(unread);
  });
});

describe('the end of a pass', () => {
  const later = new Date(at(31));

  it.each<[string, Partial<LifeFacts>, PassLife['ended']]>([
    ['none while it runs', {}, null],
    ['none while it runs and could not be read', { pass: unread }, null],
    ['none when it was used: it is still there', { pass: is({ ...issued, methodUsabilityReason: 'OneTimeUsed' }) }, null],
    ['a revoke', { since: [event('pass.revoke', -5, { phase: 'outcome' })], pass: is(null) }, { at: at(-5), how: 'revoked' }],
    ['no revoke that failed', { since: [event('pass.revoke', -5, { phase: 'outcome', result: 'failed' })] }, null],
    ['its time', { now: later }, { at: at(30), how: 'expired' }],
    ['its time, by the journal where the pass could not be read', { now: later, pass: unread }, { at: at(30), how: 'expired' }],
    ['its time, by the journal where the pass is gone', { now: later, pass: is(null) }, { at: at(30), how: 'expired' }],
    ['its absence before its time', { pass: is(null) }, { at: null, how: 'gone' }],
    ['another pass in its place', { pass: is({ ...issued, id: 'another', createdDateTime: at(-3) }) }, { at: at(-3), how: 'replaced' }],
    ['another pass, when nobody knows since when', { pass: is({ ...issued, id: 'another', createdDateTime: null }) }, { at: null, how: 'replaced' }],
    ['its time, when another pass was made after it', { now: new Date(at(90)), pass: is({ ...issued, id: 'another', createdDateTime: at(60) }) }, { at: at(30), how: 'expired' }],
  ])('is %s', (_, change, expected) => {
    const told = life(change);
    expect([told.ended, isFinished(told)]).toEqual([expected, expected !== null]);
  });

  it('goes by the start that Entra tells, for a pass that begins later', () => {
    const ahead = { ...issued, startDateTime: at(600) };
    expect(life({ pass: is(ahead), now: later }).ended).toBeNull();
  });

  it('can be told by the window, whatever Entra says', () => {
    fc.assert(
      fc.property(fc.option(anyPass), fc.boolean(), fc.integer({ min: -100_000, max: 100_000 }), (current, isRead, minutes) => {
        const told = life({ pass: isRead ? is(current) : unread, now: new Date(at(minutes)) });
        expect(PassLife.parse(told)).toEqual(told);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves a journal line without pass id or end unfinished rather than guessing', () => {
    expect(life({ issue: { ...issue, detail: {} }, pass: unread }).ended).toBeNull();
  });
});
