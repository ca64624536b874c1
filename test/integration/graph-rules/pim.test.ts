/** What Entra documents about PIM, met by the adapter in a tenant that keeps to it. The list is docs/graph-coverage.md. */
import { afterEach, describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, type DemoTenantOptions, type RoleName, ROLE_TEMPLATES, TIME_BOUND_GROUPS } from '../../../main/demo-tenant';
import { EXECUTIVES, MALMO_OFFICE } from '../../../main/demo-tenant/directory/administrative-units';
import { ALL_CONTRACTORS, ON_PREMISES_GROUP, VAULT_KEEPERS } from '../../../main/demo-tenant/directory/groups';
import type { NewGrant } from '../../../main/ports/grants';
import { FEATURES } from '../../../shared/domain/features';
import { type GrantTarget, scopeOfUnit, targetKey } from '../../../shared/domain/grant';
import { startRecorded } from '../graph/demo-graph';

const { member, admin, executive, eligible, operator, colleague } = DEMO_PEOPLE;
const roleOf = (name: RoleName): GrantTarget => ({ kind: 'role', id: ROLE_TEMPLATES[name] });
const TEAMS = roleOf('Teams Administrator');
const INCIDENT: GrantTarget = { kind: 'member', id: TIME_BOUND_GROUPS.incident.id };
const GRANTS_ROLES: readonly RoleName[] = ['Privileged Role Administrator'];
const NOW = new Date('2026-03-04T05:06:07.000Z');
const MINUTE = 60_000;
const at = (minutes: number): string => new Date(NOW.getTime() + minutes * MINUTE).toISOString();

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const tenant of open.splice(0)) await tenant.close();
});

async function given(options: DemoTenantOptions = { operatorRole: GRANTS_ROLES }) {
  const started = await startRecorded({ now: () => NOW, ...options });
  open.push(started.tenant);
  const held = async (personId: string) => {
    const read = await started.grants.of(personId, [INCIDENT.id]);
    return read.ok ? [read.value.roles, read.value.eligibleRoles, read.value.groups].flatMap((list) => (list.known ? list.value : [])) : [];
  };
  return { ...started, held };
}

const wanted = (change: Partial<NewGrant> = {}): NewGrant => ({
  personId: member.id, target: TEAMS, how: 'active', scope: '/', startDateTime: null, minutes: 60, until: null, justification: 'Phones are down', ticketNumber: 'INC-1', ticketSystem: '', ...change,
});
const refused = (reason: string, more: object = {}) => ({ ok: false, error: { kind: 'pim-refused', reason, ...more } });
const DONE = { ok: true };

describe('the time of a grant', () => {
  it('is at least five minutes', async () => {
    const { grants } = await given();
    expect([await grants.validate(wanted({ minutes: 4 })), await grants.make(wanted({ minutes: 4 }))]).toMatchObject([refused('too-short'), refused('too-short')]);
    expect(await grants.make(wanted({ minutes: 5 }))).toMatchObject(DONE);
  });

  it('is over no sooner than five minutes after it began, however short it was made', async () => {
    const { grants, tenant } = await given();
    const made = await grants.make(wanted({ target: roleOf('Reports Reader') }));
    const scheduleId = made.ok ? (made.value.scheduleId ?? '') : '';
    const remove = () => grants.remove(wanted({ target: roleOf('Reports Reader') }), scheduleId, 'Done');
    tenant.clock.advance(5 * MINUTE - 1000);
    expect(await remove()).toMatchObject(refused('too-short'));
    tenant.clock.advance(1000);
    expect(await remove()).toMatchObject(DONE);
  });

  it('begins now where the start lies in the past', async () => {
    const { grants, held } = await given();
    expect(await grants.make(wanted({ startDateTime: at(-600) }))).toMatchObject(DONE);
    expect(await held(member.id)).toMatchObject([{ startDateTime: at(0), endDateTime: at(60) }]);
  });

  it('is no longer than PIM’s rule for the role, and PIM names the rule', async () => {
    const { grants } = await given();
    const exchange = wanted({ target: roleOf('Exchange Administrator') });
    expect(await grants.validate({ ...exchange, minutes: 480 })).toMatchObject(DONE);
    expect(await grants.validate({ ...exchange, minutes: 481 })).toMatchObject(refused('policy', { rules: ['ExpirationRule'] }));
    expect(await grants.validate(wanted({ target: roleOf('Printer Administrator'), minutes: 5 }))).toMatchObject(refused('policy', { rules: ['ExpirationRule'] }));
  });

  it('ends by itself, and the desk sees that it did', async () => {
    const { grants, tenant, held } = await given();
    await grants.make(wanted());
    tenant.clock.advance(59 * MINUTE);
    expect((await held(member.id)).map(({ state }) => state)).toEqual(['live']);
    tenant.clock.advance(MINUTE);
    expect([await held(member.id), tenant.state.instances().filter(({ principalId }) => principalId === member.id)]).toEqual([[], []]);
  });
});

