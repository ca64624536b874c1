/** Where somebody's working day begins. A zone from the list counts before one by the policy's map, and that before the desk's own. Pure. */
import type { RunMember, ZoneSource } from '../../shared/domain/run';
import type { RunRules } from '../../shared/domain/run-rules';
import type { Found } from '../ports/onboarding';

export type Start = { readonly startDateTime: string | null; readonly timeZone: string; readonly zoneFrom: ZoneSource };

/** @returns where the person's working day begins. @param machineZone - The machine's own, where the policy names none. */
export function zoneOf(member: Pick<RunMember, 'timeZone'>, person: Pick<Found, 'usageLocation' | 'country' | 'city' | 'officeLocation' | 'companyName'>, rules: RunRules, machineZone: string): Omit<Start, 'startDateTime'> {
  if (member.timeZone !== null) return { timeZone: member.timeZone, zoneFrom: 'list' };
  const mapped = rules.timeZones.find(({ property, value }) => person[property]?.trim().toLowerCase() === value.trim().toLowerCase());
  return mapped ? { timeZone: mapped.timeZone, zoneFrom: 'policy' } : { timeZone: rules.timeZone ?? machineZone, zoneFrom: 'desk' };
}
