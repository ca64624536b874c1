/**
 * A user as Graph describes one, and the row this app makes of it.
 *
 * Graph leaves out what is empty and what was not selected, so everything but the id may be missing. Names stay as they
 * are, whatever they hold: views pass them through `displayText`.
 */
import { z } from 'zod';
import type { PersonKind, PersonRow } from '../../../shared/domain/person';

/** What a result row needs, and no more: each property costs. */
export const ROW_PROPERTIES = [
  'id',
  'displayName',
  'userPrincipalName',
  'mail',
  'department',
  'jobTitle',
  'employeeId',
  'accountEnabled',
  'userType',
  'creationType',
  'externalUserState',
  'identities',
] as const;

/** Missing and null are one: there is none. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);

export const GraphUser = z.object({
  id: z.guid(),
  displayName: text,
  userPrincipalName: text,
  mail: text,
  department: text,
  jobTitle: text,
  employeeId: text,
  accountEnabled: z
    .boolean()
    .nullish()
    .transform((value) => value ?? null),
  userType: text,
  creationType: text,
  externalUserState: text,
  identities: z.array(z.object({ signInType: text, issuer: text })).nullish(),
});
export type GraphUser = z.output<typeof GraphUser>;

/** A user with what a pass and a verification are decided by besides the row. */
export const UserOnFile = GraphUser.extend({ mobilePhone: text, businessPhones: z.array(z.string()).nullish(), employeeType: text });

export const FILE_PROPERTIES = [...ROW_PROPERTIES, 'mobilePhone', 'businessPhones', 'employeeType'] as const;

export function personRow(user: GraphUser): PersonRow {
  return {
    id: user.id,
    displayName: user.displayName ?? '',
    userPrincipalName: user.userPrincipalName ?? '',
    mail: user.mail,
    department: user.department,
    jobTitle: user.jobTitle,
    employeeId: user.employeeId,
    accountEnabled: user.accountEnabled,
    kind: personKind(user),
  };
}

/**
 * Where the person's credentials live. Any one sign of a home elsewhere decides: a pass for an external account cannot
 * work, and Graph refuses it. Source: Entra "Properties of a B2B collaboration user"; signs as in facts 1.5.
 */
export function personKind(user: Pick<GraphUser, 'userType' | 'creationType' | 'externalUserState' | 'identities' | 'userPrincipalName'>): PersonKind {
  const isExternal =
    user.creationType === 'Invitation' ||
    // Empty is what some tools leave behind when they clear it.
    (user.externalUserState ?? '') !== '' ||
    /#EXT#/i.test(user.userPrincipalName ?? '') ||
    (user.identities ?? []).some(({ signInType }) => signInType === 'federated');
  const isGuest = user.userType?.toLowerCase() === 'guest';
  if (isExternal) return isGuest ? 'external-guest' : 'external-member';
  return isGuest ? 'internal-guest' : 'member';
}
