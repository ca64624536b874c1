/** What a desk may grant, and handlers that grant it. */
import type { Grant, GrantTarget, PimRules } from '../../shared/domain/grant';
import type { GrantFacts, GrantOption } from '../../shared/domain/grant-facts';
import { DEFAULT_RULES } from '../../shared/domain/rules';
import type { GrantMade, Handlers } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { ada, operator } from './people';

export const EXCHANGE: GrantTarget = { kind: 'role', id: '29232cdf-9323-42fd-ade2-1d097af3e4de' };
export const TEAMS: GrantTarget = { kind: 'role', id: '69091246-20e8-4a56-aa4d-066075b2a7a8' };
export const READER: GrantTarget = { kind: 'role', id: '5d6b6bb7-de71-4623-b4af-96380a352509' };
export const FINANCE: GrantTarget = { kind: 'member', id: 'f1000000-0000-4000-8000-000000000001' };
export const UNIT = 'a1000000-0000-4000-8000-00000000000a';
export const TASK = 'c0000000-0000-4000-8000-000000000001';

const nothing = { known: true, value: [] } as const;
const PRIVILEGED_ROLE_ADMINISTRATOR = { templateId: 'e8611ab8-c189-46e8-94e1-60213ab1f814', displayName: 'Privileged Role Administrator' };

export function pimRules(changes: Partial<PimRules> = {}): PimRules {
  return {
    active: { longestMinutes: 259_200, mustEnd: true, needs: ['justification'] },
    eligible: { longestMinutes: 525_600, mustEnd: true, needs: [] },
    activation: { longestMinutes: 480, needs: ['mfa', 'justification'], needsApproval: false, approvers: [], hasAuthenticationContext: false },
    ...changes,
  };
}

export function option(target: GrantTarget, displayName: string, changes: Partial<GrantOption> = {}): GrantOption {
  return { target, displayName, description: `Runs ${displayName}.`, longestMinutes: 480, as: 'choose', where: 'both', rules: { known: true, value: pimRules() }, refusedBecause: null, ...changes };
}

/** Everything could be read, and the operator may grant. */
export function grantFacts(changes: Partial<GrantFacts> = {}): GrantFacts {
  const { id, displayName, userPrincipalName, accountEnabled, kind } = ada;
  return {
    person: { id, displayName, userPrincipalName, accountEnabled, kind, employeeType: 'Employee' },
    contract: { companyName: 'Contoso', leaveDate: { known: true, value: null }, attributes: { known: true, value: {} }, groups: nothing, units: nothing },
    roles: nothing,
    eligibleRoles: nothing,
    roleAssignableGroups: nothing,
    ownedRoleAssignableGroups: nothing,
    manager: { known: true, value: null },
    catalogue: [
      option(EXCHANGE, 'Exchange Administrator'),
      option(TEAMS, 'Teams Administrator', { rules: { known: true, value: pimRules({ activation: { ...pimRules().activation, needsApproval: true, approvers: ['Lena Lead'] } }) } }),
      option(READER, 'Security Reader', { longestMinutes: 43_200, rules: { known: false, because: 'not-permitted', needs: 'roleRules' } }),
      option(FINANCE, 'Finance approvers', { where: 'tenant', longestMinutes: 129_600 }),
    ],
    units: { known: true, value: [{ id: UNIT, displayName: 'Berlin', isRestricted: false }] },
    grants: nothing,
    operator: { id: operator.id, roles: { known: true, value: [PRIVILEGED_ROLE_ADMINISTRATOR] }, groupIds: nothing, ownedGroupIds: nothing, scopes: ['RoleAssignmentSchedule.ReadWrite.Directory', 'RoleEligibilitySchedule.ReadWrite.Directory', 'PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup', 'PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup'] },
    clockSkewMs: 0,
    readAt: new Date().toISOString(),
    ...changes,
  };
}

/** What PIM has after the item was made. */
export function made(target: GrantTarget, changes: Partial<Grant> = {}): GrantMade {
  const now = Date.now();
  return {
    state: 'made',
    grant: {
      scheduleId: `schedule-${target.id}`,
      requestId: null,
      target,
      targetName: '',
      how: 'active',
      scope: '/',
      scopeName: '',
      person: { id: ada.id, displayName: ada.displayName, userPrincipalName: ada.userPrincipalName },
      startDateTime: new Date(now).toISOString(),
      endDateTime: new Date(now + 7_200_000).toISOString(),
      createdDateTime: new Date(now).toISOString(),
      state: 'live',
      path: 'direct',
      assignment: 'assigned',
      ...changes,
    },
  };
}

/** Everything is accepted, made, ended and changed as asked. */
export function grantHandlers(): Pick<Handlers, 'grants.facts' | 'grants.try' | 'grants.make' | 'grants.end' | 'grants.change' | 'tasks.end'> {
  return {
    'grants.facts': async () => ok({ facts: grantFacts(), rules: DEFAULT_RULES }),
    'grants.try': async ({ items }) => ok({ verdicts: items.map(() => ({ state: 'accepted' as const })) }),
    'grants.make': async ({ items }) => ok({ made: items.map(({ target, how, scope }) => made(target, { how, scope })) }),
    'grants.end': async () => ok({ state: 'ended', provenAt: new Date().toISOString(), stillHeld: [] }),
    'grants.change': async ({ target, how, scope, until }) => {
      const { grant } = made(target, { how, scope, endDateTime: until }) as Extract<GrantMade, { state: 'made' }>;
      return ok({ grant });
    },
    'tasks.end': async () => ok({ ended: 2, planned: 0, passRevoked: true, left: [] }),
  };
}
