import { describe, expect, it } from 'vitest';
import { groupOf } from '../../../../shared/domain/history/group-of';
import { livesOf } from '../../../../shared/domain/history/lives';
import { at, audit, DANA, DAY, entry, guid, issued, line, only, OTTO, PERSON, registration, removal, revoked, seen, shown, signIn } from './given-facts';
import { journalFact } from '../../../../shared/domain/history/fact';

const keys = (facts: readonly { readonly key: string }[]) => facts.map(({ key }) => key).sort();

describe('the life of a pass', () => {
  it('reads as one from issue to a registered method', () => {
    const facts = [...issued(1, 0), shown(3, 1, 1), audit('made', 0.03), signIn('s', 20), registration('r', 25), seen('pass-1', 30, 'OneTimeUsed')];
    const life = only(facts);
    expect(life.line).toMatchObject({
      id: `act:${guid(1)}`, kind: 'pass', at: at(0), lastAt: at(30), person: PERSON, operator: DANA, tier: 'standard', scenario: 'lost-phone', ticket: 'INC-1001', reason: 'Lost phone',
      result: 'succeeded', state: 'registered', endsAt: at(60), use: 'yes', firstUsedAt: at(20), registeredAt: at(25), sources: ['journal', 'audit', 'sign-in', 'seen'], certainty: 'likely', desk: '', runId: '', what: '',
    });
    expect(life.events.map(({ key, joinedBy, certainty }) => [key, joinedBy, certainty])).toEqual([
      [`journal::${guid(1)}`, 'itself', 'certain'],
      ['audit:made', 'person-operator-time', 'likely'],
      [`journal::${guid(2)}`, 'intent', 'certain'],
      [`journal::${guid(3)}`, 'intent', 'certain'],
      ['sign-in:s', 'person-time', 'possible'],
      ['audit:r', 'person-time', 'likely'],
      ['seen:11111111-1111-4111-8111-111111111111:pass-1:OneTimeUsed', 'pass-id', 'certain'],
    ]);
  });

  it('names when time alone changes it', () => {
    const facts = issued(1, 0, { detail: { startDateTime: at(100) }, lifetime: 200 });
    expect(only(facts, at(1))).toMatchObject({ line: { state: 'planned' }, changesAt: at(100) });
    expect(only(facts, at(101))).toMatchObject({ line: { state: 'live' }, changesAt: at(200) });
    expect(only(facts, at(201))).toMatchObject({ line: { state: 'expired', use: 'not-known' }, changesAt: null });
  });

  it('is open without an outcome, and failed with a failed one', () => {
    expect(only(issued(1, 0).slice(0, 1)).line).toMatchObject({ result: 'open', state: null, certainty: null });
    expect(only(issued(1, 0, { result: 'failed' })).line).toMatchObject({ result: 'failed', state: null });
  });

  it('keeps an outcome that settled an unknown one', () => {
    const unknown = line(3, 0.02, { phase: 'outcome', intentId: guid(1), result: 'unknown' });
    expect(only([...issued(1, 0), unknown]).line.result).toBe('succeeded');
    expect(only([...issued(1, 0).slice(0, 1), unknown]).line.result).toBe('unknown');
  });

  it('joins prints, mails, notices and reviews by the pass or by the issue', () => {
    const print = line(3, 2, { action: 'pass.print', detail: { issueIntentId: guid(1) } });
    const printed = line(4, 3, { action: 'pass.print', phase: 'outcome', intentId: guid(3), result: 'succeeded', detail: {} });
    const told = line(5, 4, { action: 'pass.tell-person', detail: { passId: 'PASS-1' } });
    const review = line(6, 5, { action: 'pass.review', phase: 'event', result: 'succeeded', detail: { passId: 'pass-1' }, operator: OTTO });
    expect(keys(only([...issued(1, 0), print, printed, told, review]).events)).toHaveLength(6);
  });

  it('takes a create that was sent again as the same order, and a lost pass that was removed with it', () => {
    const lost = line(2, 0.2, { phase: 'outcome', intentId: guid(1), result: 'failed', detail: { readBack: 'passcode lost', passId: 'lost' } });
    const again = issued(5, 0.4, { detail: { repeats: guid(1) } });
    const life = only([line(1, 0), lost, ...revoked(3, 0.1, 'lost'), ...again]);
    expect(life.line).toMatchObject({ id: `act:${guid(1)}`, result: 'succeeded', state: 'expired', endsAt: at(60.4) });
  });

  it('ends with a revoke, its row in the audit matched', () => {
    const life = only([...issued(1, 0), audit('made', 0.01), ...revoked(3, 10, 'pass-1'), removal('gone', 10.02)]);
    expect(life.line).toMatchObject({ state: 'revoked', endsAt: at(10.05), lastAt: at(10.05) });
    expect(life.events).toHaveLength(6);
  });

  it('ends when somebody removes it elsewhere', () => {
    expect(only([...issued(1, 0), removal('gone', 10, { by: { ...OTTO, isApp: false } })]).line).toMatchObject({ state: 'revoked', endsAt: at(10) });
  });

  it('is replaced by the next pass of the person, whose removal of it is its own', () => {
    const lives = livesOf([...issued(1, 0), ...issued(3, 30, { detail: { replacesPassId: 'pass-1' } }), removal('old', 30.03)], at(40));
    expect(lives.map(({ line: { state, endsAt } }) => [state, endsAt])).toEqual([['replaced', at(30)], ['live', at(90)]]);
    expect(lives.map(({ events }) => events.length)).toEqual([3, 2]);
  });

  it('that had run out is not replaced by a later one', () => {
    expect(livesOf([...issued(1, 0), ...issued(3, 300)], at(310)).map(({ line: { state } }) => state)).toEqual(['expired', 'live']);
  });

  it('is known to be gone before its end', () => {
    expect(only([...issued(1, 0), seen('pass-1', 20, 'Gone')]).line).toMatchObject({ state: 'ended', endsAt: at(20) });
    expect(only([...issued(1, 0), seen('pass-1', 90, 'Gone')]).line).toMatchObject({ state: 'expired', endsAt: at(60) });
  });

  it('says no use only of a one-time pass that Entra called expired', () => {
    expect(only([...issued(1, 0), seen('pass-1', 61, 'Expired')]).line.use).toBe('no');
    expect(only([...issued(1, 0, { detail: { isUsableOnce: false } }), seen('pass-1', 61, 'Expired')]).line.use).toBe('not-known');
    expect(only([...issued(1, 0), seen('pass-1', 61, 'Expired'), signIn('s', 20)]).line.use).toBe('signed-in');
    expect(only([...issued(1, 0), signIn('s', 20, { errorCode: 50126 })]).line).toMatchObject({ use: 'not-known', firstUsedAt: null });
  });

  it('counts sign-ins from the hand-over on, and none after its end', () => {
    const life = only([...issued(1, 0), shown(3, 10, 1), signIn('before', 5), signIn('with', 15), signIn('after', 75)]);
    expect(keys(life.events).filter((key) => key.startsWith('sign-in'))).toEqual(['sign-in:with']);
  });
});

