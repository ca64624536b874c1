/** Ending somebody's access as one act, and task passes, through real parts. */
import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant';
import { ROLE_TEMPLATES } from '../../../main/demo-tenant/directory/roles';
import { listContractors, readContractor } from '../../../main/usecases/contractors';
import { newMemory } from '../../../main/usecases/desk';
import { beginEndAccess, dropEndAccess, openAccessActs, previewAccess, runEndAccess } from '../../../main/usecases/end-access';
import { endGrant } from '../../../main/usecases/end-grant';
import { endTask } from '../../../main/usecases/end-task';
import { issuePass } from '../../../main/usecases/issue-pass';
import { makeGrants } from '../../../main/usecases/make-grants';
import { sessionNotices } from '../../../main/usecases/session-notices';
import { settleAll } from '../../../main/usecases/settle';
import { UNCERTAIN_GRANT_LINES } from '../../../shared/domain/grant-lines';
import type { Input } from '../../../shared/ipc/contract';
import { realDesk, verifiedIssue } from '../../support/real-desk';

const otto = DEMO_PEOPLE.endedContractor;
const ada = DEMO_PEOPLE.member;
const TASK = '6f3a2c1e-5b7d-4e8f-9a0b-1c2d3e4f5a6b';

async function lead(options: Parameters<typeof realDesk>[0] = {}) {
  let ahead = 0;
  const made = await realDesk({ operatorRole: ['Authentication Administrator', 'Privileged Role Administrator', 'User Administrator'], now: () => new Date(Date.now() + ahead), ...options });
  const advance = (minutes: number) => void (ahead += minutes * 60_000);
  const heldBy = (personId: string) => made.tenant.state.schedules().filter(({ principalId }) => principalId === personId);
  return { ...made, advance, heldBy };
}
type Lead = Awaited<ReturnType<typeof lead>>;

/** Holding it does not put a person out of an Authentication Administrator's reach. */
const harmless = { items: [{ target: { kind: 'role' as const, id: ROLE_TEMPLATES['Reports Reader'] }, how: 'active' as const, scope: '/' }] };
const request = (personId: string, change: Partial<Input<'grants.make'>> = {}): Input<'grants.make'> => ({
  personId,
  template: 'incident',
  items: [{ target: { kind: 'role', id: ROLE_TEMPLATES['Security Reader'] }, how: 'active', scope: '/' }],
  startDateTime: null,
  minutes: 120,
  until: null,
  reason: 'Mail flow is down',
  ticket: 'INC-7001',
  acknowledged: [...UNCERTAIN_GRANT_LINES],
  taskId: null,
  ...change,
});

/** A project that ended, with everything still open. */
async function ottoWithAccess(made: Lead) {
  const { tenant, advance } = made;
  tenant.simulate.grantAs(DEMO_PEOPLE.admin.id, otto.id, { role: 'Reports Reader', minutes: 600 });
  tenant.simulate.grantAs(DEMO_PEOPLE.admin.id, otto.id, { role: 'Security Reader', minutes: 600, start: new Date(Date.now() + 86_400_000) });
  advance(10);
}
const begin = async ({ desk }: Lead, personIds: string[], disable = true) => {
  const begun = await beginEndAccess(desk, { personIds, disable, reason: 'Project ended', ticket: 'CHG-31' });
  if (!begun.ok) throw new Error(JSON.stringify(begun.error));
  return begun.value.actId;
};

