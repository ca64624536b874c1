/**
 * Time-bound grants that are there when the app is opened: roles and groups, active and eligible, some about to end, some
 * yet to start. All were made by the Head of IT, by another tool.
 *
 * They belong to ordinary people from the end of the list and to contractors, so that the well-known people stay as they
 * are described.
 */
import { activateByHand, grantByHand, type WantedGrant } from '../acts/grant-by-hand';
import type { GrantActor } from '../acts/grant';
import { FINANCE_UNIT } from '../directory/administrative-units';
import { DEMO_PEOPLE } from '../directory/demo-people';
import { TIME_BOUND_GROUPS } from '../directory/groups';
import type { Person } from '../directory/person';
import type { RoleName } from '../directory/roles';
import type { Tenant } from '../tenant';

const MINUTE = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;
/** Of the people of the seed at most this share holds something. */
const SHARE = 4;

/** Minutes from today; negative: before. */
type Seed = { readonly made: number; readonly personId: string; readonly start: number; readonly end: number; readonly thing: Omit<WantedGrant, 'minutes' | 'start'> };
type Wish = readonly [made: number, start: number, end: number, thing: Seed['thing']];

const { incident, deployment, project, finance } = TIME_BOUND_GROUPS;
const role = (name: RoleName, justification: string, ticketNumber: string, more: Partial<WantedGrant> = {}): Seed['thing'] => ({ role: name, justification, ticketNumber, ...more });
const group = (groupId: string, justification: string, ticketNumber: string, more: Partial<WantedGrant> = {}): Seed['thing'] => ({ groupId, justification, ticketNumber, ...more });

const WISHES: readonly Wish[] = [
  [-120, -120, 25, role('Exchange Administrator', 'Mail flow stopped for the warehouse', 'INC-20417')],
  [-95, -95, 40, role('Teams Administrator', 'Call queue answers nobody', 'INC-20421')],
  [-60, -60, 55, group(incident.id, 'On the bridge for INC-20421', 'INC-20421')],
  [-60, -60, 180, group(incident.id, 'On the bridge for INC-20421', 'INC-20421')],
  [-180, -180, 120, role('Intune Administrator', 'Scanners do not enrol', 'INC-20402')],
  [-2 * DAY, 30, 270, group(deployment.id, 'Release 26.3 to production', 'CHG-7719')],
  [-2 * DAY, 30, 270, group(deployment.id, 'Release 26.3 to production', 'CHG-7719')],
  [-DAY, 2 * DAY, 2 * DAY + 240, group(deployment.id, 'Release 26.4 to production', 'CHG-7731')],
  [-DAY, 2 * DAY, 2 * DAY + 6 * HOUR, role('Exchange Administrator', 'Mailbox moves at the weekend', 'CHG-7740')],
  [-20 * DAY, -20 * DAY, 12 * DAY, group(project.id, 'Aurora, second phase', 'PRJ-118')],
  [-20 * DAY, -20 * DAY, 12 * DAY, group(project.id, 'Aurora, second phase', 'PRJ-118')],
  [-19 * DAY, -19 * DAY, 70 * DAY, group(project.id, 'Aurora, second phase', 'PRJ-118', { access: 'owner' })],
  [-6 * DAY, -6 * DAY, 4 * DAY, group(finance.id, 'Closing the quarter', 'FIN-0926')],
  [-6 * DAY, -6 * DAY, 4 * DAY, group(finance.id, 'Closing the quarter', 'FIN-0926')],
  [-6 * DAY, -6 * DAY, 90 * DAY, group(finance.id, 'Closing the quarter, stand-in', 'FIN-0926', { how: 'eligible' })],
  [-30 * DAY, -30 * DAY, 60 * DAY, role('Reports Reader', 'Licence review', 'REQ-5501')],
  [-10 * DAY, -10 * DAY, 20 * DAY, role('Message Center Reader', 'Follows the roadmap', 'REQ-5530')],
  [-9 * DAY, -9 * DAY, 5 * DAY, role('Service Support Administrator', 'Stand-in for leave', 'REQ-5537')],
  [-3 * DAY, -3 * DAY, 27 * DAY, role('Security Reader', 'External audit', 'AUD-12')],
  [-2 * DAY, -2 * DAY, 5 * DAY, role('User Administrator', 'Joiners of the finance department', 'REQ-5561', { scope: `/administrativeUnits/${FINANCE_UNIT.id}` })],
  [-DAY, -DAY, 20 * DAY, role('License Administrator', 'Licences of the finance department', 'REQ-5570', { scope: `/administrativeUnits/${FINANCE_UNIT.id}` })],
  [-40 * DAY, -40 * DAY, 300 * DAY, role('Exchange Administrator', 'On the mail rota', 'REQ-5102', { how: 'eligible' })],
  [-40 * DAY, -40 * DAY, 300 * DAY, role('Teams Administrator', 'On the telephony rota', 'REQ-5103', { how: 'eligible' })],
  [-12 * DAY, -12 * DAY, 45, role('SharePoint Administrator', 'Site clean-up', 'REQ-5411', { how: 'eligible' })],
  [-5 * DAY, 7 * DAY, 97 * DAY, role('Helpdesk Administrator', 'Joins the desk next week', 'REQ-5580', { how: 'eligible' })],
  [-15, -15, 285, role('Exchange Recipient Administrator', 'Shared mailboxes for Logistics', 'REQ-5599')],
];
/** Whose eligibility for it stands in the list above, and who activates it some minutes before the app opens. */
const ACTIVATED: RoleName = 'Teams Administrator';

