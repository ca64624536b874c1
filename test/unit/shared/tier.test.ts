import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES } from '../../../shared/domain/rules';
import { isAdminRole, tierOf, type TierFacts } from '../../../shared/domain/tier';
import { anyFacts } from './support/any-facts';
import { contract, GROUP, is, ROLES, unread } from './support/given';

const member: TierFacts = { kind: 'member', employeeType: 'Employee', roles: is([]), eligibleRoles: is([]), roleAssignableGroups: is([]), ownedRoleAssignableGroups: is([]), contract };
const { contractors } = DEFAULT_RULES;
const tier = (change: Partial<TierFacts>, rules = contractors) => tierOf({ ...member, ...change }, rules);

describe('tierOf', () => {
  it.each<[string, Partial<TierFacts>, string, string]>([
    ['an ordinary member', {}, 'standard', ''],
    ['somebody with an admin role', { roles: is([ROLES.helpdeskAdministrator]) }, 'privileged', 'Helpdesk Administrator'],
    ['somebody with a custom role', { roles: is([ROLES.custom]) }, 'privileged', 'Desk lead (custom)'],
    ['an Authentication Administrator, whom another may act on', { roles: is([ROLES.authenticationAdministrator]) }, 'privileged', 'Authentication Administrator'],
    ['somebody eligible for an admin role', { eligibleRoles: is([ROLES.globalAdministrator]) }, 'privileged', 'eligible for Global Administrator'],
    ['a member of a role-assignable group', { roleAssignableGroups: is(['Tier 0']) }, 'privileged', 'member of Tier 0'],
    ['an owner of a role-assignable group', { ownedRoleAssignableGroups: is(['Tier 0']) }, 'privileged', 'owner of Tier 0'],
    ['a reader of reports', { roles: is([ROLES.directoryReaders, ROLES.guestInviter, ROLES.messageCenterReader, ROLES.reportsReader, ROLES.experienceManager, ROLES.usageReader]) }, 'standard', ''],
    ['an external guest', { kind: 'external-guest' }, 'external-guest', 'the account lives in another tenant'],
    ['an external member', { kind: 'external-member' }, 'external-guest', 'the account lives in another tenant'],
    ['an external guest with a role', { kind: 'external-guest', roles: is([ROLES.userAdministrator]) }, 'privileged', 'User Administrator'],
    ['a contractor, in whatever case it is written', { employeeType: ' cONTRACTOR ' }, 'contractor', 'employee type cONTRACTOR'],
    ['a contractor with a role', { employeeType: 'Contractor', roles: is([ROLES.userAdministrator]) }, 'privileged', 'User Administrator'],
    ['a guest of this tenant', { kind: 'internal-guest' }, 'contractor', 'guest of this tenant'],
    ['somebody of an unknown employee type', { employeeType: 'Intern' }, 'standard', ''],
    ['somebody without an employee type', { employeeType: null }, 'standard', ''],
  ])('says for %s', (_, change, expected, because) => {
    expect(tier(change)).toEqual({ tier: expected, because, unread: [] });
  });

  it('counts guests of this tenant as members where the policy says so', () => {
    expect(tier({ kind: 'internal-guest' }, { ...contractors, internalGuests: false }).tier).toBe('standard');
  });

  it('takes an empty employee type for none, even where the policy names none', () => {
    expect(tier({ employeeType: '  ' }, { ...contractors, employeeTypes: [' '] }).tier).toBe('standard');
  });

  it('counts by company, group and administrative unit where the policy names them', () => {
    const rules = { ...contractors, companies: ['Fabrikam'], groups: [{ id: GROUP, name: 'Suppliers' }] };
    expect([tier({ contract: { ...contract, companyName: 'fabrikam' } }, rules), tier({ contract: { ...contract, groups: is([{ id: GROUP, displayName: 'x' }]) } }, rules)]).toMatchObject([
      { tier: 'contractor', because: 'company fabrikam' },
      { tier: 'contractor', because: 'member of Suppliers' },
    ]);
    // Gaps that the policy does not ask for say nothing.
    const gaps = { contract: { ...contract, groups: unread, units: unread } };
    expect([tier(gaps).unread, tier(gaps, rules).unread]).toEqual([[], [unread]]);
  });

  it('says what it could not read, each list by itself', () => {
    const gaps = (['roles', 'roleAssignableGroups', 'ownedRoleAssignableGroups', 'eligibleRoles'] as const).map((list) => tier({ [list]: { ...unread, because: 'failed' } }));
    expect(gaps).toEqual(Array.from({ length: 4 }, () => ({ tier: 'standard', because: '', unread: [{ ...unread, because: 'failed' }] })));
  });

  it('is certain of privilege whatever else was not read, and of nothing less', () => {
    expect(tier({ roles: unread, ownedRoleAssignableGroups: is(['Tier 0']) })).toEqual({ tier: 'privileged', because: 'owner of Tier 0', unread: [] });
    expect(tier({ kind: 'external-guest', eligibleRoles: unread }).unread).toEqual([unread]);
  });

  it('calls nobody privileged less because more was read', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const given = { ...facts, kind: facts.person.kind, employeeType: facts.person.employeeType };
        const less = tierOf({ ...given, eligibleRoles: unread }, contractors);
        if (less.tier === 'privileged') expect(tierOf(given, contractors).tier).toBe('privileged');
      }),
    );
  });

  it('knows roles by template id, not by a name anybody may give to a custom role', () => {
    expect([isAdminRole({ templateId: ROLES.custom.templateId, displayName: 'Directory Readers' }), isAdminRole({ ...ROLES.directoryReaders, templateId: ROLES.directoryReaders.templateId.toUpperCase() })]).toEqual([true, false]);
  });
});
