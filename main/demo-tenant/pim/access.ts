/**
 * What PIM gives somebody: a directory role within a scope, or a group's membership or ownership.
 *
 * Ids of assignments are made as Entra makes them, out of the ids of role and principal, so that the same role granted to
 * the same person twice has the same origin id, but another schedule. Source: examples of Graph's documentation.
 */
import { ROLE_TEMPLATES, type RoleName } from '../directory/roles';

export type RoleAccess = {
  readonly kind: 'role';
  /** For a built-in role its template id. Lower case. */
  readonly roleDefinitionId: string;
  /** `/` or `/administrativeUnits/{id}`. */
  readonly directoryScopeId: string;
};
export type GroupAccess = { readonly kind: 'group'; readonly groupId: string; readonly accessId: 'member' | 'owner' };
export type Access = RoleAccess | GroupAccess;

/** `active`: holds it; `eligible`: may activate it. */
export type How = 'active' | 'eligible';

export const TENANT_WIDE = '/';

/** The same for the same access of the same principal. */
export function keyOf(principalId: string, access: Access): string {
  const what = access.kind === 'role' ? `${access.roleDefinitionId} ${access.directoryScopeId}` : `${access.groupId} ${access.accessId}`;
  return `${principalId} ${what}`.toLowerCase();
}

const NAMES = new Map<string, RoleName>(Object.entries(ROLE_TEMPLATES).map(([name, id]) => [id, name as RoleName]));

/** Undefined for a custom role. */
export function roleNameOf(roleDefinitionId: string): RoleName | undefined {
  return NAMES.get(roleDefinitionId.toLowerCase());
}

/** The administrative unit of a scope; undefined for any other scope. */
export function unitIdOf(directoryScopeId: string): string | undefined {
  return /^\/administrativeUnits\/([^/]+)$/i.exec(directoryScopeId)?.[1]?.toLowerCase();
}

/** The first three parts of a GUID are stored with their lowest byte first. */
function bytesOf(guid: string): Buffer {
  const bytes = Buffer.from(guid.replaceAll('-', ''), 'hex');
  return Buffer.concat([bytes.subarray(0, 4).reverse(), bytes.subarray(4, 6).reverse(), bytes.subarray(6, 8).reverse(), bytes.subarray(8)]);
}

/** How ids at a unit's scope are made is not known; here the unit is one more part. */
export function originIdOf(principalId: string, { roleDefinitionId, directoryScopeId }: RoleAccess): string {
  const unitId = unitIdOf(directoryScopeId);
  const parts = [roleDefinitionId, principalId, ...(unitId === undefined ? [] : [unitId])].map(bytesOf);
  return `${Buffer.concat(parts).toString('base64url')}-${unitId === undefined ? 1 : 2}`;
}
