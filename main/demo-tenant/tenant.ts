/**
 * Everything the routes of the demo tenant share: the directory, the passes, the policy, the logs, the mail, and the
 * people who live in it.
 */
import { LivelyPeople, type Liveliness } from './acts/lively-people';
import { Audits } from './audits';
import { DEMO_PEOPLE } from './directory/demo-people';
import { Directory, type DirectoryOptions } from './directory/directory';
import { BREAK_GLASS, KIOSKS } from './directory/groups';
import type { Person } from './directory/person';
import type { DemoMail } from './mails';
import { History } from './history/history';
import { officeOf } from './history/places';
import type { HistoryOptions } from './history/stage';
import { SharedLists } from './shared-lists';
import { roleNameOf, unitIdOf } from './pim/access';
import { Grants, type Lags, timeBoundGroupIds, timeBoundRoles } from './pim/grants';
import { PimAudits } from './pim/pim-audits';
import { seedGrants } from './pim/seed';
import { Passes } from './passes/passes';
import { DEFAULT_POLICY, isInScope, type PassPolicy } from './passes/policy';
import { Refusal } from './protocol';
import { Registrations } from './registrations';
import { seedHistory } from './seed';
import { seedCohorts } from './seed-cohorts';
import { SignIns } from './sign-ins';

const DAY = 86_400_000;

export type TenantOptions = DirectoryOptions & Lags & {
  readonly passPolicy: Partial<PassPolicy>;
  /** How long after an act its record in the logs can be read, ms. */
  readonly auditDelayMs: number;
  /** On top of it, for each record by itself. */
  readonly auditJitter?: { readonly maximumMs: number; readonly seed: number } | undefined;
  /** Undefined: nothing happened before today but what the seed has. */
  readonly history?: HistoryOptions | undefined;
  readonly replicaDelayMs: number;
  readonly livelyPeople: Liveliness | undefined;
  /** Live time-bound grants besides the seeded ones. */
  readonly liveGrants: number;
};

export class Tenant {
  readonly directory: Directory;
  readonly passes: Passes;
  readonly audits: Audits;
  readonly signIns: SignIns;
  readonly registrations = new Registrations();
  readonly mails: DemoMail[] = [];
  readonly lively: LivelyPeople;
  readonly grants: Grants;
  readonly pimAudits: PimAudits;
  readonly history: History | undefined;
  readonly lists = new SharedLists();
  policy: PassPolicy;
  policyChangedAt: Date;

  constructor(options: TenantOptions) {
    this.directory = new Directory(options);
    const delays = { delayMs: options.auditDelayMs, jitter: options.auditJitter };
    this.audits = new Audits(delays);
    this.signIns = options.history ? new SignIns(delays, officeOf) : new SignIns(delays);
    this.history = options.history ? new History(this.directory, options.seed, options.today, options.history) : undefined;
    this.#serve(options.today);
    this.grants = this.#openGrants(options);
    this.pimAudits = new PimAudits(this.audits, this.directory, (id) => this.grants.request(id));
    this.lively = new LivelyPeople(this, options.livelyPeople, options.today);
    this.policy = { ...DEFAULT_POLICY, state: 'enabled', excludeTargets: [BREAK_GLASS, KIOSKS].map(({ id }) => ({ targetType: 'group', id })), ...options.passPolicy };
    this.policyChangedAt = new Date(options.today.getTime() - 30 * DAY);
    this.passes = new Passes({
      policy: () => this.policy,
      isInScope: (personId) => {
        const person = this.directory.find(personId);
        return person !== undefined && this.isInPassScope(person);
      },
      replicaDelayMs: options.replicaDelayMs,
    });
    // What the seed has was made outside of the desk, which is just what a history without oddities must not have.
    this.audits.isMuted = options.history?.planted === false;
    seedHistory(this, options.today);
    seedCohorts(this, options.today);
    seedGrants(this, options.today, Object.keys(DEMO_PEOPLE).length + options.extraPeople.length, options.liveGrants);
    this.audits.isMuted = false;
  }

  /** What the logs still have of the history: a month. */
  #serve(today: Date): void {
    if (!this.history) return;
    const since = today.getTime() - 30 * DAY;
    for (const audit of this.history.audits(since)) if (Date.parse(audit.activityDateTime) >= since) this.audits.log.add(audit);
    for (const signIn of this.history.signIns(since)) if (Date.parse(signIn.createdDateTime) >= since) this.signIns.log.add(signIn);
  }

  /** Whatever is held by PIM counts wherever somebody asks the directory who holds what. */
  #openGrants({ provisioningLagMs, expiryLagMs, removalLagMs }: Lags): Grants {
    const grants = new Grants(
      { provisioningLagMs, expiryLagMs, removalLagMs },
      {
        onStarted: (schedule, at) => this.pimAudits.started(schedule, at),
        onExpired: (schedule, at) => this.pimAudits.expired(schedule, at),
        onGone: (schedule, at) => this.pimAudits.gone(schedule, at),
        hasOtherGlobalAdministrator: ({ principalId }) => this.directory.people.some((person) => person.id !== principalId && person.accountEnabled && this.directory.rolesOf(person).has('Global Administrator')),
      },
    );
    this.directory.timeBound = {
      rolesOf: (principalId) => timeBoundRoles(grants, principalId),
      unitRolesOf: (principalId) => grants.instancesOf(principalId, 'active').flatMap(({ access }) => {
        const [role, unitId] = access.kind === 'role' ? [roleNameOf(access.roleDefinitionId), unitIdOf(access.directoryScopeId)] : [];
        return role !== undefined && unitId !== undefined ? [{ role, unitId }] : [];
      }),
      groupIdsOf: (personId) => timeBoundGroupIds(grants, personId, 'member'),
      ownedGroupIdsOf: (personId) => timeBoundGroupIds(grants, personId, 'owner'),
    };
    return grants;
  }

  /** The person of a route, by id or user principal name. */
  person(key: string): Person {
    const person = this.directory.find(key);
    if (!person) throw new Refusal(404, 'Request_ResourceNotFound', `Resource '${key}' does not exist or one of its queried reference-property objects are not present.`);
    return person;
  }

  isInPassScope(person: Person): boolean {
    return isInScope(this.policy, person.id, new Set(this.directory.transitiveGroupsOf(person).map((group) => group.id)));
  }

  /** Catches up with what people did of their own accord. To be called before anybody looks. */
  settle(at: Date): void {
    this.lively.settle(at);
    this.grants.settle(at);
  }
}
