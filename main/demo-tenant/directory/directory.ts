/**
 * The demo directory: people by id and by user principal name, the tree of managers, memberships and roles.
 *
 * Order of `people`: the well-known ones, the added ones, the generated ones, then the cohorts of new hires with the managers
 * made for them; it is the order of unsorted lists.
 */
import { guidOf } from '../ids';
import { ADMINISTRATIVE_UNITS, type AdministrativeUnit, isInUnit, isRestrictedUnit, type UnitRole } from './administrative-units';
import { cohortPeople, managersWithoutMail, type SeededCohort } from './cohort-people';
import type { Cohort } from './cohorts';
import { contractorsAmong } from './contractors';
import { generatePerson } from './generate';
import { type Group, GROUPS, NEW_HIRE_GROUPS } from './groups';
import { namedPeople } from './named-people';
import { type Days, daysFrom, ordinaryPerson } from './ordinary-person';
import type { ExtraPerson, Person } from './person';
import { type IndexedBy, isIndexed, PeopleIndex } from './people-index';
import { ROLE_TEMPLATES, type RoleName, type Target } from './roles';

/** How many people report to one, on average. */
const REPORTS = 9;
/** Of all people, where nobody says how many. */
const CONTRACTOR_SHARE = 0.08;

export type DirectoryOptions = {
  /** Without those of the cohorts, who come besides. */
  readonly people: number;
  readonly cohorts: readonly Cohort[];
  /** Of the people, the well-known and the added ones among them. Left out: about one in twelve. */
  readonly contractors?: number | undefined;
  readonly seed: number;
  readonly today: Date;
  readonly operatorRoles: readonly RoleName[];
  readonly extraPeople: readonly ExtraPerson[];
};

/** What people and groups hold for a time, as of the tenant's last look at its clock. */
export type TimeBound = {
  /** Over the whole tenant. */
  readonly rolesOf: (principalId: string) => readonly RoleName[];
  readonly unitRolesOf: (principalId: string) => readonly UnitRole[];
  readonly groupIdsOf: (personId: string) => readonly string[];
  readonly ownedGroupIdsOf: (personId: string) => readonly string[];
};

const NOTHING = (): readonly never[] => [];

export class Directory {
  /** Set once, by the tenant. */
  timeBound: TimeBound = { rolesOf: NOTHING, unitRolesOf: NOTHING, groupIdsOf: NOTHING, ownedGroupIdsOf: NOTHING };
  readonly #people: Person[];
  readonly #index: PeopleIndex;
  readonly #groupsById: ReadonlyMap<string, Group>;
  /** New hires, by the day they start. */
  readonly cohorts: readonly SeededCohort[];
  /** How many people there are without the cohorts. */
  readonly besidesCohorts: number;
  readonly #seed: number;

  constructor({ people, cohorts, contractors = Math.round(people * CONTRACTOR_SHARE), seed, today, operatorRoles, extraPeople }: DirectoryOptions) {
    this.#seed = seed;
    const days = daysFrom(today);
    const extra = extraPeople.map((person, n) => ordinaryPerson(person, person.id ?? guidOf(seed, 'extra-person', n), days));
    this.#people = [...namedPeople(days, operatorRoles), ...extra];
    const known = this.#people.filter(({ kind }) => kind === 'contractor').length;
    this.#generate(people - this.#people.length, contractors - known, days);
    this.besidesCohorts = this.#people.length;
    this.cohorts = this.#addCohorts(cohorts, days);
    const absent: ReadonlySet<Group> = new Set<Group>(Object.values(NEW_HIRE_GROUPS).filter((group) => cohorts.every((cohort) => cohort.group !== group)));
    this.#groupsById = new Map(GROUPS.flatMap((group) => (absent.has(group) ? [] : [[group.id, group] as const])));
    this.#index = new PeopleIndex(this.#people);
  }

