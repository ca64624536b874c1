/** Looks into the tenant without asking it: the truth, whatever its replicas and delayed logs tell a caller. */
import type { DirectoryAudit } from './audits';
import type { DemoClock } from './clock';
import type { Person } from './directory/person';
import type { RoleName } from './directory/roles';
import type { DemoMail } from './mails';
import { type PassAct, passActs } from './pass-acts';
import type { DemoPass, PassEvent } from './passes/pass';
import type { PassPolicy } from './passes/policy';
import type { GrantEvent } from './pim/schedule';
import { type DemoGrant, shownInstances, shownSchedules } from './pim/shown';
import type { Registration } from './registrations';
import type { RequestLogEntry } from './request-log';
import type { SignInRecord } from './sign-ins';
import type { Simulate } from './simulate';
import type { Tenant } from './tenant';

/** Nothing here changes anything, but for `signIn`. */
export type DemoTenantState = {
  readonly people: readonly Person[];
  /** @param key - Id or user principal name. */
  person(key: string): Person | undefined;
  passOf(personId: string): DemoPass | undefined;
  /** Every pass there is, usable or not. */
  passes(): readonly DemoPass[];
  /** Passes that are usable now or will be. */
  livePasses(): readonly DemoPass[];
  /** Everything that happened to passes, oldest first. */
  readonly passEvents: readonly PassEvent[];
  /** Every pass made, displaced or taken back, oldest first, and whether whoever asked for it was told. */
  passActs(): readonly PassAct[];
  /** True when the passcode belongs to the person's pass. Uses nothing up. */
  opens(personId: string, passcode: string): boolean;
  /** The same as `simulate.signIn`. */
  signIn(personId: string, passcode: string): boolean;
  readonly passPolicy: PassPolicy;
  /** Every record, those that cannot be read yet among them. */
  readonly audits: readonly DirectoryAudit[];
  readonly signIns: readonly SignInRecord[];
  /** Everything mailed, oldest first. */
  readonly mails: readonly DemoMail[];
  /** Every time-bound or permanent grant PIM made that is in force or will be. */
  schedules(): readonly DemoGrant[];
  /** Those that are there now. What people hold without PIM is in `person`. */
  instances(): readonly DemoGrant[];
  /** Everything that happened to grants, oldest first. */
  readonly grantEvents: readonly GrantEvent[];
  /** Roles the person holds over the whole tenant now, in whatever way. */
  rolesOf(personId: string): readonly RoleName[];
  /** Ids of groups the person is in now, in whatever way. */
  groupIdsOf(personId: string): readonly string[];
  /** Methods registered while the tenant ran, and the one of the person whose method changed yesterday. */
  registrations(): readonly Registration[];
};

export function stateOf(tenant: Tenant, clock: DemoClock, simulate: Simulate, log: readonly RequestLogEntry[]): DemoTenantState {
  /** The tenant as it is now, after what people did of their own accord. */
  const settled = (): Tenant => {
    tenant.settle(clock.now());
    return tenant;
  };
  const passes = (): readonly DemoPass[] => settled().passes.all(clock.now());
  return {
    people: tenant.directory.people,
    person: (key) => tenant.directory.find(key),
    passOf: (personId) => settled().passes.of(personId, clock.now()),
    passes,
    livePasses: () => passes().filter(({ isUsable, methodUsabilityReason }) => isUsable || methodUsabilityReason === 'NotYetValid'),
    get passEvents() {
      return settled().passes.events;
    },
    passActs: () => passActs(settled().passes.events, log),
    opens: (personId, passcode) => tenant.passes.opens(personId, passcode),
    signIn: (personId, passcode) => simulate.signIn(personId, passcode),
    get passPolicy() {
      return tenant.policy;
    },
    get audits() {
      return settled().audits.entries;
    },
    get signIns() {
      return settled().signIns.entries;
    },
    mails: tenant.mails,
    schedules: () => shownSchedules(settled().grants),
    instances: () => shownInstances(settled().grants),
    get grantEvents() {
      return settled().grants.events;
    },
    rolesOf: (personId) => [...settled().directory.rolesOf(tenant.person(personId))],
    groupIdsOf: (personId) => settled().directory.transitiveGroupsOf(tenant.person(personId)).map(({ id }) => id),
    registrations: () => settled().registrations.all(),
  };
}
