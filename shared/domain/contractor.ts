/** Somebody whom a rule of the desk policy makes a contractor. */
import { z } from 'zod';
import { ContractEnd } from './contract';
import { known } from './known';
import { PersonReference, PersonRow } from './person';

export const Contractor = PersonRow.extend({
  employeeType: z.string().nullable(),
  companyName: z.string().nullable(),
  /** Which rule made them one. */
  because: z.string(),
  manager: known(PersonReference.nullable()),
  end: known(ContractEnd.nullable()),
  /** Newest sign-in of any kind; `null`: none on record. */
  lastSignInAt: known(z.iso.datetime({ offset: true }).nullable()),
});
export type Contractor = z.output<typeof Contractor>;