describe('a second grant of the same', () => {
  it('is refused while the first one is there or comes in between, and taken after it', async () => {
    const { grants } = await given();
    await grants.make(wanted({ startDateTime: at(60) }));
    const answers = [wanted({ minutes: 61 }), wanted({ startDateTime: at(90) }), wanted({ minutes: 60 }), wanted({ startDateTime: at(120) }), wanted({ how: 'eligible' })].map((grant) => grants.validate(grant));
    expect(await Promise.all(answers)).toMatchObject([refused('exists'), refused('exists'), DONE, DONE, DONE]);
  });

  it('ends alone: the other schedule of the same access stays', async () => {
    const { grants, tenant, held } = await given();
    const first = await grants.make(wanted());
    const second = await grants.make(wanted({ startDateTime: at(120) }));
    tenant.clock.advance(10 * MINUTE);
    expect(await grants.remove(wanted(), first.ok ? (first.value.scheduleId ?? '') : '', 'Done')).toMatchObject(DONE);
    expect((await held(member.id)).map(({ scheduleId, state }) => [scheduleId, state])).toEqual([[second.ok ? second.value.scheduleId : '', 'future']]);
  });

  it('is refused where the role is held without an end', async () => {
    const { grants } = await given();
    expect(await grants.validate(wanted({ personId: admin.id, target: roleOf('Global Administrator') }))).toMatchObject(refused('exists'));
  });
});

describe('PIM’s rules', () => {
  it('ask for a ticket and a justification where the tenant says so', async () => {
    const { grants } = await given();
    const helpdesk = wanted({ target: roleOf('Helpdesk Administrator') });
    expect(await grants.validate({ ...helpdesk, ticketNumber: '' })).toMatchObject(refused('policy', { rules: ['TicketingRule'] }));
    expect(await grants.validate({ ...helpdesk, justification: '' })).toMatchObject(refused('policy', { rules: ['JustificationRule'] }));
    expect(await grants.validate(helpdesk)).toMatchObject(DONE);
  });

  it('ask for multifactor authentication of whoever grants', async () => {
    const { grants } = await given({ operatorRole: GRANTS_ROLES, operatorHasMfa: false });
    expect(await grants.make(wanted({ target: roleOf('Helpdesk Administrator') }))).toMatchObject(refused('policy', { rules: ['MfaRule'] }));
    expect(await grants.make(wanted())).toMatchObject(DONE);
  });

  it('ask for approval of an activation, and never of a grant by an administrator', async () => {
    const { grants, tenant, held } = await given();
    const sharePoint = roleOf('SharePoint Administrator');
    const rules = await grants.rules([sharePoint]);
    expect(rules.ok && rules.value[targetKey(sharePoint)]).toMatchObject({ known: true, value: { activation: { needsApproval: true } } });
    expect(await grants.make(wanted({ target: sharePoint, how: 'eligible' }))).toMatchObject({ ok: true, value: { status: 'Provisioned' } });
    expect(tenant.simulate.activate(member.id, 'SharePoint Administrator', 30).scheduleId).toBeNull();
    expect((await held(member.id)).map(({ how }) => how)).toEqual(['eligible']);
    expect(await grants.make(wanted({ personId: colleague.id, target: sharePoint }))).toMatchObject({ ok: true, value: { status: 'Provisioned' } });
    expect(tenant.state.rolesOf(colleague.id)).toContain('SharePoint Administrator');
  });
});