describe('ending access', () => {
  it('previews, then ends pass, grants, future grants, sessions and account as one act, each step proven', async () => {
    const made = await lead();
    const { desk, tenant, heldBy, lines } = made;
    await ottoWithAccess(made);
    const preview = await previewAccess(desk, { personIds: [otto.id] });
    expect(preview.ok && preview.value.previews[0]?.steps.map(({ kind, what }) => `${kind} ${what}`.trim()).sort()).toEqual(['cancel-grant Security Reader', 'end-grant Project Aurora', 'end-grant Reports Reader', 'revoke-pass', 'revoke-sessions']);
    expect(await lines()).toEqual([]);

    const actId = await begin(made, [otto.id]);
    const result = await runEndAccess(desk, { actId, personId: otto.id });
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    expect({ complete: result.value.isComplete, states: result.value.steps.map((step) => `${step.kind} ${step.result.state}`).sort() }).toEqual({
      complete: true,
      states: ['cancel-grant done', 'disable-account done', 'end-grant done', 'end-grant done', 'revoke-pass done', 'revoke-sessions done'],
    });
    expect({ pass: tenant.state.passOf(otto.id), grants: heldBy(otto.id), enabled: tenant.state.person(otto.id)?.accountEnabled }).toEqual({ pass: undefined, grants: [], enabled: false });
    expect(result.value.leftovers.map(({ kind }) => kind)).toContain('tokens');
    const written = await lines();
    expect({ first: written[0], last: written.at(-1) }).toEqual({ first: 'access.end intent', last: 'access.end outcome succeeded' });
    expect(await openAccessActs(desk)).toEqual({ ok: true, value: [] });
  });

  it('shows what failed, stays open over a restart, and goes on from there', async () => {
    const made = await lead();
    const { desk, tenant, heldBy } = made;
    await ottoWithAccess(made);
    tenant.faults.queue({ match: { path: /revokeSignInSessions/ }, times: 1, fault: { kind: 'gateway-timeout-before' } });
    const actId = await begin(made, [otto.id]);
    const first = await runEndAccess(desk, { actId, personId: otto.id });
    expect(first.ok && first.value.steps.filter((step) => step.result.state === 'not-done').map(({ kind }) => kind)).toEqual(['revoke-sessions']);
    expect(first.ok && first.value.isComplete).toBe(false);
    expect(heldBy(otto.id)).toEqual([]);

    const restarted = { ...desk, memory: newMemory() };
    await settleAll(restarted);
    expect((await sessionNotices(restarted)).filter(({ kind }) => kind === 'access-open')).toMatchObject([{ act: { actId, disable: true, ticket: 'CHG-31', people: [{ personId: otto.id }] } }]);
    const second = await runEndAccess(restarted, { actId, personId: otto.id });
    expect(second.ok && second.value.isComplete).toBe(true);
    expect(await openAccessActs(restarted)).toEqual({ ok: true, value: [] });
  });

  it('never calls a permanent role ended, and lists what it cannot end', async () => {
    const made = await lead();
    const person = DEMO_PEOPLE.harmlessRole;
    const actId = await begin(made, [person.id], false);
    const result = await runEndAccess(made.desk, { actId, personId: person.id });
    expect(result.ok && result.value.leftovers).toContainEqual(expect.objectContaining({ kind: 'permanent-role', what: 'Reports Reader' }));
    expect(result.ok && result.value.steps.map(({ kind }) => kind)).toEqual(['revoke-sessions']);
  });

  it('puts off what PIM does not take back yet, and says so', async () => {
    const made = await lead();
    const { desk, heldBy } = made;
    const granted = await makeGrants(desk, request(ada.id));
    expect(granted.ok).toBe(true);
    const actId = await begin(made, [ada.id], false);
    const result = await runEndAccess(desk, { actId, personId: ada.id });
    expect(result.ok && result.value.steps.map((step) => `${step.kind} ${step.result.state}`).sort()).toEqual(['end-grant planned', 'revoke-sessions not-done']);
    // Holding that role puts the person out of an Authentication Administrator's reach until it is gone.
    expect(result.ok && result.value.steps.find(({ kind }) => kind === 'revoke-sessions')?.result).toMatchObject({ error: { kind: 'not-permitted' } });
    expect({ complete: result.ok && result.value.isComplete, held: heldBy(ada.id).length }).toEqual({ complete: false, held: 1 });
  });

  it('can be given up with a reason, which stands in the journal', async () => {
    const made = await lead();
    const actId = await begin(made, [ada.id, otto.id]);
    expect(await dropEndAccess(made.desk, { actId, personId: ada.id, reason: 'Wrong person' })).toEqual({ ok: true, value: {} });
    const open = await openAccessActs(made.desk);
    expect(open.ok && open.value.map(({ people }) => people.map(({ personId }) => personId))).toEqual([[otto.id]]);
    expect((await made.entries()).at(-1)).toMatchObject({ action: 'access.end', result: 'failed', detail: { givenUpBecause: 'Wrong person' } });
  });

  it('says what an Authentication Administrator could not read instead of leaving it out', async () => {
    const made = await lead({ operatorRole: 'Authentication Administrator' });
    const preview = await previewAccess(made.desk, { personIds: [ada.id] });
    expect(preview.ok && preview.value.previews[0]?.leftovers.flatMap((left) => (left.kind === 'not-read' ? [left.what] : []))).toEqual(expect.arrayContaining(['role-grants', 'eligible-roles']));
  });

  it('is not for the operator', async () => {
    const { desk, lines } = await lead();
    expect(await beginEndAccess(desk, { personIds: [DEMO_PEOPLE.operator.id], disable: false, reason: 'Leaving', ticket: '' })).toMatchObject({ ok: false });
    expect(await lines()).toEqual([]);
  });
});

