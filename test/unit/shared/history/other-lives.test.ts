import { describe, expect, it } from 'vitest';
import { livesOf } from '../../../../shared/domain/history/lives';
import { at, audit, guid, issued, line, only, OTTO, registration, signIn } from './given-facts';

const otto = { ...OTTO, isApp: false };

describe('lines that stand alone', () => {
  it.each([
    ['session.sign-in', 'desk'],
    ['journals.open', 'desk'],
    ['finding.see', 'desk'],
  ] as const)('%s is of the kind %s', (action, kind) => {
    expect(only([line(1, 0, { action, phase: 'event', result: 'succeeded', person: null })]).line).toMatchObject({ kind, what: action, result: 'succeeded', certainty: null });
  });

  it('an export with its outcome is one', () => {
    const facts = [line(1, 0, { action: 'journal.export', person: null }), line(2, 1, { action: 'journal.export', person: null, phase: 'outcome', intentId: guid(1), result: 'failed' })];
    expect(only(facts).line).toMatchObject({ kind: 'desk', result: 'failed' });
  });

  it('ended sessions and a blocked account take their rows of the audit', () => {
    const sessions = [line(1, 0, { action: 'sessions.revoke' }), line(2, 0.05, { action: 'sessions.revoke', phase: 'outcome', intentId: guid(1), result: 'succeeded' })];
    const account = [line(3, 1, { action: 'account.disable' }), line(4, 1.05, { action: 'account.disable', phase: 'outcome', intentId: guid(3), result: 'succeeded' })];
    const core = { service: 'Core Directory', resultReason: '' };
    const rows = [
      audit('s', 0.02, { ...core, activity: 'Update StsRefreshTokenValidFrom Timestamp' }),
      audit('d', 1.02, { ...core, activity: 'Disable account', correlationId: 'c' }),
      audit('u', 1.02, { ...core, activity: 'Update user', changed: ['AccountEnabled'], correlationId: 'c' }),
    ];
    const lives = livesOf([...sessions, ...account, ...rows], at(10));
    expect(lives.map(({ line: { kind, certainty }, events }) => [kind, certainty, events.length])).toEqual([['sessions', 'likely', 3], ['account', 'likely', 3]]);
  });

  it('the same done elsewhere, changes of people and of the policy are lines of their own', () => {
    const core = { service: 'Core Directory', resultReason: '', by: otto };
    const kinds = (facts: Parameters<typeof livesOf>[0]) => livesOf(facts, at(10)).map(({ line: { kind, what, operator } }) => [kind, what, operator?.id]);
    expect(kinds([audit('a', 0, { ...core, activity: 'Disable account' })])).toEqual([['account', 'Disable account', OTTO.id]]);
    expect(kinds([audit('a', 0, { ...core, activity: 'Update user', changed: ['MobilePhone'] })])).toEqual([['person-change', 'Update user', OTTO.id]]);
    expect(kinds([audit('a', 0, { by: otto, resultReason: 'Admin registered phone method for user' })])).toEqual([['person-change', 'Admin registered security info', OTTO.id]]);
    expect(kinds([audit('a', 0, { by: otto, activity: 'Update role setting in PIM', service: 'PIM', targets: [] })])).toEqual([['policy', 'Update role setting in PIM', OTTO.id]]);
  });

  it('a method that somebody registered without a pass is a change', () => {
    expect(only([registration('r', 0)]).line.kind).toBe('person-change');
    expect(livesOf([...issued(1, 0), registration('r', 60 + 1441)], at(0)).map(({ line: { kind, registeredAt } }) => [kind, registeredAt])).toEqual([['pass', null], ['person-change', null]]);
  });

  it('an end of access is a line beside the lives that it ends', () => {
    const facts = [...issued(1, 0), line(3, 5, { action: 'access.end', detail: { actId: 'a' } }), line(4, 5.1, { action: 'pass.revoke', detail: { passId: 'pass-1' } }), line(5, 5.2, { action: 'pass.revoke', phase: 'outcome', intentId: guid(4), result: 'succeeded', detail: { passId: 'pass-1' } })];
    expect(livesOf(facts, at(6)).map(({ line: { kind, result, state } }) => [kind, result, state])).toEqual([['pass', 'succeeded', 'revoked'], ['end-access', 'open', null]]);
  });

  it('a run is one line, also when it was begun anew', () => {
    const run = (number: number, minutes: number, change: Parameters<typeof line>[2]) => line(number, minutes, { action: 'run.begin', person: null, detail: { runId: 'R1', runKind: 'issue' }, ...change });
    const facts = [run(1, 0, {}), run(2, 1, { action: 'run.pause', phase: 'event', intentId: guid(1), result: 'succeeded' }), run(3, 5, { phase: 'outcome', intentId: guid(1), result: 'failed' }), run(4, 9, {})];
    const life = only(facts);
    expect(life.line).toMatchObject({ id: `act:${guid(1)}`, kind: 'run', runId: 'R1', at: at(0), lastAt: at(9), result: 'open' });
    expect(life.events.map(({ joinedBy }) => joinedBy)).toEqual(['itself', 'intent', 'intent', 'act']);
  });

  it('sign-ins without a pass make no line', () => {
    expect(livesOf([signIn('s', 0)], at(1))).toEqual([]);
  });
});