describe('who may grant', () => {
  it.each<[RoleName, boolean]>([
    ['Privileged Role Administrator', true], ['Global Administrator', true], ['Authentication Administrator', false], ['Global Reader', false], ['User Administrator', false], ['Identity Governance Administrator', false],
  ])('a role: %s %s', async (operatorRole, may) => {
    const { grants, tenant } = await given({ operatorRole });
    const made = await grants.make(wanted());
    expect(made).toMatchObject(may ? DONE : { ok: false, error: { kind: 'not-permitted', missing: { roles: ['Privileged Role Administrator'] } } });
    expect(tenant.state.rolesOf(member.id).length).toBe(may ? 1 : 0);
  });

  it.each<[string, GrantTarget, RoleName, boolean]>([
    ['its owner, without any role for it', INCIDENT, 'Authentication Administrator', true],
    ['nobody else with that role', { kind: 'member', id: VAULT_KEEPERS.id }, 'Authentication Administrator', false],
    ['of a role-assignable one a Privileged Role Administrator', { kind: 'member', id: VAULT_KEEPERS.id }, 'Privileged Role Administrator', true],
    ['of a role-assignable one no Groups Administrator', { kind: 'member', id: VAULT_KEEPERS.id }, 'Groups Administrator', false],
  ])('a group: %s', async (_, target, operatorRole, may) => {
    const { grants, tenant } = await given({ operatorRole });
    expect(await grants.make(wanted({ target }))).toMatchObject(may ? DONE : { ok: false, error: { kind: 'not-permitted', missing: { roles: ['Owner of the group'] } } });
    expect(tenant.state.groupIdsOf(member.id).includes(target.id)).toBe(may);
  });

  it('only with the permission: the ones that read do not write', async () => {
    const reading = await given({ operatorRole: GRANTS_ROLES, scopes: [...FEATURES.grantsRead.scopes] });
    expect(await reading.grants.make(wanted())).toMatchObject({ ok: false, error: { kind: 'not-permitted', missing: { scopes: [...FEATURES.grants.scopes] } } });
    expect(await reading.grants.make(wanted({ target: INCIDENT }))).toMatchObject({ ok: false, error: { kind: 'not-permitted', missing: { scopes: [...FEATURES.groupGrants.scopes] } } });
    expect(await reading.held(admin.id)).toMatchObject([{ targetName: 'Global Administrator' }]);
    expect(await reading.grants.notes([])).toMatchObject({ value: { known: false, because: 'not-permitted' } });
    const writing = await given({ operatorRole: GRANTS_ROLES, scopes: [...FEATURES.grants.scopes, ...FEATURES.groupGrants.scopes] });
    expect([await writing.grants.make(wanted()), await writing.grants.make(wanted({ target: { kind: 'member', id: VAULT_KEEPERS.id } }))]).toMatchObject([DONE, DONE]);
  });

  it('and who may see: readers of the whole tenant, not an Authentication Administrator', async () => {
    for (const operatorRole of ['Global Reader', 'Security Reader', 'Security Operator', 'Security Administrator'] as const) {
      const { grants } = await given({ operatorRole });
      expect(await grants.of(eligible.id, [])).toMatchObject({ ok: true, value: { roles: { known: true }, eligibleRoles: { known: true } } });
    }
    const { grants } = await given({});
    expect(await grants.of(eligible.id, [])).toMatchObject({ ok: true, value: { roles: { known: false, needs: 'grantsRead' }, eligibleRoles: { known: false, needs: 'grantsRead' } } });
    expect(await grants.rules([TEAMS])).toMatchObject({ value: { [targetKey(TEAMS)]: { known: false, needs: 'roleRules' } } });
  });
});

