/**
 * Manager, directory roles and groups of a person: what decides who may act on them, and who may vouch for them. Each is
 * read on its own and may be refused on its own.
 *
 * Of what an app may not read Graph returns id and type alone. A role without a name is a role all the same; a group without
 * one may be role-assignable, so which groups are is then not known. Source: Graph, "limited information returned for
 * inaccessible member objects".
 */
import { z } from 'zod';
import type { PersonReference, Role } from '../../../shared/domain/person';
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { BatchRead } from './batch';
import type { Answer } from './call';
import type { Graph } from './client';
import { collect } from './collection';
import type { About } from './errors';
import { pathSegment, queryString } from './odata';
import { parse } from './parse';
import { text } from './person-row';

/** A manager may be a contact (`orgContact`), which has neither UPN nor account. */
export const Reference = z.object({ id: z.string().min(1), displayName: text, mail: text });

const NAMELESS = 'Unnamed role';
/** A role that is nobody's template has no harmless namesake either: it counts as one that protects. */
export const DirectoryRole = z
  .object({ id: text, displayName: text, roleTemplateId: text })
  .transform(({ id, displayName, roleTemplateId }): Role => ({ templateId: roleTemplateId ?? id ?? '', displayName: displayName ?? roleTemplateId ?? NAMELESS }));

export const Group = z.object({ id: z.string().min(1), displayName: text, isAssignableToRole: z.boolean().nullish() });
export type Group = z.output<typeof Group>;

const MANAGER: About = { feature: 'people', what: 'manager', effect: 'read' };
export const ROLES: About = { feature: 'roles', what: 'person', effect: 'read' };

const GROUP_PROPERTIES = 'id,displayName,isAssignableToRole';
/** The most that one page takes. */
export const TOP = '999';

export function managerRead(personId: string): BatchRead {
  return { path: `/users/${pathSegment(personId)}/manager${queryString({ $select: 'id,displayName,mail' })}` };
}

/** Direct roles and those that come through a group. Filtering by type is an advanced query. */
export function rolesRead(personId: string): BatchRead {
  const query = queryString({ $select: 'id,displayName,roleTemplateId', $count: 'true' });
  return { path: `/users/${pathSegment(personId)}/transitiveMemberOf/microsoft.graph.directoryRole${query}`, isEventual: true };
}

/** Every group, nested ones too. */
export function groupsRead(personId: string): BatchRead {
  const query = queryString({ $select: GROUP_PROPERTIES, $top: TOP, $count: 'true' });
  return { path: `/users/${pathSegment(personId)}/transitiveMemberOf/microsoft.graph.group${query}`, isEventual: true };
}

/** Owning a group is not inherited, so this is no advanced query. */
export function ownedGroupsRead(personId: string): BatchRead {
  return { path: `/users/${pathSegment(personId)}/ownedObjects/microsoft.graph.group${queryString({ $select: GROUP_PROPERTIES, $top: TOP })}` };
}

/** Graph answers 404 for a person without a manager; a person who does not exist shows elsewhere. */
export function managerOf(answer: Answer): Result<PersonReference | null, AppError> {
  const manager = parse(answer, Reference, MANAGER);
  if (manager.ok) return ok({ ...manager.value, displayName: manager.value.displayName ?? '' });
  return manager.error.kind === 'not-found' ? ok(null) : manager;
}

export function rolesOf(graph: Graph, answer: Answer): Promise<Result<readonly Role[], AppError>> {
  return collect(graph, answer, DirectoryRole, ROLES, { features: ['people'], isEventual: true });
}

export function groupsOf(graph: Graph, answer: Answer): Promise<Result<readonly Group[], AppError>> {
  return collect(graph, answer, Group, ROLES, { features: ['people'], isEventual: true });
}

export function ownedGroupsOf(graph: Graph, answer: Answer): Promise<Result<readonly Group[], AppError>> {
  return collect(graph, answer, Group, ROLES, { features: ['people'] });
}

/** Names of the role-assignable ones among them. */
export function roleAssignable(groups: Result<readonly Group[], AppError>): Result<readonly string[], AppError> {
  if (!groups.ok) return groups;
  // Every group has a name: one without was withheld.
  if (groups.value.some(({ displayName, isAssignableToRole }) => displayName === null && isAssignableToRole == null)) {
    return err({ kind: 'not-permitted', graphCode: '', requestId: '', missing: { scopes: [], roles: [] } });
  }
  return ok(groups.value.filter((group) => group.isAssignableToRole === true).map(({ displayName, id }) => displayName ?? id));
}

export function namesOf(roles: Result<readonly Role[], AppError>): Result<readonly string[], AppError> {
  return roles.ok ? ok(roles.value.map(({ displayName }) => displayName)) : roles;
}