describe('joining passes with the audit', () => {
  it('is certain by a correlation id, whatever the clock says', () => {
    const [made] = only([...issued(1, 0), audit('made', 4, { correlationId: 'REQUEST-1', by: null })]).events.filter(({ source }) => source === 'audit');
    expect(made).toMatchObject({ joinedBy: 'correlation-id', certainty: 'certain' });
  });

  it('gives each row to one act, nearest first', () => {
    const facts = [...issued(1, 0), ...issued(3, 3), audit('a', 0.02), audit('b', 3.02)];
    const lives = livesOf(facts, at(500));
    expect(lives.map(({ events }) => events.filter(({ source }) => source === 'audit').map(({ key, certainty }) => [key, certainty]))).toEqual([[['audit:a', 'possible']], [['audit:b', 'possible']]]);
  });

  it.each([
    ['a colleague made it', { by: { ...OTTO, isApp: false } }, 0.02],
    ['an application made it', { by: { ...DANA, isApp: true } }, 0.02],
    ['it was much later', {}, 30],
    ['it failed, and the act did not', { result: 'failure' as const }, 0.02],
  ])('leaves a row to itself when %s', (_what, change, minutes) => {
    const lives = livesOf([...issued(1, 0), audit('a', minutes, change)], at(20));
    expect(lives.map(({ line: { id } }) => id).sort()).toEqual([`act:${guid(1)}`, 'audit:a']);
  });

  it('without an operator is possible at best', () => {
    expect(only([...issued(1, 0), audit('a', 0.02, { by: null })]).line.certainty).toBe('possible');
  });

  it('makes a life of a pass that no journal knows, with its removal and sign-ins', () => {
    const life = only([audit('a', 0, { by: { ...OTTO, isApp: false } }), signIn('s', 10), removal('b', 20, { by: { ...OTTO, isApp: false } })]);
    expect(life.line).toMatchObject({ id: 'audit:a', kind: 'pass', operator: OTTO, person: PERSON, state: 'revoked', endsAt: at(20), use: 'signed-in', desk: '' });
    expect(life.events).toHaveLength(3);
  });

  it('takes a revoke here of a pass made elsewhere to that pass', () => {
    const life = only([audit('a', 0, { by: { ...OTTO, isApp: false } }), ...revoked(1, 30, 'theirs'), removal('b', 30.01), seen('theirs', 20, 'OneTimeUsed')]);
    expect(life.line).toMatchObject({ id: 'audit:a', state: 'revoked', use: 'yes' });
  });

  it('keeps a revoke of a pass that nobody knows as a line of its own', () => {
    expect(only(revoked(1, 30, 'theirs')).line).toMatchObject({ id: `act:${guid(1)}`, kind: 'pass', state: 'revoked', use: null });
    expect(only([removal('b', 3)]).line).toMatchObject({ id: 'audit:b', kind: 'pass' });
  });

  it('shows a failed attempt elsewhere as failed', () => {
    expect(only([audit('a', 0, { result: 'failure', by: { ...OTTO, isApp: false } })]).line).toMatchObject({ kind: 'pass', result: 'failed', state: null });
  });
});

