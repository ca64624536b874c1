/**
 * A directory user somebody looks up.
 *
 * Names mirror Microsoft Graph v1.0 `user`. Every string is directory data and therefore untrusted: it may hold markup,
 * direction marks or ten thousand characters, so views pass it through `displayText` and never through HTML.
 */
import { z } from 'zod';
import { known } from './known';
import { Pass } from './pass';

/**
 * Where the person's credentials live. `userType` alone does not say: external members and internal guests exist.
 * Source: Entra "Properties of a B2B collaboration user".
 */
export const PersonKind = z.enum(['member', 'internal-guest', 'external-guest', 'external-member']);
export type PersonKind = z.output<typeof PersonKind>;

export const PersonRow = z.object({
  id: z.guid(),
  displayName: z.string(),
  userPrincipalName: z.string(),
  mail: z.string().nullable(),
  department: z.string().nullable(),
  jobTitle: z.string().nullable(),
  employeeId: z.string().nullable(),
  /** Null when Graph did not return it. */
  accountEnabled: z.boolean().nullable(),
  kind: PersonKind,
});
export type PersonRow = z.output<typeof PersonRow>;

export const PersonReference = z.object({ id: z.string(), displayName: z.string(), mail: z.string().nullable() });
export type PersonReference = z.output<typeof PersonReference>;

/** What the second batch adds to a visible row. `null` manager: there is none. */
export const PersonExtras = z.object({
  id: z.guid(),
  manager: known(PersonReference.nullable()),
  roles: known(z.array(z.string()).readonly()),
});
export type PersonExtras = z.output<typeof PersonExtras>;

/** One registered authentication method, reduced to what a helpdesk may read aloud. Phone numbers come masked from Graph. */
export const RegisteredMethod = z.object({
  id: z.string(),
  type: z.enum([
    'password',
    'phone',
    'email',
    'authenticator',
    'fido2',
    'windows-hello',
    'software-oath',
    'hardware-oath',
    'passkey',
    'platform-credential',
    'temporary-access-pass',
    'other',
  ]),
  detail: z.string(),
  createdDateTime: z.iso.datetime({ offset: true }).nullable(),
});
export type RegisteredMethod = z.output<typeof RegisteredMethod>;

/** A directory role; `templateId` is the same in every tenant. */
export const Role = z.object({ templateId: z.string(), displayName: z.string() });
export type Role = z.output<typeof Role>;

/** A change of phone, manager or method from the directory audit, newest first. */
export const RecentChange = z.object({
  at: z.iso.datetime({ offset: true }),
  /** In Entra's words. */
  what: z.string(),
  /** What cannot be used to verify the caller for a while; `pass`: one was made or removed, which changes none of them. */
  kind: z.enum(['phone', 'manager', 'method', 'pass']),
  by: z.string(),
});
export type RecentChange = z.output<typeof RecentChange>;

/** How far back {@link RecentChange}s are read, days. Entra keeps 7 days without a licence (facts: audit retention). */
export const RECENT_CHANGE_DAYS = 7;

export const PersonDetails = PersonRow.extend({
  mobilePhone: z.string().nullable(),
  businessPhones: z.array(z.string()).readonly(),
  employeeType: z.string().nullable(),
  companyName: z.string().nullable(),
  officeLocation: z.string().nullable(),
  employeeHireDate: z.iso.datetime({ offset: true }).nullable(),
  createdDateTime: z.iso.datetime({ offset: true }).nullable(),
  manager: known(PersonReference.nullable()),
  roles: known(z.array(z.string()).readonly()),
  /** Role-assignable groups the person is in: they put the person out of an Authentication Administrator's reach. */
  roleAssignableGroups: known(z.array(z.string()).readonly()),
  methods: known(z.array(RegisteredMethod).readonly()),
  contractEnd: known(z.iso.datetime({ offset: true }).nullable()),
  recentChanges: known(z.array(RecentChange).readonly()),
  /** `null`: no pass. */
  pass: known(Pass.nullable()),
  /** When the answers above left Graph, by this desk's clock. */
  readAt: z.iso.datetime(),
});
export type PersonDetails = z.output<typeof PersonDetails>;
