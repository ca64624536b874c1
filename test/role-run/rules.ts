/**
 * What the desk may grant, as the counting program writes it into a policy file, and the longest time for each thing, as it
 * reckons it by itself: PIM's rule from the tenant, the rest from the same numbers that it wrote.
 */
import { writeFileSync } from 'node:fs';
import { DEMO_TENANT_ID, ROLE_TEMPLATES, type RoleName, TIME_BOUND_GROUPS } from '../../main/demo-tenant';
import { PLATFORM_OPERATORS } from '../../main/demo-tenant/directory/groups';
import type { Access, How } from '../../main/demo-tenant';
import { millisecondsOf } from '../../main/demo-tenant/pim/duration';
import { rulesFor } from '../../main/demo-tenant/pim/rules';

const MINUTE = 60_000;
export const END_ATTRIBUTE = 'extensionAttribute7';

type Allowed = { readonly longestMinutes: number; readonly as: 'active' | 'eligible' | 'choose' };
type AllowedRole = Allowed & { readonly name: RoleName; readonly where: 'tenant' | 'units' | 'both' };
type AllowedGroup = Allowed & { readonly group: { readonly id: string; readonly displayName: string }; readonly access: 'member' | 'owner' | 'both' };

const role = (name: RoleName, longestMinutes: number, where: AllowedRole['where'] = 'tenant', as: Allowed['as'] = 'choose'): AllowedRole => ({ name, longestMinutes, where, as });

export const ROLES: readonly AllowedRole[] = [
  role('Exchange Administrator', 600),
  role('Teams Administrator', 480),
  role('SharePoint Administrator', 300, 'tenant', 'eligible'),
  role('Helpdesk Administrator', 720, 'both'),
  role('User Administrator', 240, 'both'),
  role('License Administrator', 1440, 'both'),
  role('Reports Reader', 10_080),
  role('Message Center Reader', 43_200, 'tenant', 'active'),
  // PIM refuses every length of it.
  role('Printer Administrator', 480),
];
/** Owned by the operator, so that the policy allows them without naming them. */
export const OWNED = [TIME_BOUND_GROUPS.incident, TIME_BOUND_GROUPS.project, TIME_BOUND_GROUPS.finance] as const;
const OWNED_MINUTES = 20_160;
export const NAMED_GROUPS: readonly AllowedGroup[] = [
  { group: TIME_BOUND_GROUPS.deployment, longestMinutes: 480, access: 'both', as: 'choose' },
  // Its members hold User Administrator through it.
  { group: PLATFORM_OPERATORS, longestMinutes: 360, access: 'member', as: 'choose' },
];
export const NEVER: readonly RoleName[] = ['Global Administrator', 'Privileged Role Administrator', 'Application Administrator'];
/** The policy names them nowhere. */
export const UNNAMED: readonly RoleName[] = ['Billing Administrator', 'Compliance Administrator', 'Global Reader'];
export const TEMPLATES = [
  { id: 'incident', longestMinutes: 300, startWithinDays: 0 },
  { id: 'window', longestMinutes: 720, startWithinDays: 3 },
  { id: 'project', longestMinutes: 30_240, startWithinDays: 10 },
] as const;
export type TemplateId = (typeof TEMPLATES)[number]['id'];

/** @param ends - User principal name to the day of the contract's end. */
export function writePolicy(file: string, ends: Readonly<Record<string, string>>): void {
  const limits = { passesPerOperatorHour: 10_000, passesPerOperatorDay: 10_000, secondPassWithin24Hours: 'allow', verification: { kinds: ['photo-id'] } };
  const policy = {
    version: 1,
    tenantId: DEMO_TENANT_ID,
    clientId: '11111111-2222-4333-8444-555555555555',
    cloud: 'global',
    limits: { everyone: limits, privileged: limits },
    contractors: { end: { leaveDate: true, attribute: END_ATTRIBUTE, people: ends } },
    grants: {
      roles: ROLES.map(({ name, longestMinutes, as, where }) => ({ role: ROLE_TEMPLATES[name], name, longestMinutes, as, where })),
      groups: NAMED_GROUPS.map(({ group, access, longestMinutes, as }) => ({ group: group.id, name: group.displayName, access, longestMinutes, as })),
      ownedGroups: { allowed: true, longestMinutes: OWNED_MINUTES },
      never: NEVER.map((name) => ROLE_TEMPLATES[name]),
      templates: TEMPLATES.map((template) => ({ ...template, name: template.id, defaultMinutes: 60, ticketRequired: true, targets: [] })),
      ticketSystem: 'Service desk',
      remindMinutes: 15,
    },
  };
  writeFileSync(file, JSON.stringify(policy));
}

/** By the desk's own rule for the thing, ms; 0 where the policy does not allow it at all. */
function deskLimitMs(access: Access): number {
  if (access.kind === 'role') {
    const allowed = ROLES.find(({ name }) => ROLE_TEMPLATES[name] === access.roleDefinitionId);
    return (allowed?.longestMinutes ?? 0) * MINUTE;
  }
  const named = NAMED_GROUPS.find(({ group }) => group.id === access.groupId);
  if (named && (named.access === 'both' || named.access === access.accessId)) return named.longestMinutes * MINUTE;
  return access.accessId === 'member' && OWNED.some(({ id }) => id === access.groupId) ? OWNED_MINUTES * MINUTE : 0;
}

/** Of PIM's policy for whoever is granted it by an administrator, ms. */
export function pimLimitMs(access: Access, how: How): number {
  const { active, eligible } = rulesFor(access);
  const { isExpirationRequired, maximumDuration } = how === 'active' ? active : eligible;
  return isExpirationRequired ? (millisecondsOf(maximumDuration) ?? 0) : Number.POSITIVE_INFINITY;
}

/** From start to end, ms. @param template - Under which it was asked for. */
export function longestMs(access: Access, how: How, template: string): number {
  const byTemplate = TEMPLATES.find(({ id }) => id === template)?.longestMinutes ?? 0;
  return Math.min(pimLimitMs(access, how), deskLimitMs(access), byTemplate * MINUTE);
}
