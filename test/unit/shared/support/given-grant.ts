/** A plain case in which everything allows a grant; tests change one thing of it. */
import { type GrantCircumstances, type GrantItem, GRANT_SCOPES, type GrantRequest } from '../../../../shared/domain/evaluate-grant';
import type { Grant, PimRules } from '../../../../shared/domain/grant';
import type { GrantFacts, GrantOption } from '../../../../shared/domain/grant-facts';
import { DEFAULT_RULES } from '../../../../shared/domain/rules';
import { at, contract, is, MANAGER, now, OPERATOR, PERSON } from './given';

export const EXCHANGE = '29232cdf-9323-42fd-ade2-1d097af3e4de';
export const READER = '4a5d8f65-41da-4de4-8968-e035b65339cf';
export const GLOBAL = '62e90394-69f5-4237-9190-012177145e10';
export const TEAM = 'dddddddd-0000-4000-8000-000000000001';
export const UNIT = 'eeeeeeee-0000-4000-8000-000000000001';
export const RESTRICTED_UNIT = 'eeeeeeee-0000-4000-8000-000000000002';
export const PRIVILEGED_ROLE_ADMINISTRATOR = { templateId: 'e8611ab8-c189-46e8-94e1-60213ab1f814', displayName: 'Privileged Role Administrator' };

/** Microsoft's defaults: half a year active, a year eligible, a justification, eight hours of activation. */
export const pimRules: PimRules = {
  active: { longestMinutes: 259_200, mustEnd: true, needs: ['justification'] },
  eligible: { longestMinutes: 525_600, mustEnd: true, needs: [] },
  activation: { longestMinutes: 480, needs: ['mfa', 'justification'], needsApproval: false, approvers: [], hasAuthenticationContext: false },
};

export const option: GrantOption = {
  target: { kind: 'role', id: EXCHANGE },
  displayName: 'Exchange Administrator',
  description: '',
  longestMinutes: 480,
  as: 'choose',
  where: 'both',
  rules: is(pimRules),
  refusedBecause: null,
};
export const readerOption: GrantOption = { ...option, target: { kind: 'role', id: READER }, displayName: 'Reports Reader', longestMinutes: 43_200 };
export const teamOption: GrantOption = { ...option, target: { kind: 'member', id: TEAM }, displayName: 'Team', longestMinutes: 43_200, where: 'tenant' };

export const item: GrantItem = { target: option.target, how: 'active', scope: '/' };

export const grantFacts: GrantFacts = {
  person: { id: PERSON, displayName: 'Ada Lindqvist', userPrincipalName: 'ada@contoso.example', accountEnabled: true, kind: 'member', employeeType: 'Employee' },
  contract,
  roles: is([]),
  eligibleRoles: is([]),
  roleAssignableGroups: is([]),
  ownedRoleAssignableGroups: is([]),
  manager: is({ id: MANAGER, displayName: 'Charles Boateng', mail: null }),
  catalogue: [option, readerOption, teamOption],
  units: is([{ id: UNIT, displayName: 'Berlin', isRestricted: false }, { id: RESTRICTED_UNIT, displayName: 'Executives', isRestricted: true }]),
  grants: is([]),
  operator: { id: OPERATOR, roles: is([PRIVILEGED_ROLE_ADMINISTRATOR]), groupIds: is([]), ownedGroupIds: is([]), scopes: Object.values(GRANT_SCOPES).flatMap((side) => Object.values(side).flat()) },
  clockSkewMs: 0,
  readAt: at(0),
};

export const grantRequest: GrantRequest = { template: 'incident', items: [item], startDateTime: null, minutes: 120, until: null, reason: 'Mail queue is stuck', ticket: 'INC-1001', acknowledged: [] };

/** Held since an hour ago, for two hours. */
export const held: Grant = {
  scheduleId: 'schedule-1',
  requestId: 'request-1',
  target: option.target,
  targetName: 'Exchange Administrator',
  how: 'active',
  scope: '/',
  scopeName: '',
  person: { id: PERSON, displayName: 'Ada Lindqvist', userPrincipalName: 'ada@contoso.example' },
  startDateTime: at(-60),
  endDateTime: at(60),
  createdDateTime: at(-60),
  state: 'live',
  path: 'direct',
  assignment: 'assigned',
};

export const grantCircumstances: GrantCircumstances = { facts: grantFacts, rules: DEFAULT_RULES, now };