describe('a task pass', () => {
  const task = { taskId: TASK };
  const grants = () => request(ada.id, { ...harmless, ...task });

  it('does not outlive its grants, and ending the task ends all of it', async () => {
    const { desk, tenant, advance, heldBy } = await lead();
    expect(await makeGrants(desk, grants())).toMatchObject({ ok: true, value: { made: [{ state: 'made' }] } });
    const tooLong = await issuePass(desk, await verifiedIssue(desk, ada.id, { ...task, lifetimeInMinutes: 240 }));
    expect(tooLong).toMatchObject({ ok: false, error: { kind: 'limits', problems: [{ rule: 'past-task-end' }] } });
    expect(await issuePass(desk, await verifiedIssue(desk, ada.id, { ...task, lifetimeInMinutes: 60 }))).toMatchObject({ ok: true });
    advance(10);
    expect(await endTask(desk, { personId: ada.id, taskId: TASK, reason: 'Done' })).toEqual({ ok: true, value: { ended: 1, planned: 0, passRevoked: true, left: [] } });
    expect({ pass: tenant.state.passOf(ada.id), grants: heldBy(ada.id) }).toEqual({ pass: undefined, grants: [] });
  });

  it('goes with the last of its grants', async () => {
    const { desk, tenant, advance } = await lead();
    const answer = await makeGrants(desk, grants());
    const grant = answer.ok && answer.value.made[0]?.state === 'made' ? answer.value.made[0].grant : null;
    if (!grant) throw new Error('not made');
    await issuePass(desk, await verifiedIssue(desk, ada.id, { ...task, lifetimeInMinutes: 60 }));
    advance(10);
    const { scheduleId, target, how, scope } = grant;
    await endGrant(desk, { personId: ada.id, person: null, scheduleId, target, how, scope, reason: 'Done', ticket: '', actId: null });
    expect(tenant.state.passOf(ada.id)).toBeUndefined();
  });

  it('is not issued for a task whose grants are gone', async () => {
    const { desk } = await lead();
    expect(await issuePass(desk, await verifiedIssue(desk, ada.id, { ...task, lifetimeInMinutes: 60 }))).toMatchObject({ ok: false, error: { kind: 'limits', problems: [{ rule: 'past-task-end' }] } });
  });
});

describe('contractors', () => {
  it('lists who counts as one with the end that could be read, and has a dossier with history', async () => {
    const made = await lead({ policy: { contractors: { end: { attribute: 'extensionAttribute7' } } } });
    const list = await listContractors(made.desk);
    if (!list.ok) throw new Error(JSON.stringify(list.error));
    const found = list.value.contractors.find(({ id }) => id === otto.id);
    expect(found).toMatchObject({ displayName: otto.displayName, end: { known: true, value: { from: 'attribute' } } });
    expect(found?.end.known && found.end.value && Date.parse(found.end.value.at) < Date.now()).toBe(true);
    expect(list.value.contractors.some(({ id }) => id === ada.id)).toBe(false);

    await ottoWithAccess(made);
    const actId = await begin(made, [otto.id]);
    await runEndAccess(made.desk, { actId, personId: otto.id });
    const dossier = await readContractor(made.desk, otto.id);
    expect(dossier.ok && dossier.value.history.some(({ action, result }) => action === 'access.end' && result === 'succeeded')).toBe(true);
    expect(dossier.ok && dossier.value.contractor.accountEnabled).toBe(false);
  });
});
