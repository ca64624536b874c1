/** People for the run: members and contractors; some hold something for good, some have a contract that ends soon. */
import { DEMO_DOMAIN, DEMO_PEOPLE, type ExtraPerson } from '../../main/demo-tenant';
import type { Chance } from '../support/chance';
import { END_ATTRIBUTE } from './rules';

export type RunPerson = ExtraPerson & {
  readonly id: string;
  /** Epoch milliseconds; null without an end. */
  readonly contractEndsAt: number | null;
  /** Where the policy file has the end. */
  readonly dayInPolicy: string | null;
};

const HOUR = 3_600_000;

export function peopleFor(count: number, chance: Chance, today: number): readonly RunPerson[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(6, '0');
    const base = { id: `fa019000-0000-4000-8000-000000${number}`, displayName: `Person ${number}`, userPrincipalName: `person${number}@${DEMO_DOMAIN}`, managerId: DEMO_PEOPLE.colleague.id };
    const standing = chance.pick<Partial<ExtraPerson>>([{}, {}, { directoryRoles: ['Helpdesk Administrator'] }, { eligibleRoles: ['Teams Administrator'] }]);
    const draw = chance.next();
    if (draw < 0.5) return { ...base, ...standing, contractEndsAt: null, dayInPolicy: null };
    // The first sequences of a tenant take place on its first day, the last ones weeks later.
    const leaves = new Date(today + (index * 12 + 2 + chance.below(60)) * HOUR);
    const day = leaves.toISOString().slice(0, 10);
    const endOfDay = Date.parse(`${day}T23:59:59.000Z`);
    const contractor = { ...base, ...standing, employeeType: 'Contractor' };
    if (draw < 0.7) return { ...contractor, employeeLeaveDateTime: `${leaves.toISOString().slice(0, 19)}Z`, contractEndsAt: Math.floor(leaves.getTime() / 1000) * 1000, dayInPolicy: null };
    if (draw < 0.85) return { ...contractor, onPremisesExtensionAttributes: { [END_ATTRIBUTE]: day }, contractEndsAt: endOfDay, dayInPolicy: null };
    return { ...contractor, contractEndsAt: endOfDay, dayInPolicy: day };
  });
}
