/**
 * Everything the routes of the demo tenant share: the directory, the passes, the policy, the audits.
 */
import { Audits, ACTIVITIES } from './audits';
import { DEMO_PEOPLE } from './directory/demo-people';
import { Directory, type DirectoryOptions } from './directory/directory';
import { BREAK_GLASS } from './directory/groups';
import type { Person } from './directory/person';
import { Passes } from './passes/passes';
import { DEFAULT_POLICY, isInScope, type PassPolicy } from './passes/policy';
import { Refusal } from './protocol';

const HOUR = 3_600_000;

export type TenantOptions = DirectoryOptions & { readonly passPolicy: Partial<PassPolicy> };

export class Tenant {
  readonly directory: Directory;
  readonly passes: Passes;
  readonly audits = new Audits();
  policy: PassPolicy;
  policyChangedAt: Date;

  constructor(options: TenantOptions) {
    this.directory = new Directory(options);
    this.policy = { ...DEFAULT_POLICY, state: 'enabled', excludeTargets: [{ targetType: 'group', id: BREAK_GLASS.id }], ...options.passPolicy };
    this.policyChangedAt = new Date(options.today.getTime() - 30 * 24 * HOUR);
    this.passes = new Passes({
      policy: () => this.policy,
      isInScope: (personId) => {
        const person = this.directory.find(personId);
        return person !== undefined && this.isInPassScope(person);
      },
    });
    this.#seedPasses(options.today);
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

  /** Passes that a colleague made before the app was opened, with their audits. */
  #seedPasses(today: Date): void {
    const seed = (person: { readonly id: string }, madeHoursAgo: number, startsInHours: number, lifetimeInMinutes: number, isUsableOnce: boolean): void => {
      const at = new Date(today.getTime() - madeHoursAgo * HOUR);
      const colleague = this.directory.find(DEMO_PEOPLE.colleague.id);
      const target = this.directory.find(person.id);
      if (!colleague || !target) return;
      const startDateTime = new Date(today.getTime() + startsInHours * HOUR);
      this.passes.create(target.id, { startDateTime, lifetimeInMinutes, isUsableOnce }, at, { requestId: null, callerId: colleague.id });
      this.audits.add(ACTIVITIES.passCreated, colleague, target, at);
    };
    seed(DEMO_PEOPLE.withExpiredPass, 72, -72, 60, true);
    seed(DEMO_PEOPLE.withFuturePass, 2, 24, 480, false);
    seed(DEMO_PEOPLE.withLivePass, 1, -1, 240, false);
  }
}
