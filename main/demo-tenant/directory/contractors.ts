/**
 * What is particular to the generated contractors: who employs them, who answers for them, when their contract ends and
 * where that is written, and whether anybody noticed that it did.
 *
 * As in any directory kept by hand: the type is spelled as people spell it, the end stands in one of two places, in both or
 * nowhere, and some accounts are still enabled after it.
 */
import { type Chance, chanceOf } from '../ids';
import type { Days } from './ordinary-person';
import type { Person } from './person';
import { drawnSignIn } from './sign-in-activity';

const TYPES = [
  'Contractor', 'Contractor', 'Contractor', 'Contractor', 'Contractor', 'contractor', 'CONTRACTOR', 'Consultant', 'Consultant', 'consultant', 'External', 'EXTERNAL', 'Vendor', 'vendor',
] as const;
const FIRMS = [
  'Harbour Staffing', 'Birchwood Consulting', 'Kattegat Interim', 'Lumen Field Services', 'Meridian People', 'Northgate Crew', 'Øresund Projekt AB', 'Paragon Works', 'Quayside Technical',
  'Ridgeline Partners', 'Saltholm Logistics', 'Talent & Tide',
] as const;
/** Where HR keeps the end of a contract that no lifecycle workflow knows of. */
const END_ATTRIBUTE = 'extensionAttribute7';
const EARLIEST_END_DAYS = -200;
const LATEST_END_DAYS = 300;
/** Other chance than that of the person, so that contractors change nobody else. */
const OWN_CHANCE = 0x5f3759df;

export type ContractorDetails = Pick<
  Person,
  'accountEnabled' | 'companyName' | 'employeeLeaveDateTime' | 'employeeType' | 'managerId' | 'onPremisesExtensionAttributes' | 'signInActivity' | 'sponsorIds'
>;

/** @returns Ids of a manager or of a sponsor; one in ten has neither. */
function answerable(chance: Chance, leader: string | null): Pick<Person, 'managerId' | 'sponsorIds'> {
  const draw = chance.next();
  if (leader === null || draw < 0.1) return { managerId: null, sponsorIds: [] };
  return draw < 0.25 ? { managerId: null, sponsorIds: [leader] } : { managerId: leader, sponsorIds: [] };
}

/** @returns The end in days from today and where it is written; nowhere for one in eight. */
function contractEnd(chance: Chance, days: Days): { readonly inDays: number | null } & Pick<Person, 'employeeLeaveDateTime' | 'onPremisesExtensionAttributes'> {
  const inDays = EARLIEST_END_DAYS + chance.below(LATEST_END_DAYS - EARLIEST_END_DAYS + 1);
  const date = days(inDays).slice(0, 10);
  const draw = chance.next();
  if (draw < 0.12) return { inDays: null, employeeLeaveDateTime: null, onPremisesExtensionAttributes: {} };
  const isAttribute = draw < 0.37 || draw >= 0.9;
  return { inDays, employeeLeaveDateTime: draw < 0.37 ? null : `${date}T00:00:00Z`, onPremisesExtensionAttributes: isAttribute ? { [END_ATTRIBUTE]: date } : {} };
}

export function contractorDetails(seed: number, n: number, days: Days, leader: string | null): ContractorDetails {
  const chance = chanceOf(seed ^ OWN_CHANCE, n);
  const { inDays, ...end } = contractEnd(chance, days);
  const hasEnded = inDays !== null && inDays < 0;
  const accountEnabled = chance.next() >= (hasEnded ? 0.7 : 0.03);
  return {
    employeeType: chance.pick(TYPES),
    companyName: chance.pick(FIRMS),
    ...end,
    ...answerable(chance, leader),
    accountEnabled,
    signInActivity: drawnSignIn(chance, days, hasEnded && !accountEnabled ? -inDays : 0),
  };
}

/**
 * Spreads `wanted` contractors evenly over `count` generated people.
 *
 * @returns A test for the n-th; true for exactly `wanted` of them, or for all when there are fewer.
 */
export function contractorsAmong(count: number, wanted: number): (n: number) => boolean {
  const total = Math.max(0, Math.min(wanted, count));
  return (n) => Math.floor(((n + 1) * total) / count) > Math.floor((n * total) / count);
}
