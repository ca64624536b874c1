/**
 * The demo directory: people by id and by user principal name, the tree of managers, memberships and roles.
 *
 * Order of `people`: the well-known ones, the added ones, then the generated ones; it is the order of unsorted lists.
 */
import { guidOf } from '../ids';
import { generatePerson } from './generate';
import { type Group, GROUPS } from './groups';
import { namedPeople } from './named-people';
import { type Days, daysFrom, ordinaryPerson } from './ordinary-person';
import type { ExtraPerson, Person } from './person';
import { ROLE_TEMPLATES, type RoleName, type Target } from './roles';

/** How many people report to one, on average. */
const REPORTS = 9;

export type DirectoryOptions = {
  readonly people: number;
  readonly seed: number;
  readonly today: Date;
  readonly operatorRoles: readonly RoleName[];
  readonly extraPeople: readonly ExtraPerson[];
};

export class Directory {
  readonly #people: Person[];
  readonly #indexById = new Map<string, number>();
  readonly #indexByUpn = new Map<string, number>();
  readonly #groupsById = new Map<string, Group>(GROUPS.map((group) => [group.id, group]));
  readonly #seed: number;

  constructor({ people, seed, today, operatorRoles, extraPeople }: DirectoryOptions) {
    this.#seed = seed;
    const days = daysFrom(today);
    const extra = extraPeople.map((person, n) => ordinaryPerson(person, person.id ?? guidOf(seed, 'extra-person', n), days));
    this.#people = [...namedPeople(days, operatorRoles), ...extra];
    this.#generate(people - this.#people.length, days);
    this.#people.forEach((person, index) => {
      this.#indexById.set(person.id.toLowerCase(), index);
      this.#indexByUpn.set(person.userPrincipalName.toLowerCase(), index);
    });
  }

  /** The n-th generated person reports to the leader one ninth as far down the list, so that the tree stays shallow. */
  #generate(count: number, days: Days): void {
    const taken = new Set(this.#people.map((person) => person.userPrincipalName.toLowerCase()));
    const leaders: string[] = [];
    const chief = this.#people.find((person) => person.userPrincipalName.startsWith('rurik.thorvald'))?.id ?? null;
    for (let n = 0; n < count; n += 1) {
      const leader = leaders[Math.floor(leaders.length / REPORTS)] ?? chief;
      const person = generatePerson({ seed: this.#seed, n, days, taken, leader });
      this.#people.push(person);
      if (person.kind === 'member' && person.accountEnabled) leaders.push(person.id);
    }
  }

  get people(): readonly Person[] {
    return this.#people;
  }

  /** @param key - Object id or user principal name, in any letter case. */
  find(key: string): Person | undefined {
    const wanted = key.toLowerCase();
    const index = this.#indexById.get(wanted) ?? this.#indexByUpn.get(wanted);
    return index === undefined ? undefined : this.#people[index];
  }

  update(id: string, change: Partial<Person>): void {
    const index = this.#indexById.get(id.toLowerCase());
    const person = index === undefined ? undefined : this.#people[index];
    if (index !== undefined && person) this.#people[index] = { ...person, ...change };
  }

  reportsOf(id: string): readonly Person[] {
    return this.#people.filter((person) => person.managerId === id);
  }

  groupsOf(person: Person): readonly Group[] {
    return this.#named(person.groupIds);
  }

  ownedGroupsOf(person: Person): readonly Group[] {
    return this.#named(person.ownedGroupIds);
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
    visit(person.groupIds);
    return [...found.values()];
  }

  /** Roles held directly or through a group. */
  rolesOf(person: Person): ReadonlySet<RoleName> {
    return new Set([...person.directoryRoles, ...this.transitiveGroupsOf(person).flatMap((group) => group.roles)]);
  }

  targetOf(person: Person): Target {
    const groups = [...this.groupsOf(person), ...this.ownedGroupsOf(person)];
    return { roles: this.rolesOf(person), isInRoleAssignableGroup: groups.some((group) => group.isAssignableToRole === true) };
  }

  #named(ids: readonly string[]): readonly Group[] {
    return ids.flatMap((id) => this.#groupsById.get(id) ?? []);
  }
}

/** The id of an activated role in this tenant; it is not the template's id. */
export function directoryRoleId(role: RoleName): string {
  return guidOf(0, `directory-role:${ROLE_TEMPLATES[role]}`, 0);
}
