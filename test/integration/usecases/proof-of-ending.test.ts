/** What must hold when PIM is late, silent or unreadable: nothing is called ended, made or complete that was not read. */
import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant';
import { BREAK_GLASS } from '../../../main/demo-tenant/directory/groups';
import { ROLE_TEMPLATES } from '../../../main/demo-tenant/directory/roles';
import { changeGrant } from '../../../main/usecases/change-grant';
import { type Desk, newMemory } from '../../../main/usecases/desk';
import { beginEndAccess, openAccessActs, previewAccess, runEndAccess } from '../../../main/usecases/end-access';
import { endGrant } from '../../../main/usecases/end-grant';
import { endTask } from '../../../main/usecases/end-task';
import { makeGrants } from '../../../main/usecases/make-grants';
import { settleAll } from '../../../main/usecases/settle';
import { sendDueEnds } from '../../../main/usecases/watch-grants';
import { UNCERTAIN_GRANT_LINES } from '../../../shared/domain/grant-lines';
import type { Grant } from '../../../shared/domain/grant';
import type { Input } from '../../../shared/ipc/contract';
import { err, ok } from '../../../shared/result';
import { realDesk } from '../../support/real-desk';

const ada = DEMO_PEOPLE.member;
const READER = ROLE_TEMPLATES['Security Reader'];
const TASK = '6f3a2c1e-5b7d-4e8f-9a0b-1c2d3e4f5a6b';
async function lead(options: Parameters<typeof realDesk>[0] = {}) {
  let ahead = 0;
  const made = await realDesk({ operatorRole: ['Authentication Administrator', 'Privileged Role Administrator', 'User Administrator'], now: () => new Date(Date.now() + ahead), ...options });
  const advance = (minutes: number) => void (ahead += minutes * 60_000);
  const held = (id = ada.id) => made.tenant.state.schedules().filter(({ principalId }) => principalId === id);
  return { ...made, advance, held };
}
const wish = (change: Partial<Input<'grants.make'>> = {}): Input<'grants.make'> => ({
  personId: ada.id, template: 'incident', items: [{ target: { kind: 'role', id: READER }, how: 'active', scope: '/' }],
  startDateTime: null, minutes: 120, until: null, reason: 'Mail flow is down', ticket: 'INC-7001', acknowledged: [...UNCERTAIN_GRANT_LINES], taskId: null, ...change,
});
async function grantOne(desk: Desk, change: Partial<Input<'grants.make'>> = {}): Promise<Grant> {
  const answer = await makeGrants(desk, wish(change));
  if (!answer.ok || answer.value.made[0]?.state !== 'made') throw new Error(JSON.stringify(answer));
  return answer.value.made[0].grant;
}
const endOne = (desk: Desk, { scheduleId, target, how, scope }: Grant) => endGrant(desk, { personId: ada.id, person: null, scheduleId, target, how, scope, reason: 'over', ticket: '', actId: null });
const begin = async (desk: Desk, personIds: string[]) => {
  const b = await beginEndAccess(desk, { personIds, disable: false, reason: 'x', ticket: 'T' });
  if (!b.ok) throw new Error(JSON.stringify(b));
  return b.value.actId;
};
const down = err({ kind: 'service-unavailable', status: 503, requestId: '' } as const);
const withGrants = (desk: Desk, grants: Partial<Desk['grants']>): Desk => ({ ...desk, grants: { ...desk.grants, ...grants } });



const asked = { method: 'POST', path: /roleAssignmentScheduleRequests/ };