describe('a group', () => {
  it('with dynamic membership or kept on-premises cannot be managed', async () => {
    const { grants } = await given({});
    const answers = await Promise.all([ALL_CONTRACTORS, ON_PREMISES_GROUP].map(({ id }) => grants.validate(wanted({ target: { kind: 'member', id } }))));
    expect(answers).toMatchObject([refused('group-not-manageable'), refused('group-not-manageable')]);
  });

  it('is onboarded by its first grant, and its rules are found all the same', async () => {
    const { grants, tenant } = await given({});
    const rules = async () => {
      const read = await grants.rules([INCIDENT]);
      return read.ok ? read.value[targetKey(INCIDENT)] : read;
    };
    const before = await rules();
    expect(await grants.make(wanted({ target: INCIDENT }))).toMatchObject(DONE);
    expect(tenant.state.audits.some(({ loggedByService, activityDisplayName }) => loggedByService === 'PIM' && /onboard/i.test(activityDisplayName))).toBe(true);
    expect([before, await rules()]).toMatchObject([{ known: true }, before]);
  });

  it('has its new member at once, and another tool can end it', async () => {
    const { grants, tenant, held } = await given({});
    await grants.make(wanted({ target: INCIDENT }));
    expect(tenant.state.groupIdsOf(member.id)).toContain(INCIDENT.id);
    tenant.clock.advance(10 * MINUTE);
    tenant.simulate.removeGrantAs(operator.id, member.id, { groupId: INCIDENT.id });
    expect([await held(member.id), tenant.state.groupIdsOf(member.id).includes(INCIDENT.id)]).toEqual([[], false]);
  });
});

describe('an administrative unit', () => {
  it('is a scope for some roles, and only for a unit that is there', async () => {
    const { grants } = await given();
    const scope = scopeOfUnit(MALMO_OFFICE.id);
    const names = ['Authentication Administrator', 'Privileged Authentication Administrator', 'Groups Administrator', 'License Administrator', 'Password Administrator'] as const;
    const answers = await Promise.all(names.map((name) => grants.validate(wanted({ target: roleOf(name), scope, justification: 'x' }))));
    expect(answers.map(({ ok }) => ok)).toEqual(names.map(() => true));
    expect(await grants.validate(wanted({ scope }))).toMatchObject(refused('unsupported-scope'));
    expect(await grants.validate(wanted({ target: roleOf('License Administrator'), scope: scopeOfUnit('00000000-0000-4000-8000-000000000000') }))).toMatchObject(refused('not-found'));
  });

  it('that is restricted keeps its members out of PIM, and can be told beforehand', async () => {
    const { grants } = await given();
    expect(await grants.make(wanted({ personId: executive.id }))).toMatchObject(refused('restricted-unit'));
    const units = await grants.units();
    expect(units.ok && units.value.known && units.value.value.filter(({ isRestricted }) => isRestricted).map(({ id }) => id)).toEqual([EXECUTIVES.id]);
  });
});

it('the last active Global Administrator is not removed at the end, and the desk says that the access lives', async () => {
  const { grants, tenant, held } = await given();
  expect(await grants.make(wanted({ target: roleOf('Global Administrator') }))).toMatchObject(DONE);
  const others = () => tenant.state.people.filter(({ id, directoryRoles }) => id !== member.id && directoryRoles.includes('Global Administrator'));
  expect(others().length).toBeGreaterThan(0);
  for (const { id } of others()) tenant.simulate.removeGrantAs(member.id, id, { role: 'Global Administrator' });
  tenant.clock.advance(61 * MINUTE);
  expect([others(), tenant.state.rolesOf(member.id)]).toEqual([[], ['Global Administrator']]);
  expect(await held(member.id)).toMatchObject([{ state: 'live', endDateTime: at(60) }]);
});
