/** A person who may be a contractor, as Graph describes one in a list or alone. */
import { z } from 'zod';
import type { ContractorFacts } from '../../ports/contractors';
import { attributesIn, CONTRACT_PROPERTIES, WithContract } from './contract-facts';
import { knownOf } from './known';
import { GraphUser, personRow, ROW_PROPERTIES, text } from './person-row';

export const ContractorUser = GraphUser.extend({ ...WithContract.shape, employeeType: text });
export type ContractorUser = z.output<typeof ContractorUser>;

export const CONTRACTOR_PROPERTIES = [...ROW_PROPERTIES, ...CONTRACT_PROPERTIES, 'employeeType'].join(',');

type ReadApart = Pick<ContractorFacts['contract'], 'leaveDate' | 'groups' | 'units'> & Pick<ContractorFacts, 'manager' | 'lastSignInAt'>;

export function contractorOf(user: ContractorUser, { manager, lastSignInAt, ...contract }: ReadApart): ContractorFacts {
  return {
    ...personRow(user),
    employeeType: user.employeeType,
    contract: { companyName: user.companyName, attributes: knownOf(attributesIn(user), 'people'), ...contract },
    manager,
    lastSignInAt,
  };
}

const signIn = z.iso.datetime({ offset: true }).nullish();
export const SignInActivity = z.object({ lastSignInDateTime: signIn, lastNonInteractiveSignInDateTime: signIn, lastSuccessfulSignInDateTime: signIn }).nullish();

/**
 * The newest of any kind; null: none on record. Who never signed in has no activity at all, and a kind of sign-in that never
 * happened may stand as the year 1. Source: Graph v1.0, signInActivity.
 */
export function lastSignInIn(activity: z.output<typeof SignInActivity>): string | null {
  const instants = Object.values(activity ?? {}).filter((at) => at != null && Date.parse(at) > 0) as string[];
  return instants.sort((one, other) => Date.parse(other) - Date.parse(one))[0] ?? null;
}