describe('journals of two desks', () => {
  it('know one pass: issued at one, revoked at the other', () => {
    const life = only([...issued(1, 0, { desk: 'North' }), ...revoked(11, 20, 'pass-1', { operator: OTTO }, 'South')]);
    expect(life.line).toMatchObject({ desk: 'North', state: 'revoked', operator: DANA });
  });

  it('that hold the same lines tell them once, as this desk’s own', () => {
    const life = only([...issued(1, 0, { desk: 'A pack of ours' }), ...issued(1, 0)]);
    expect(life.line).toMatchObject({ id: `act:${guid(1)}`, desk: '', result: 'succeeded' });
    expect(life.events).toHaveLength(4);
  });
});

describe('the group of a fact', () => {
  it('is the person, the run or the act', () => {
    expect(groupOf(journalFact('', entry(1, 0, { person: { ...PERSON, id: PERSON.id.toUpperCase() } })))).toBe(`person:${PERSON.id}`);
    expect(groupOf(line(1, 0, { action: 'run.begin', person: null, detail: { runId: 'R1' } }))).toBe('run:r1');
    expect(groupOf(line(2, 0, { action: 'journal.export', person: null, phase: 'outcome', intentId: guid(1) }))).toBe(`act:${guid(1)}`);
    expect(groupOf(signIn('s', DAY))).toBe(`person:${PERSON.id}`);
    expect(groupOf(audit('p', 0, { activity: 'Authentication Methods Policy Update', targets: [] }))).toBe('audit:p');
    expect(groupOf(audit('p', 0, { service: 'PIM', activity: 'Remove member from role (PIM activation expired)', targets: [], details: { RoleAssignmentRequestId: 'REQ' } }))).toBe('request:req');
  });
});