/** For load: nothing here needs more than the policies of these allow. */
const LOAD: readonly Seed['thing'][] = [
  role('Exchange Administrator', 'Load', 'INC-30000'), group(incident.id, 'Load', 'INC-30000'), role('Teams Administrator', 'Load', 'INC-30000'), group(deployment.id, 'Load', 'INC-30000'),
  role('Reports Reader', 'Load', 'INC-30000'), group(project.id, 'Load', 'INC-30000'), role('Service Support Administrator', 'Load', 'INC-30000'), group(finance.id, 'Load', 'INC-30000'),
  role('Message Center Reader', 'Load', 'INC-30000', { how: 'eligible' }), role('Security Reader', 'Load', 'INC-30000'),
];

/** Ends between ten minutes and seven hours from now, none at the same minute as its neighbours. */
function loadSeeds(people: readonly Person[], count: number): readonly Seed[] {
  if (count > people.length * LOAD.length) throw new RangeError(`There are too few people for ${count} live grants`);
  return Array.from({ length: count }, (_, n): Seed => {
    const round = Math.floor(n / people.length);
    const thing = LOAD[((n % people.length) + round) % LOAD.length] ?? LOAD[0];
    const personId = people[n % people.length]?.id ?? '';
    if (!thing) throw new Error('Nothing to grant');
    const made = -10 - (n % 50);
    return { made, start: made, end: 10 + ((n * 37) % 410), personId, thing };
  });
}

/** @param known - How many people at the head of the list the seed leaves alone. */
export function seedGrants(tenant: Tenant, today: Date, known: number, liveGrants: number): void {
  const { directory } = tenant;
  const at = (minutes: number): Date => new Date(today.getTime() + minutes * MINUTE);
  const ordinary = directory.people.slice(known, directory.besidesCohorts).filter((person) => person.kind === 'member' && person.accountEnabled && directory.targetOf(person).roles.size === 0 && person.isManagementRestricted !== true).reverse();
  const few = ordinary.slice(0, Math.min(WISHES.length, Math.floor(ordinary.length / SHARE)));
  const head = tenant.person(DEMO_PEOPLE.admin.id);
  const actor = (person: Person): GrantActor => ({ person, roles: directory.rolesOf(person), hasMfa: true });
  const seeds: Seed[] = [
    ...few.flatMap(({ id: personId }, n) => {
      const wish = WISHES[n];
      return wish ? [{ personId, made: wish[0], start: wish[1], end: wish[2], thing: wish[3] }] : [];
    }),
    // A project that ended yesterday, and access that did not.
    { personId: DEMO_PEOPLE.endedContractor.id, made: -40 * DAY, start: -40 * DAY, end: 20 * DAY, thing: group(project.id, 'Migration of Aurora', 'PRJ-101') },
    { personId: DEMO_PEOPLE.endingContractor.id, made: -8 * DAY, start: -8 * DAY, end: 10 * DAY, thing: group(project.id, 'Planning of Aurora', 'PRJ-118') },
    ...(liveGrants > 0 ? loadSeeds(ordinary.slice(few.length), liveGrants) : []),
  ];
  for (const { made, personId, start, end, thing } of seeds.sort((a, b) => a.made - b.made)) grantByHand(tenant, actor(head), personId, { ...thing, start: at(start), minutes: end - start }, at(made));
  const standIn = few[WISHES.findIndex(([, , , thing]) => thing.role === ACTIVATED && thing.how === 'eligible')];
  if (standIn) activateByHand(tenant, actor(standIn), { role: ACTIVATED }, 4 * HOUR, at(-8));
}
