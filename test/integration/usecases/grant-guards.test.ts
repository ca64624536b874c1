/** Ways around the limits on granting that do not lead anywhere, and acts that must not be doubled or forgotten. */
import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant';
import { ROLE_TEMPLATES } from '../../../main/demo-tenant/directory/roles';
import { beginEndAccess, openAccessActs } from '../../../main/usecases/end-access';
import { issuePass } from '../../../main/usecases/issue-pass';
import { grantsOf } from '../../../main/usecases/list-grants';
import { makeGrants } from '../../../main/usecases/make-grants';
import { readGrantFacts } from '../../../main/usecases/read-grant-facts';
import { evaluateGrant } from '../../../shared/domain/evaluate-grant';
import { UNCERTAIN_GRANT_LINES } from '../../../shared/domain/grant-lines';
import type { Input } from '../../../shared/ipc/contract';
import { realDesk, verifiedIssue } from '../../support/real-desk';

const ada = DEMO_PEOPLE.member;
const TASK = '6f3a2c1e-5b7d-4e8f-9a0b-1c2d3e4f5a6b';
const LEAD = ['Authentication Administrator', 'Privileged Role Administrator'] as const;
const item = (id: string) => ({ target: { kind: 'role' as const, id }, how: 'active' as const, scope: '/' });
const wish = (change: Partial<Input<'grants.make'>> = {}): Input<'grants.make'> => ({
  personId: ada.id,
  template: 'incident',
  items: [item(ROLE_TEMPLATES['Reports Reader'])],
  startDateTime: null,
  minutes: 120,
  until: null,
  reason: 'Mail flow is down',
  ticket: 'INC-7001',
  acknowledged: [...UNCERTAIN_GRANT_LINES],
  taskId: null,
  ...change,
});

describe('a group by which the desk policy decides', () => {
  it('is not offered because an operator owns it, unless the policy names it', async () => {
    const { desk } = await realDesk();
    const before = await readGrantFacts(desk, ada.id);
    const owned = before.ok ? before.value.facts.catalogue.find(({ target, refusedBecause }) => target.kind === 'member' && refusedBecause === null) : undefined;
    if (!owned) throw new Error('owns no group');
    const groups = { operatorGroups: [{ groupId: owned.target.id, name: 'Leads', limits: {} }] };
    const guarded = await realDesk({ policy: groups });
    const after = await readGrantFacts(guarded.desk, ada.id);
    expect(after.ok && after.value.facts.catalogue.some(({ target }) => target.id === owned.target.id)).toBe(false);
    const named = await realDesk({ policy: { ...groups, grants: { groups: [{ group: owned.target.id, name: 'Leads', access: 'member', longestMinutes: 60, as: 'active' }] } } });
    const facts = await readGrantFacts(named.desk, ada.id);
    expect(facts.ok && facts.value.facts.catalogue.some(({ target }) => target.id === owned.target.id)).toBe(true);
  });
});

describe('a token without the permission to grant', () => {
  it('is told from one that has it, and names what to ask for', async () => {
    const { desk } = await realDesk({ operatorRole: LEAD });
    const read = await readGrantFacts(desk, ada.id);
    if (!read.ok) throw new Error(read.error.kind);
    const { facts, rules } = read.value;
    const poor = { ...facts, operator: { ...facts.operator, scopes: ['User.Read.All', 'RoleAssignmentSchedule.Read.Directory'] } };
    const scopesLine = (given: typeof facts) => evaluateGrant(wish(), { facts: given, rules, now: new Date() }).lines.find(({ id }) => id === 'scopes');
    expect([scopesLine(facts), scopesLine(poor)]).toEqual([
      { id: 'scopes', state: 'passed' },
      { id: 'scopes', state: 'blocked', problem: { rule: 'scope-missing', scopes: ['RoleAssignmentSchedule.ReadWrite.Directory'] } },
    ]);
  });
});

describe('a grant under a task whose pass lives', () => {
  it('may not end before the pass', async () => {
    const { desk, writes } = await realDesk({ operatorRole: LEAD });
    await makeGrants(desk, wish({ taskId: TASK }));
    expect(await issuePass(desk, await verifiedIssue(desk, ada.id, { taskId: TASK, lifetimeInMinutes: 60 }))).toMatchObject({ ok: true });
    const before = writes().length;
    expect(await makeGrants(desk, wish({ taskId: TASK, items: [item(ROLE_TEMPLATES['Message Center Reader'])], minutes: 20 }))).toMatchObject({ ok: false, error: { kind: 'task-pass-lives' } });
    expect(writes()).toHaveLength(before);
  });
});

describe('beginning to end access', () => {
  const begin = (desk: Parameters<typeof beginEndAccess>[0], personIds: string[]) => beginEndAccess(desk, { personIds, disable: false, reason: 'Project ended', ticket: '' });

  it('is one act however often the button is pressed', async () => {
    const { desk } = await realDesk();
    const [first, second] = [await begin(desk, [ada.id]), await begin(desk, [ada.id])];
    const open = await openAccessActs(desk);
    expect([first, open.ok && open.value.length]).toEqual([second, 1]);
  });

  it('leaves out whoever is gone, and nobody else', async () => {
    const { desk } = await realDesk();
    const gone = '00000000-0000-4000-8000-000000000001';
    const begun = await begin(desk, [gone, ada.id]);
    expect(begun).toMatchObject({ ok: true, value: { refused: [{ personId: gone, error: { kind: 'not-found' } }] } });
    const open = await openAccessActs(desk);
    expect(open.ok && open.value.map(({ people }) => people.map(({ personId }) => personId))).toEqual([[ada.id]]);
  });
});

describe('a grant that no record tells of', () => {
  it('is not said to be made elsewhere by somebody who may read none of PIM’s records', async () => {
    const { desk, tenant } = await realDesk({ operatorRole: LEAD });
    tenant.simulate.grantAs(DEMO_PEOPLE.admin.id, ada.id, { role: 'Reports Reader', minutes: 60 });
    const rows = await grantsOf(desk, ada.id);
    expect(rows.ok && rows.value.rows.map(({ origin }) => origin)).toEqual(['unknown']);
  });
});
