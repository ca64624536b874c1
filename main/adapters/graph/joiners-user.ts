/** Somebody who starts soon or started lately, as Graph describes them in a list. */
import { z } from 'zod';
import type { Known } from '../../../shared/domain/known';
import type { Joiner } from '../../../shared/domain/onboarding';
import { GraphUser, personRow, ROW_PROPERTIES, text } from './person-row';

/** A date that is asked for by itself elsewhere: unreadable counts as absent. */
const instant = z.iso.datetime({ offset: true }).nullish().catch(null).transform((value) => value ?? null);

/** What a start and its time zone are worked out from. */
export const WithPlace = z.object({ employeeHireDate: instant, usageLocation: text, country: text, city: text, officeLocation: text, companyName: text });
export type WithPlace = z.output<typeof WithPlace>;

export const PLACE_PROPERTIES = ['employeeHireDate', 'usageLocation', 'country', 'city', 'officeLocation', 'companyName'] as const;

export const JoinerUser = GraphUser.extend({ ...WithPlace.shape, createdDateTime: instant, assignedLicenses: z.array(z.unknown()).nullish() });
export type JoinerUser = z.output<typeof JoinerUser>;

export const JOINER_PROPERTIES = [...ROW_PROPERTIES, ...PLACE_PROPERTIES, 'createdDateTime', 'assignedLicenses'].join(',');

export function placeOf({ employeeHireDate, usageLocation, country, city, officeLocation, companyName }: WithPlace): WithPlace {
  return { employeeHireDate, usageLocation, country, city, officeLocation, companyName };
}

export function joinerOf(user: JoinerUser, lastSignInAt: Known<string | null>): Joiner {
  return { ...personRow(user), ...placeOf(user), createdDateTime: user.createdDateTime, licences: user.assignedLicenses?.length ?? null, lastSignInAt };
}
