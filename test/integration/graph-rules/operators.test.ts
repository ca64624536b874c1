/** Who may issue for whom, and with which permission, shown against the demo tenant. The list is docs/graph-coverage.md. */
import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, type RoleName } from '../../../main/demo-tenant';
import { issuePass } from '../../../main/usecases/issue-pass';
import { revokeSessions } from '../../../main/usecases/revoke-sessions';
import { FEATURE_NAMES, scopesFor } from '../../../shared/domain/features';
import { issueFor, realDesk, verifiedIssue } from '../../support/real-desk';

const ada = DEMO_PEOPLE.member;
const ALL_SCOPES = scopesFor(FEATURE_NAMES, { scopePrefix: '', hasPassOnlyScope: true });
const withoutPassScope = ALL_SCOPES.filter((scope) => !scope.startsWith('UserAuthMethod-TAP'));

describe('an operator', () => {
  it.each<[RoleName, string, { readonly id: string }]>([
    ['Authentication Administrator', 'somebody without a role', ada],
    ['Authentication Administrator', 'somebody who only reads reports', DEMO_PEOPLE.harmlessRole],
    ['Privileged Authentication Administrator', 'a Global Administrator', DEMO_PEOPLE.admin],
    ['Privileged Authentication Administrator', 'a member of a role-assignable group', DEMO_PEOPLE.roleGroupMember],
    ['Privileged Authentication Administrator', 'an owner of a role-assignable group', DEMO_PEOPLE.roleGroupOwner],
  ])('with the role %s may issue to %s', async (operatorRole, _, person) => {
    const { desk, tenant } = await realDesk({ operatorRole });
    const reply = await issuePass(desk, await verifiedIssue(desk, person.id));
    expect([reply.ok, tenant.state.passOf(person.id)?.isUsable]).toEqual([true, true]);
  });

  it.each<[RoleName, object, readonly string[]]>([
    ['Helpdesk Administrator', { kind: 'not-permitted' }, []],
    ['User Administrator', { kind: 'not-permitted' }, []],
    ['Reports Reader', { kind: 'not-permitted' }, []],
    ['Global Reader', { kind: 'limits', problems: expect.arrayContaining([{ rule: 'not-checked', line: 'operator-role' }]) }, ['pass.issue outcome failed']],
  ])('with the role %s alone sends nothing, and what the desk itself refuses is written down', async (operatorRole, error, written) => {
    const { desk, writes, lines } = await realDesk({ operatorRole });
    const reply = await issuePass(desk, issueFor(ada.id));
    expect([reply, writes(), await lines()]).toEqual([{ ok: false, error: expect.objectContaining(error) }, [], written]);
  });

  it('whose role for an administrative unit does not show may go on where the policy lets them, and Entra decides', async () => {
    const { desk, lines } = await realDesk({ operatorRole: 'Global Reader', policy: { notChecked: { 'operator-role': 'acknowledge' } } });
    const reply = await issuePass(desk, await verifiedIssue(desk, ada.id, { acknowledged: ['operator-role', 'eligible-roles', 'tenant-policy', 'recent-changes'] }));
    expect([reply, await lines()]).toEqual([{ ok: false, error: expect.objectContaining({ kind: 'not-permitted' }) }, ['pass.issue intent', 'pass.issue outcome failed']]);
  });

  it.each([
    ['the scope for passes alone', ALL_SCOPES],
    ['the broad scope, where a cloud has no other', [...withoutPassScope, 'UserAuthenticationMethod.ReadWrite.All']],
  ])('may issue with %s', async (_, scopes) => {
    const { desk, writes } = await realDesk({ scopes });
    expect([(await issuePass(desk, await verifiedIssue(desk, ada.id))).ok, writes()]).toEqual([true, ['POST 201']]);
  });

  it.each([
    ['scopes that only read', [...withoutPassScope, 'UserAuthMethod-TAP.Read.All']],
    ['the scope for one’s own passes', [...withoutPassScope, 'UserAuthMethod-TAP.ReadWrite']],
  ])('sends nothing with %s', async (_, scopes) => {
    const { desk, writes } = await realDesk({ scopes });
    const reply = await issuePass(desk, await verifiedIssue(desk, ada.id));
    expect([reply, writes()]).toEqual([{ ok: false, error: { kind: 'limits', problems: [{ rule: 'scope-missing', scopes: ['UserAuthMethod-TAP.ReadWrite.All'] }] } }, []]);
  });
});

describe('ending sessions', () => {
  const input = { reason: 'Contract ended', ticket: 'INC-9' };

  it('is an act of its own beside the pass, written down before and after', async () => {
    const { desk, lines } = await realDesk();
    const before = Date.now();
    const reply = await revokeSessions(desk, { personId: ada.id, ...input });
    expect([reply.ok && Date.parse(reply.value.at) >= before, await lines()]).toEqual([true, ['sessions.revoke intent', 'sessions.revoke outcome succeeded']]);
  });

  it('has the same people out of reach as issuing', async () => {
    const { desk, lines } = await realDesk();
    expect(await revokeSessions(desk, { personId: DEMO_PEOPLE.admin.id, ...input })).toMatchObject({ ok: false, error: { kind: 'not-permitted', missing: { scopes: ['User.RevokeSessions.All'] } } });
    expect(await lines()).toEqual(['sessions.revoke intent', 'sessions.revoke outcome failed']);
  });
});