describe('what is not proven is not said', () => {
  it.each([
    ['a pass', /temporaryAccessPassMethods/],
    ['a list of PIM', /roleAssignmentSchedules/],
  ])('ending access stays open when %s could not be read for a moment', async (_, path) => {
    const { desk, tenant, advance } = await lead();
    tenant.simulate.issueAs(DEMO_PEOPLE.colleague.id, ada.id);
    tenant.simulate.grantAs(DEMO_PEOPLE.admin.id, ada.id, { role: 'Reports Reader', minutes: 600 });
    advance(10);
    const actId = await begin(desk, [ada.id]);
    tenant.faults.queue({ match: { method: 'GET', path }, times: 100, fault: { kind: 'gateway-timeout-before' } });
    const run = await runEndAccess(desk, { actId, personId: ada.id });
    tenant.faults.clear();
    expect(run.ok && run.value.isComplete).toBe(false);
    expect(await openAccessActs(desk)).toMatchObject({ ok: true, value: [{ actId }] });
  });
  it('is not called complete by somebody who may not read roles', async () => {
    const { desk, tenant, advance } = await lead({ operatorRole: 'Authentication Administrator' });
    tenant.simulate.grantAs(DEMO_PEOPLE.admin.id, ada.id, { role: 'Reports Reader', minutes: 600 });
    advance(10);
    const run = await runEndAccess(desk, { actId: await begin(desk, [ada.id]), personId: ada.id });
    expect(run.ok && run.value.isComplete).toBe(false);
  });
  it('a removal that was put off outlives a moment without PIM, and a restart', async () => {
    const { desk, tenant, held, advance } = await lead();
    await endOne(desk, await grantOne(desk));
    advance(6);
    tenant.faults.queue({ match: { method: 'POST', path: /ScheduleRequests/ }, times: 100, fault: { kind: 'throttled' } });
    await sendDueEnds(desk);
    tenant.faults.clear();
    const restarted = { ...desk, memory: newMemory() };
    await settleAll(restarted);
    advance(6);
    await sendDueEnds(restarted);
    expect(held()).toEqual([]);
  });
  it('a removal that was put off is sent although the desk opened without a network', async () => {
    const { desk, held, advance } = await lead();
    await endOne(desk, await grantOne(desk));
    const offline: Desk = { ...withGrants(desk, { of: async () => err({ kind: 'offline' } as const) }), memory: newMemory() };
    await settleAll(offline);
    advance(60);
    await sendDueEnds({ ...desk, memory: offline.memory });
    expect(held()).toEqual([]);
  });
  it('what PIM took and does not show yet is not called ended', async () => {
    const { desk, held } = await lead();
    const blind = withGrants(desk, { of: async () => ok({ roles: { known: true, value: [] }, eligibleRoles: { known: true, value: [] }, groups: { known: true, value: [] }, isEveryGroup: true, refusedGroupIds: [] }) });
    const ended = await endOne(blind, await grantOne(blind));
    expect({ held: held().length, isEnded: ended.ok && ended.value.state === 'ended' }).toEqual({ held: 1, isEnded: false });
  });
  it('a grant whose outcome stayed unknown for minutes is found at the next start', async () => {
    const { desk, tenant, held, advance } = await lead();
    tenant.faults.queue({ match: asked, fault: { kind: 'slow', milliseconds: 0 } });
    tenant.faults.queue({ match: asked, fault: { kind: 'cut-after' } });
    let isSent = false;
    const slow = withGrants(desk, { make: (grant) => ((isSent = true), desk.grants.make(grant)), of: async (...args) => (isSent ? (advance(1.2), down) : desk.grants.of(...args)) });
    await makeGrants(slow, wish());
    const restarted = { ...desk, memory: newMemory() };
    await settleAll(restarted);
    expect({ held: held().length, outcomes: restarted.memory.settlements.map(({ outcome }) => outcome) }).toEqual({ held: 1, outcomes: ['grant-made'] });
  });
  it('a grant that PIM makes late is never written down as none made', async () => {
    const { desk, tenant, held, lines } = await lead();
    tenant.faults.queue({ match: asked, fault: { kind: 'slow', milliseconds: 0 } });
    tenant.faults.queue({ match: asked, fault: { kind: 'slow', milliseconds: 3000 } });
    await makeGrants(desk, wish());
    await expect.poll(() => held().length, { timeout: 5000 }).toBe(1);
    const restarted = { ...desk, memory: newMemory() };
    await settleAll(restarted);
    expect((await lines()).at(-1)).toBe('grant.make outcome succeeded');
  });
  it('ending a task says what it could not read', async () => {
    const { desk, advance } = await lead();
    await grantOne(desk, { taskId: TASK });
    advance(10);
    const blind = withGrants(desk, { of: async (...args) => { const read = await desk.grants.of(...args); return read.ok ? ok({ ...read.value, roles: { known: false, because: 'failed', needs: null } as const }) : read; } });
    const ended = await endTask(blind, { personId: ada.id, taskId: TASK, reason: 'over' });
    expect(!ended.ok || ended.value.left.length > 0).toBe(true);
  });
  it('a schedule that PIM replaced keeps its template', async () => {
    const { desk } = await lead();
    const grant = await grantOne(desk);
    const replaced = withGrants(desk, {
      of: async (...args) => { const read = await desk.grants.of(...args); return read.ok && read.value.roles.known ? ok({ ...read.value, roles: { known: true, value: read.value.roles.value.map((each) => ({ ...each, scheduleId: 'replaced', requestId: 'replaced-by' })) } }) : read; },
      change: (access, _id, ...rest) => desk.grants.change(access, grant.scheduleId, ...rest),
    });
    const { target, how, scope } = grant;
    const to = (minutes: number) => new Date(Date.parse(grant.startDateTime ?? '') + minutes * 60_000).toISOString();
    const input = { personId: ada.id, target, how, scope, reason: 'Takes longer', acknowledged: [...UNCERTAIN_GRANT_LINES] };
    // The journal learns of the replacement from this change's own outcome.
    await changeGrant(withGrants(replaced, { of: async (...args) => { const read = await desk.grants.of(...args); return read.ok && read.value.roles.known && read.value.roles.value[0]?.endDateTime !== grant.endDateTime ? replaced.grants.of(...args) : read; } }), { ...input, scheduleId: grant.scheduleId, until: to(240) });
    expect(await changeGrant(replaced, { ...input, scheduleId: 'replaced', until: to(20 * 1440) })).toMatchObject({ ok: false, error: { kind: 'limits' } });
  });
  it('a group that the operator may not read is a gap, also beside others they own', async () => {
    const { desk, tenant, advance } = await lead({ operatorRole: 'Authentication Administrator', policy: { grants: { groups: [{ group: BREAK_GLASS.id, name: 'Break glass', access: 'member', longestMinutes: 480, as: 'choose' }] } } as never });
    tenant.simulate.grantAs(DEMO_PEOPLE.admin.id, ada.id, { groupId: BREAK_GLASS.id, how: 'eligible', minutes: 600 });
    advance(10);
    const preview = await previewAccess(desk, { personIds: [ada.id] });
    expect(preview.ok && preview.value.previews[0]?.leftovers.flatMap((left) => (left.kind === 'not-read' ? [left.what] : []))).toContain('group-grants');
  });
  it('a due removal is sent once, whoever settles the person meanwhile', async () => {
    const { desk, tenant, advance } = await lead();
    await endOne(desk, await grantOne(desk));
    advance(6);
    desk.memory.unsettled.add(ada.id.toLowerCase());
    await Promise.all([desk.inTurn(ada.id, () => makeGrants(desk, wish({ template: 'none' }))), sendDueEnds(desk)]);
    const before = tenant.log.filter(({ method, path }) => method === 'POST' && path.includes('ScheduleRequests')).length;
    await sendDueEnds(desk);
    expect(tenant.log.filter(({ method, path }) => method === 'POST' && path.includes('ScheduleRequests'))).toHaveLength(before);
  });
});
