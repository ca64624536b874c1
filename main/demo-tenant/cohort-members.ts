/**
 * Who is in a cohort, and what stands between each of them and a pass: computed from the tenant's own state at each look,
 * never from what the seed meant.
 */
import { mayMake } from './acts/pass';
import type { DemoClock } from './clock';
import type { CohortKey } from './directory/cohorts';
import { DEMO_PEOPLE } from './directory/demo-people';
import { isExternalGuest, type Person } from './directory/person';
import type { DemoPass } from './passes/pass';
import type { Tenant } from './tenant';

/**
 * Why somebody cannot have a pass, or cannot use it. Graph makes one for a disabled account, which cannot sign in with it;
 * the others it refuses.
 */
export type PassObstacle = 'account-disabled' | 'external-guest' | 'out-of-reach' | 'left-out-by-policy';

export type CohortMember = {
  readonly person: Person;
  /** Empty: the maker can make a pass, and the person can use it. */
  readonly obstacles: readonly PassObstacle[];
  /** Usable now or later, whoever made it; making another takes its place. */
  readonly livePass: DemoPass | null;
  readonly manager: Person | null;
  readonly hasRegistered: boolean;
  readonly hasLicence: boolean;
  /** Somebody else in the tenant has the same display name. */
  readonly hasNamesake: boolean;
};

export type DemoCohort = {
  readonly key: CohortKey;
  readonly group: { readonly id: string; readonly displayName: string };
  /** As `employeeHireDate` of each of them. */
  readonly hireDate: string;
  readonly size: number;
  /** In the order of the directory. @param makerId - Who would make the passes. Default: the operator. */
  members(makerId?: string): readonly CohortMember[];
};

export function cohortsIn(tenant: Tenant, clock: DemoClock): readonly DemoCohort[] {
  const { directory } = tenant;
  return directory.cohorts.map(({ cohort: { key, group }, ids }): DemoCohort => ({
    key,
    group: { id: group.id, displayName: group.displayName },
    hireDate: tenant.person(ids[0] ?? '').employeeHireDate ?? '',
    size: ids.length,
    members: (makerId = DEMO_PEOPLE.operator.id) => {
      const at = clock.now();
      tenant.settle(at);
      const by = tenant.person(makerId);
      const maker = { person: by, roles: directory.rolesOf(by) };
      const names = new Map<string, number>();
      for (const { displayName } of directory.people) names.set(displayName, (names.get(displayName) ?? 0) + 1);
      return ids.map((id): CohortMember => {
        const person = tenant.person(id);
        const pass = tenant.passes.of(id, at);
        const isLive = pass !== undefined && (pass.isUsable || pass.methodUsabilityReason === 'NotYetValid');
        return {
          person,
          obstacles: obstaclesOf(tenant, maker, person),
          livePass: isLive ? pass : null,
          manager: person.managerId === null ? null : (directory.find(person.managerId) ?? null),
          hasRegistered: tenant.registrations.of(id).length > 0,
          hasLicence: person.assignedLicenses.length > 0,
          hasNamesake: (names.get(person.displayName) ?? 0) > 1,
        };
      });
    },
  }));
}

function obstaclesOf(tenant: Tenant, maker: Parameters<typeof mayMake>[1], person: Person): readonly PassObstacle[] {
  return [
    ...(person.accountEnabled ? [] : ['account-disabled' as const]),
    ...(isExternalGuest(person) ? ['external-guest' as const] : []),
    ...(mayMake(tenant, maker, person) ? [] : ['out-of-reach' as const]),
    ...(tenant.policy.state === 'enabled' && tenant.isInPassScope(person) ? [] : ['left-out-by-policy' as const]),
  ];
}
