/**
 * Where PIM keeps what. Requests are the only thing one may write; schedules are current and future, instances current.
 * Directory roles and groups have twins of each. Source: Graph v1.0, "PIM APIs"; facts 5.1 and 6.
 */
import type { GrantHow, GrantKind } from '../../../shared/domain/grant';

export type PimSide = 'role' | 'group';
export type PimResource = 'ScheduleRequests' | 'Schedules' | 'ScheduleInstances';

export function sideOf(kind: GrantKind): PimSide {
  return kind === 'role' ? 'role' : 'group';
}

export function pimPath(side: PimSide, how: GrantHow, resource: PimResource): string {
  return side === 'role'
    ? `/roleManagement/directory/${how === 'active' ? 'roleAssignment' : 'roleEligibility'}${resource}`
    : `/identityGovernance/privilegedAccess/group/${how === 'active' ? 'assignment' : 'eligibility'}${resource}`;
}
