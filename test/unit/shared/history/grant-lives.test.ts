import { describe, expect, it } from 'vitest';
import { livesOf } from '../../../../shared/domain/history/lives';
import { at, audit, DANA, DAY, granted, guid, line, MS_PIM, only, OTTO, PERSON, ROLE, triple } from './given-facts';

const user = { ...PERSON, type: 'User' };
const role = { id: ROLE, displayName: 'User Administrator', userPrincipalName: '', type: 'Role' };
const otto = { ...OTTO, isApp: false };
const platform = { id: 'platform', displayName: 'Azure AD PIM', userPrincipalName: '', isApp: false };

function changed(action: 'grant.extend' | 'grant.end', number: number, minutes: number, detail: Record<string, string | null>, made: Record<string, string | null> = {}) {
  const asked = { scheduleId: 'pim-1', targetKind: 'role', targetId: ROLE, targetName: 'User Administrator', ...detail };
  return [line(number, minutes, { action, detail: asked }), line(number + 1, minutes + 0.2, { action, phase: 'outcome', intentId: guid(number), result: 'succeeded', detail: { ...asked, ...made } })];
}

describe('the life of a grant', () => {
  it('has PIM’s three rows as one event', () => {
    const life = only([...granted(1, 0), ...triple('pim-1', 0)], at(10));
    expect(life.line).toMatchObject({ id: `act:${guid(1)}`, kind: 'grant', what: 'User Administrator', scenario: 'incident', state: 'live', endsAt: at(240), certainty: 'certain', sources: ['journal', 'audit'], use: null });
    const audits = life.events.flatMap((event) => (event.source === 'audit' ? [event] : []));
    expect(audits.map(({ audit: { id }, also, joinedBy }) => [id, also.map((row) => row.id), joinedBy])).toEqual([['pim-1-requested', ['pim-1-core', 'pim-1-completed'], 'request-id']]);
    expect(life.changesAt).toBe(at(240));
  });

  it('is joined by operator, role and time where PIM names no request', () => {
    const [asked] = triple('x', 0).map((fact) => (fact.source === 'audit' ? audit(fact.audit.id, 0.02, { ...fact.audit, details: {}, targets: [role, user] }) : fact));
    expect(only([...granted(1, 0), ...(asked ? [asked] : [])]).line).toMatchObject({ certainty: 'likely' });
  });

  it('goes on with an extension and ends with a removal', () => {
    const extended = changed('grant.extend', 3, 100, { until: at(600) }, { newScheduleId: 'pim-new', pimRequestId: 'pim-3' });
    const ended = changed('grant.end', 5, 300, { scheduleId: 'pim-new', notBefore: null }, { pimRequestId: 'pim-5' });
    expect(only([...granted(1, 0), ...extended], at(400)).line).toMatchObject({ state: 'live', endsAt: at(600) });
    const life = only([...granted(1, 0), ...extended, ...ended, ...triple('pim-5', 300, { verb: 'Remove member from' })], at(400));
    expect(life.line).toMatchObject({ state: 'ended', endsAt: at(300.2), certainty: 'certain' });
    expect(life.events).toHaveLength(7);
  });

  it('ends when PIM takes a removal that was put off', () => {
    const [intent] = changed('grant.end', 3, 1, { notBefore: at(5) });
    expect(only([...granted(1, 0), ...(intent ? [intent] : [])], at(2))).toMatchObject({ line: { state: 'live', endsAt: at(5) }, changesAt: at(5) });
  });

  it('ran out by PIM’s clock, or was removed by a colleague', () => {
    const expiry = audit('e', 240.2, { service: 'PIM', activity: 'Remove member from role in PIM completed (timebound)', by: platform, targets: [role, user] });
    expect(only([...granted(1, 0), expiry], at(300)).line).toMatchObject({ state: 'expired', endsAt: at(240) });
    expect(only([...granted(1, 0), ...triple('out', 100, { verb: 'Remove member from', by: otto })], at(300)).line).toMatchObject({ state: 'ended', endsAt: at(100.02), certainty: 'likely' });
  });

  it('that may be activated outlives its activations, which are lives of their own', () => {
    const eligible = granted(1, 0).map((fact) => (fact.source === 'journal' ? line(fact.entry.seq, 0, { ...fact.entry, detail: { ...fact.entry.detail, how: 'eligible' } }) : fact));
    const own = { service: 'PIM', by: { ...PERSON, isApp: false }, targets: [role, user], resultReason: '' };
    const activation = audit('on', 10, { ...own, activity: 'Add member to role completed (PIM activation)' });
    const expired = audit('off', 70, { ...own, by: platform, activity: 'Remove member from role (PIM activation expired)' });
    expect(livesOf([...eligible, activation, expired], at(100)).map(({ line: { id, state, endsAt } }) => [id, state, endsAt])).toEqual([[`act:${guid(1)}`, 'live', at(240)], ['audit:on', 'expired', at(70)]]);
  });

  it('of a group goes by the group, of which PIM calls the role but "Member"', () => {
    const inGroup = (id: string, name: string) => audit(`row-${id}`, 0, { service: 'PIM', category: 'GroupManagement', activity: 'Add member to role in PIM completed (timebound)', by: otto, details: {}, targets: [{ ...role, id: `member-of-${id}`, displayName: 'Member' }, user, { id, displayName: name, userPrincipalName: '', type: 'Group' }] });
    // Seconds apart, and two lives all the same: a shared word is no shared group.
    expect(livesOf([inGroup('g-1', 'Payroll editors'), inGroup('g-2', 'Night shift')], at(10)).map(({ line: { what } }) => what).sort()).toEqual(['Night shift', 'Payroll editors']);
  });

  it('of one role at two times is two lives, each with its own rows', () => {
    const lives = livesOf([...granted(1, 0), ...triple('pim-1', 0), ...granted(3, DAY), ...triple('pim-3', DAY)], at(DAY + 10));
    expect(lives.map(({ line: { state }, events }) => [state, events.length])).toEqual([['expired', 3], ['live', 3]]);
  });

  it('made outside is one life, with its end', () => {
    const life = only([...triple('out', 0, { by: otto }), ...triple('off', 50, { verb: 'Remove member from', by: otto })]);
    expect(life.line).toMatchObject({ id: 'audit:out-requested', kind: 'grant', operator: OTTO, what: 'User Administrator', reason: 'Incident 42', state: 'ended', endsAt: at(50.02) });
    expect(life.events).toHaveLength(2);
  });

  it('outside of PIM is one life with PIM’s own notice of it', () => {
    const direct = audit('direct', 0, { service: 'Core Directory', activity: 'Add member to role', resultReason: '', by: otto, targets: [user, role] });
    const notice = audit('notice', 12, { service: 'PIM', activity: 'Add member to role outside of PIM (permanent)', resultReason: '', by: otto, targets: [role, user] });
    expect(only([direct, notice]).line).toMatchObject({ id: 'audit:direct', kind: 'grant', state: 'live', endsAt: null });
  });

  it('waits for PIM’s rows with what Core Directory wrote first', () => {
    const core = triple('out', 0, { by: otto }).filter(({ key }) => key === 'audit:out-core');
    expect(only(core).line).toMatchObject({ kind: 'grant', operator: { id: MS_PIM.id } });
  });

  it('refused by PIM is failed', () => {
    const rows = triple('out', 0, { by: { ...DANA, isApp: false } }).filter(({ key }) => key.endsWith('requested')).map((fact) => (fact.source === 'audit' ? audit('r', 0, { ...fact.audit, id: 'r', result: 'failure' }) : fact));
    expect(only(rows).line).toMatchObject({ result: 'failed', state: null });
  });
});
