/**
 * Makes the new hires of the cohorts, and the few managers without mail that some of them report to.
 *
 * They are drawn by chances of their own, so that nobody else changes, and a cohort is the same whichever others there are.
 */
import { chanceOf, guidOf, hashOf } from '../ids';
import { type CohortFlaw, planFlaws } from './cohort-flaws';
import type { Cohort } from './cohorts';
import { DEMO_DOMAIN } from './demo-people';
import { departmentGroupIds, VAULT_KEEPERS } from './groups';
import { drawName } from './names';
import { OFFICES, type Office } from './offices';
import { type Days, invited, ordinaryPerson } from './ordinary-person';
import type { ExtraPerson, Person } from './person';
import { phoneNumbers } from './phones';
import { signInActivityOf } from './sign-in-activity';

const DRAW: readonly Office[] = OFFICES.flatMap((office) => Array.from({ length: office.weight }, () => office));
const TITLES = ['Associate', 'Coordinator', 'Specialist', 'Technician', 'Analyst', 'Service Agent'] as const;
const PARTNER = 'partner.example';
/** New hires to one manager, about. */
const TEAM = 6;
const CREATED_WITHIN_DAYS = 18;
const NONE: readonly never[] = [];

export type SeededCohort = {
  readonly cohort: Cohort;
  readonly ids: readonly string[];
  /** Who has registered a method. */
  readonly registeredIds: readonly string[];
  /** For whom somebody has made a pass. */
  readonly holderIds: readonly string[];
};

export type CohortDraw = {
  readonly seed: number;
  readonly days: Days;
  /** User principal names in use, lower case; the new ones are added. */
  readonly taken: Set<string>;
  /** Whom new hires can report to. */
  readonly leaders: readonly Person[];
};

function freeName(taken: Set<string>, nameOf: (suffix: string) => string): string {
  let found = nameOf('');
  for (let n = 2; taken.has(found.toLowerCase()); n += 1) found = nameOf(String(n));
  taken.add(found.toLowerCase());
  return found;
}

/** Leads of crews who have an account and no mailbox. */
export function managersWithoutMail({ seed, days, taken }: CohortDraw): readonly Person[] {
  return [0, 1, 2].map((n) => {
    const name = drawName(chanceOf(seed ^ hashOf('manager-without-mail'), n));
    const userPrincipalName = freeName(taken, (suffix) => `${name.alias}${suffix}@${DEMO_DOMAIN}`);
    const { displayName, givenName, surname } = name;
    const { city, country } = OFFICES[0];
    return ordinaryPerson(
      { displayName, givenName, surname, userPrincipalName, preferredLanguage: name.set.language, city, country, usageLocation: country, officeLocation: city, mail: null, department: 'Production', jobTitle: 'Crew Lead', employeeId: `L${100_000 + n}`, employeeHireDate: `${days(-800 - n).slice(0, 10)}T00:00:00Z`, signInActivity: signInActivityOf(days(-3), null) },
      guidOf(seed, 'manager-without-mail', n),
      days,
    );
  });
}

/** What the flaw makes of an ordinary new hire. */
function changesBy(flaw: CohortFlaw | undefined, n: number, mailless: readonly Person[], days: Days, groupIds: readonly string[]): Partial<Person> {
  switch (flaw) {
    case 'no-manager':
      return { managerId: null };
    case 'disabled':
      return { accountEnabled: false };
    case 'no-licence':
      return { assignedLicenses: NONE };
    case 'registered':
      return { signInActivity: signInActivityOf(days(-1), null) };
    case 'manager-without-mail':
      return { managerId: mailless[n % mailless.length]?.id ?? null };
    case 'role-group':
      return { groupIds: [...groupIds, VAULT_KEEPERS.id] };
    case 'admin-role':
      return { directoryRoles: ['Exchange Administrator'] };
    case 'external-guest':
    case 'namesake':
    case 'live-pass':
    case undefined:
      return {};
  }
}

export function cohortPeople({ seed, days, taken, leaders }: CohortDraw, cohort: Cohort, mailless: readonly Person[]): { readonly people: readonly Person[]; readonly seeded: SeededCohort } {
  const own = seed ^ hashOf(`cohort:${cohort.key}`);
  const { flawOf, nameOf } = planFlaws(cohort.size, own);
  const teams = chanceOf(own, cohort.size);
  const managers = Array.from({ length: Math.ceil(cohort.size / TEAM) }, () => leaders[teams.below(leaders.length)]);
  const hired = `${days(cohort.hiredInDays).slice(0, 10)}T00:00:00Z`;

  const make = (n: number): Person => {
    const chance = chanceOf(own, n);
    const name = drawName(chanceOf(own ^ hashOf('name'), nameOf(n)));
    const office = DRAW[chance.below(DRAW.length)] ?? OFFICES[0];
    const manager = managers[n % managers.length];
    const department = manager?.department ?? 'Production';
    const createdDateTime = days(-2 - chance.below(CREATED_WITHIN_DAYS * 96) / 96);
    const groupIds = [...departmentGroupIds(department), cohort.group.id];
    const flaw = flawOf(n);
    const isGuest = flaw === 'external-guest';
    const userPrincipalName = freeName(taken, (suffix) => (isGuest ? `${name.alias}${suffix}_${PARTNER}#EXT#@${DEMO_DOMAIN}` : `${name.alias}${suffix}@${DEMO_DOMAIN}`));
    const given: ExtraPerson = {
      displayName: name.displayName, givenName: name.givenName, surname: name.surname, preferredLanguage: name.set.language, userPrincipalName,
      kind: isGuest ? 'external-guest' : 'joiner',
      createdDateTime,
      employeeHireDate: hired,
      employeeId: `${cohort.key.charAt(0).toUpperCase()}${100_000 + n}`,
      department,
      jobTitle: chance.pick(TITLES),
      mobilePhone: chance.next() < 0.6 ? phoneNumbers(n).mobile : null,
      officeLocation: office.city, city: office.city, state: office.state, country: office.country, usageLocation: office.country,
      managerId: manager?.id ?? null,
      groupIds,
      ...(isGuest ? { companyName: PARTNER, employeeType: null, ...invited(`${name.alias}@${PARTNER}`, 'Guest', chance.next() < 0.5, createdDateTime) } : {}),
      ...changesBy(flaw, n, mailless, days, groupIds),
    };
    return ordinaryPerson(given, guidOf(own, 'new-hire', n), days);
  };

  const people = Array.from({ length: cohort.size }, (_, n) => make(n));
  const idsWith = (flaw: CohortFlaw): readonly string[] => people.flatMap(({ id }, n) => (flawOf(n) === flaw ? [id] : []));
  return { people, seeded: { cohort, ids: people.map(({ id }) => id), registeredIds: idsWith('registered'), holderIds: idsWith('live-pass') } };
}
