/**
 * Who plays which part in a history. Nobody plays two: what was planted for one person is never blurred by what else
 * happens to them.
 */
import { DEMO_PEOPLE } from '../directory/demo-people';
import type { Directory } from '../directory/directory';
import type { Person } from '../directory/person';
import type { RoleName } from '../directory/roles';
import { chanceOf } from '../ids';

export type Tier = 'standard' | 'contractor' | 'privileged';

export type Cast = {
  /** The demo's own operator first. */
  readonly operators: readonly Person[];
  /** Get passes from the desk in turn, so that nobody has a third one within 30 days. */
  readonly customers: readonly Person[];
  readonly grantees: readonly Person[];
  /** To whom everything else happens. */
  readonly bystanders: readonly Person[];
  /** For what is planted. */
  readonly reserved: readonly Person[];
  /** Administrators who use the portal or a script. */
  readonly outsiders: readonly [Person, Person];
  readonly tierOf: (person: Person) => Tier;
  readonly managerOf: (person: Person) => Person | undefined;
};

const GRANTEES = 12;
const BYSTANDERS = 24;
/** A different one for each pass that is planted at one time; see `plant.ts`. */
export const RESERVED = 125;

const HARMLESS: ReadonlySet<RoleName> = new Set<RoleName>(['Directory Readers', 'Guest Inviter', 'Message Center Reader', 'Reports Reader', 'User Experience Success Manager', 'Usage Summary Reports Reader']);

function shuffled(people: readonly Person[], seed: number): readonly Person[] {
  const chance = chanceOf(seed, 0x68697374);
  const order = [...people];
  for (let n = order.length - 1; n > 0; n -= 1) {
    const other = chance.below(n + 1);
    const [one, two] = [order[n], order[other]];
    if (one && two) [order[n], order[other]] = [two, one];
  }
  return order;
}

/**
 * @param team - How many operators.
 * @param customers - How many people at least.
 * @throws RangeError when the directory has too few people.
 */
export function castOf(directory: Directory, seed: number, team: number, customers: number): Cast {
  const named = new Set<string>(Object.values(DEMO_PEOPLE).map(({ id }) => id));
  const tiers = new Map<string, Tier>();
  const tierOf = (person: Person): Tier => {
    const known = tiers.get(person.id);
    if (known) return known;
    const { roles, isInRoleAssignableGroup } = directory.targetOf(person);
    const isPrivileged = isInRoleAssignableGroup || [...roles, ...person.eligibleRoles].some((role) => !HARMLESS.has(role));
    const tier = isPrivileged ? 'privileged' : person.kind === 'contractor' ? 'contractor' : 'standard';
    tiers.set(person.id, tier);
    return tier;
  };
  const isFit = (person: Person): boolean =>
    !named.has(person.id) && person.accountEnabled && (person.kind === 'member' || person.kind === 'contractor') && person.isManagementRestricted === null && person.country !== null;
  const fit = shuffled(directory.people.slice(0, directory.besidesCohorts).filter(isFit), seed);
  const isStaff = (person: Person): boolean => person.department === 'IT' && tierOf(person) === 'standard';
  const staff = [...fit.filter(isStaff), ...fit.filter((person) => !isStaff(person))];
  const take = (from: readonly Person[], count: number, without: ReadonlySet<Person>): readonly Person[] => from.filter((person) => !without.has(person)).slice(0, count);
  const operators = take(staff, team - 1, new Set());
  const taken = new Set(operators);
  // Each kind of verification that is too weak needs somebody it is too weak for.
  const rare = [...fit.filter((person) => !taken.has(person) && tierOf(person) === 'contractor').slice(0, 3), ...fit.filter((person) => !taken.has(person) && tierOf(person) === 'privileged').slice(0, 2)];
  for (const person of rare) taken.add(person);
  const plain = fit.filter((person) => !taken.has(person) && tierOf(person) === 'standard');
  const part = (from: number, count: number): readonly Person[] => plain.slice(from, from + count);
  const reserved = [...rare, ...part(0, RESERVED - rare.length)];
  const grantees = part(RESERVED, GRANTEES);
  const bystanders = part(RESERVED + GRANTEES, BYSTANDERS);
  for (const person of [...reserved, ...grantees, ...bystanders]) taken.add(person);
  const others = fit.filter((person) => !taken.has(person));
  const privileged = others.filter((person) => tierOf(person) === 'privileged').slice(0, Math.ceil(customers / 25));
  // A few of them are always among the customers, however small a desk is.
  const rest = [...privileged, ...others.filter((person) => !privileged.includes(person))];
  if (rest.length < customers || bystanders.length < BYSTANDERS) throw new RangeError(`A history like this needs ${customers - rest.length + BYSTANDERS - bystanders.length} more people in the directory`);
  const who = (key: keyof typeof DEMO_PEOPLE): Person => {
    const person = directory.find(DEMO_PEOPLE[key].id);
    if (!person) throw new Error(`The directory has no ${key}`);
    return person;
  };
  return {
    operators: [who('operator'), ...operators],
    customers: rest.slice(0, customers),
    grantees,
    bystanders,
    reserved,
    outsiders: [who('colleague'), who('admin')],
    tierOf,
    managerOf: ({ managerId }) => (managerId === null ? undefined : directory.find(managerId)),
  };
}
