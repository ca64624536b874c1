/**
 * Grants somebody makes, takes back or activates by another tool: the portal, a script. PIM's rules hold all the same.
 */
import { ROLE_TEMPLATES, type RoleName } from '../directory/roles';
import { type Access, type How, TENANT_WIDE } from '../pim/access';
import type { Action, ScheduleRequest } from '../pim/schedule';
import { NO_TICKET, type Wanted } from '../pim/wanted';
import type { Tenant } from '../tenant';
import { type GrantActor, submitGrant } from './grant';

/** What is granted: a role, by its name or the id of its definition, or a group. */
export type GrantedThing = {
  readonly role?: RoleName | (string & Record<never, never>);
  readonly groupId?: string;
  /** Of the group. Default `member`. */
  readonly access?: 'member' | 'owner';
  /** Default `active`. */
  readonly how?: How;
  /** Of the role: `/`, the default, or `/administrativeUnits/{id}`. */
  readonly scope?: string;
};

export type WantedGrant = GrantedThing & {
  /** Default: now. */
  readonly start?: Date;
  /** From the start; null: without an end. */
  readonly minutes: number | null;
  readonly justification?: string;
  readonly ticketNumber?: string;
};

/** What somebody does by another tool has no request of this tenant's log. */
const ELSEWHERE = { requestId: null, clientRequestId: null } as const;

function accessOf({ role, groupId, access = 'member', scope = TENANT_WIDE }: GrantedThing): Access {
  if (groupId !== undefined) return { kind: 'group', groupId, accessId: access };
  const known: Readonly<Record<string, string>> = ROLE_TEMPLATES;
  return { kind: 'role', roleDefinitionId: known[role ?? ''] ?? role ?? '', directoryScopeId: scope };
}

function wanted(action: Action, personId: string, thing: GrantedThing, more: Partial<Wanted> = {}): Wanted {
  return { how: thing.how ?? 'active', kind: thing.groupId === undefined ? 'role' : 'group', action, principalId: personId, access: accessOf(thing), targetScheduleId: null, scheduleInfo: null, justification: null, ticket: NO_TICKET, isValidationOnly: false, ...more };
}

function infoOf(start: Date | undefined, minutes: number | null): Readonly<Record<string, unknown>> {
  return { startDateTime: start?.toISOString() ?? null, expiration: minutes === null ? { type: 'noExpiration' } : { type: 'afterDuration', duration: `PT${minutes}M` } };
}

/** @throws Refusal for what PIM refuses. */
export function grantByHand(tenant: Tenant, by: GrantActor, personId: string, grant: WantedGrant, at: Date): ScheduleRequest {
  const { start, minutes, justification = 'Made by hand', ticketNumber = null } = grant;
  const ticket = { ticketNumber, ticketSystem: null };
  return submitGrant(tenant, wanted('adminAssign', personId, grant, { scheduleInfo: infoOf(start, minutes), justification, ticket }), by, at, ELSEWHERE);
}

export function removeByHand(tenant: Tenant, by: GrantActor, personId: string, thing: GrantedThing, at: Date): ScheduleRequest {
  return submitGrant(tenant, wanted('adminRemove', personId, thing), by, at, ELSEWHERE);
}

/** The person's own doing; where the role asks for approval it stays pending. */
export function activateByHand(tenant: Tenant, person: GrantActor, thing: GrantedThing, minutes: number, at: Date): ScheduleRequest {
  const more = { scheduleInfo: infoOf(undefined, minutes), justification: 'Needed for my work', ticket: { ticketNumber: 'SELF-1', ticketSystem: null } };
  return submitGrant(tenant, wanted('selfActivate', person.person.id, thing, more), person, at, ELSEWHERE);
}