  /** The n-th generated person reports to the leader one ninth as far down the list, so that the tree stays shallow. */
  #generate(count: number, contractors: number, days: Days): void {
    const isContractor = contractorsAmong(count, contractors);
    const taken = new Set(this.#people.map((person) => person.userPrincipalName.toLowerCase()));
    const leaders: string[] = [];
    const chief = this.#people.find((person) => person.userPrincipalName.startsWith('rurik.thorvald'))?.id ?? null;
    for (let n = 0; n < count; n += 1) {
      const leader = leaders[Math.floor(leaders.length / REPORTS)] ?? chief;
      const person = generatePerson({ seed: this.#seed, n, days, taken, leader, isContractor: isContractor(n) });
      this.#people.push(person);
      if (person.kind === 'member' && person.accountEnabled) leaders.push(person.id);
    }
  }

  #addCohorts(cohorts: readonly Cohort[], days: Days): readonly SeededCohort[] {
    if (cohorts.length === 0) return [];
    const leaders = this.#people.filter((person) => person.kind === 'member' && person.accountEnabled && person.mail !== null && person.directoryRoles.length === 0);
    const draw = { seed: this.#seed, days, leaders, taken: new Set(this.#people.map((person) => person.userPrincipalName.toLowerCase())) };
    const mailless = managersWithoutMail(draw);
    this.#people.push(...mailless);
    return cohorts.map((cohort) => {
      const { people, seeded } = cohortPeople(draw, cohort, mailless);
      this.#people.push(...people);
      return seeded;
    });
  }

  get people(): readonly Person[] {
    return this.#people;
  }

  /** @param key - Object id or user principal name, in any letter case. */
  find(key: string): Person | undefined {
    const index = this.#index.places('id', key)[0] ?? this.#index.places('userPrincipalName', key)[0];
    return index === undefined ? undefined : this.#people[index];
  }

  /** Everybody with one of the values, in the order of the directory; everybody at all when there is no index of it. */
  having(property: string, values: readonly string[]): readonly Person[] {
    if (!isIndexed(property)) return this.#people;
    const places = new Set(values.flatMap((value) => this.#index.places(property, value)));
    return [...places].sort((a, b) => a - b).flatMap((index) => this.#people[index] ?? []);
  }

  /** What people are found by stays as it is. */
  update(id: string, change: Partial<Omit<Person, IndexedBy>>): void {
    const index = this.#index.places('id', id)[0];
    const person = index === undefined ? undefined : this.#people[index];
    if (index !== undefined && person) this.#people[index] = { ...person, ...change };
  }

  reportsOf(id: string): readonly Person[] {
    return this.#people.filter((person) => person.managerId === id);
  }

  groupsOf(person: Person): readonly Group[] {
    return this.#named(this.#groupIdsOf(person));
  }

  ownedGroupsOf(person: Person): readonly Group[] {
    const more = this.timeBound.ownedGroupIdsOf(person.id);
    return this.#named(more.length === 0 ? person.ownedGroupIds : [...new Set([...person.ownedGroupIds, ...more])]);
  }

  transitiveGroupsOf(person: Person): readonly Group[] {
    const found = new Map<string, Group>();
    const visit = (ids: readonly string[]): void => {
      for (const group of this.#named(ids)) {
        if (found.has(group.id)) continue;
        found.set(group.id, group);
        visit(group.parentIds);
      }
    };
    visit(this.#groupIdsOf(person));
    return [...found.values()];
  }

  /** Roles held directly or through a group. */
  rolesOf(person: Person): ReadonlySet<RoleName> {
    return new Set([...this.directRolesOf(person), ...this.transitiveGroupsOf(person).flatMap((group) => [...group.roles, ...this.timeBound.rolesOf(group.id)])]);
  }

  /** Without those that come through a group. */
  directRolesOf(person: Person): ReadonlySet<RoleName> {
    return new Set([...person.directoryRoles, ...this.timeBound.rolesOf(person.id)]);
  }

  unitRolesOf(person: Person): readonly UnitRole[] {
    return [...person.unitRoles, ...this.timeBound.unitRolesOf(person.id)];
  }

  targetOf(person: Person): Target {
    const groups = [...this.groupsOf(person), ...this.ownedGroupsOf(person)];
    return {
      roles: new Set([...this.rolesOf(person), ...this.unitRolesOf(person).map(({ role }) => role)]),
      isInRoleAssignableGroup: groups.some((group) => group.isAssignableToRole === true),
      hasRoleOverRestrictedUnit: this.unitRolesOf(person).some(({ unitId }) => isRestrictedUnit(unitId)),
    };
  }

  /** Everybody who is in the group, directly or through one within it. */
  transitiveMembersOf(groupId: string): readonly Person[] {
    return this.#people.filter((person) => this.transitiveGroupsOf(person).some(({ id }) => id === groupId));
  }

  get groups(): readonly Group[] {
    return [...this.#groupsById.values()];
  }

  group(id: string): Group | undefined {
    return this.#groupsById.get(id.toLowerCase());
  }

  unitsOf(person: Person): readonly AdministrativeUnit[] {
    return ADMINISTRATIVE_UNITS.filter((unit) => isInUnit(unit, person));
  }

  /** @returns Ids of people; empty for a unit that does not exist. */
  unitMembers(unitId: string): ReadonlySet<string> {
    const unit = ADMINISTRATIVE_UNITS.find(({ id }) => id === unitId);
    return new Set(unit ? this.#people.filter((person) => isInUnit(unit, person)).map(({ id }) => id) : []);
  }

  /** Who holds which role over the unit alone. */
  unitAdministrators(unitId: string): readonly { readonly person: Person; readonly role: RoleName }[] {
    return this.#people.flatMap((person) => this.unitRolesOf(person).filter((held) => held.unitId === unitId).map(({ role }) => ({ person, role })));
  }

  #groupIdsOf(person: Person): readonly string[] {
    const more = this.timeBound.groupIdsOf(person.id);
    return more.length === 0 ? person.groupIds : [...new Set([...person.groupIds, ...more])];
  }

  #named(ids: readonly string[]): readonly Group[] {
    return ids.flatMap((id) => this.#groupsById.get(id) ?? []);
  }
}

/** The id of an activated role in this tenant; it is not the template's id. */
export function directoryRoleId(role: RoleName): string {
  return guidOf(0, `directory-role:${ROLE_TEMPLATES[role]}`, 0);
}
