/** The tenant's TAP policy: known before the call where it may be read, and in Entra's refusal where not. The list is docs/graph-coverage.md. */
import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, type DemoTenantOptions, type RoleName } from '../../../main/demo-tenant';
import { issuePass } from '../../../main/usecases/issue-pass';
import { readPassFacts } from '../../../main/usecases/read-pass-facts';
import { lifetimeBounds } from '../../../shared/domain/lifetime-bounds';
import { DEFAULT_LIMITS } from '../../../shared/domain/limits';
import { passState } from '../../../shared/domain/pass';
import type { Input } from '../../../shared/ipc/contract';
import { realDesk, verifiedIssue } from '../../support/real-desk';

const ada = DEMO_PEOPLE.member;
const READS: readonly RoleName[] = ['Authentication Administrator', 'Global Reader'];

describe('the tenant’s policy', () => {
  type Case = [string, { readonly id: string }, NonNullable<DemoTenantOptions['passPolicy']>, Partial<Input<'passes.issue'>>, object, object];
  const cases: readonly Case[] = [
    ['has the method switched off', ada, { state: 'disabled' }, {}, { rule: 'method-disabled' }, { reason: 'not-in-policy' }],
    ['leaves somebody out through a group', DEMO_PEOPLE.outOfScope, {}, {}, { rule: 'not-in-target', because: 'excluded' }, { reason: 'not-in-policy' }],
    ['includes only others', ada, { includeTargets: [{ targetType: 'user', id: DEMO_PEOPLE.chief.id, isRegistrationRequired: false }] }, {}, { rule: 'not-in-target', because: 'not-included' }, { reason: 'not-in-policy' }],
    ['forces one-time passes', ada, { isUsableOnce: true }, { isUsableOnce: false }, { rule: 'one-time-required', enforcedBy: 'Entra' }, { reason: 'one-time-required' }],
    ['wants a longer life', ada, { minimumLifetimeInMinutes: 120 }, {}, { rule: 'lifetime-out-of-range', minimumMinutes: 120, maximumMinutes: 480, enforcedBy: 'Entra' }, { reason: 'lifetime-out-of-policy', minimumMinutes: 120, maximumMinutes: 480 }],
    ['wants a shorter life', ada, { minimumLifetimeInMinutes: 10, maximumLifetimeInMinutes: 30, defaultLifetimeInMinutes: 30 }, {}, { rule: 'lifetime-out-of-range', minimumMinutes: 10, maximumMinutes: 30, enforcedBy: 'Entra' }, { reason: 'lifetime-out-of-policy', minimumMinutes: 10, maximumMinutes: 30 }],
  ];

  it.each(cases)('%s: known before the call where it may be read', async (_, person, passPolicy, change, problem) => {
    const { desk, writes } = await realDesk({ passPolicy, operatorRole: READS });
    const reply = await issuePass(desk, await verifiedIssue(desk, person.id, change));
    expect([reply, writes()]).toEqual([{ ok: false, error: { kind: 'limits', problems: [problem] } }, []]);
  });

  it.each(cases)('%s: told in our words where it may not be read', async (_, person, passPolicy, change, __, refusal) => {
    const { desk, tenant, writes } = await realDesk({ passPolicy });
    const before = tenant.state.passOf(person.id);
    const reply = await issuePass(desk, await verifiedIssue(desk, person.id, change));
    expect([reply, writes(), tenant.state.passOf(person.id)]).toEqual([{ ok: false, error: expect.objectContaining({ kind: 'refused', ...refusal }) }, ['POST 400'], before]);
  });

  it('says its own defaults, and the desk’s tighter bounds hold beside it', async () => {
    const { desk } = await realDesk({ operatorRole: READS });
    const read = await readPassFacts(desk, ada.id, null);
    const policy = read.ok && read.value.facts.policy.known ? read.value.facts.policy.value : null;
    expect(policy).toMatchObject({ state: 'enabled', defaultLength: 8, minimumLifetimeInMinutes: 60, maximumLifetimeInMinutes: 480, defaultLifetimeInMinutes: 60, isUsableOnce: false });
    expect(lifetimeBounds(policy, DEFAULT_LIMITS.privileged)).toEqual({ minimumMinutes: 60, maximumMinutes: 120, defaultMinutes: 60, minimumFrom: 'Entra', maximumFrom: 'Tapdesk' });
  });

  it('that is not readable is a line of its own, and not taken for permission', async () => {
    const { desk, writes } = await realDesk();
    const reply = await issuePass(desk, await verifiedIssue(desk, ada.id, { acknowledged: ['eligible-roles', 'recent-changes'] }));
    expect([reply, writes()]).toEqual([{ ok: false, error: { kind: 'limits', problems: [{ rule: 'not-acknowledged', line: 'tenant-policy' }] } }, []]);
  });

  it('that comes to force one-time passes stops those for many uses, and the desk shows it', async () => {
    const { desk, tenant } = await realDesk({ operatorRole: ['Authentication Administrator', 'Authentication Policy Administrator'] });
    const issued = await issuePass(desk, await verifiedIssue(desk, ada.id, { isUsableOnce: false }));
    const changed = await fetch(`${tenant.origin}/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/temporaryAccessPass`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${tenant.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration', isUsableOnce: true }),
    });
    const current = await desk.passes.current(ada.id);
    const pass = current.ok ? current.value : null;
    expect([issued.ok, changed.status, pass?.methodUsabilityReason, pass && passState(pass, new Date())]).toEqual([true, 204, 'DisabledByPolicy', 'disabled-by-policy']);
  });
});
