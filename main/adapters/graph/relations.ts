/**
 * Manager, directory roles and role-assignable groups of a person: what decides who may act on them, and who may vouch
 * for them. Each is read on its own and may be refused on its own.
 */
import { z } from 'zod';
import type { PersonReference } from '../../../shared/domain/person';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { BatchRead } from './batch';
import type { Answer } from './call';
import type { Graph } from './client';
import { collect } from './collection';
import type { About } from './errors';
import { pathSegment, queryString } from './odata';
import { parse } from './parse';
import { text } from './person-row';

/** A manager may be a contact (`orgContact`), which has neither UPN nor account. */
const Reference = z.object({ id: z.string().min(1), displayName: text, mail: text });
const Role = z.object({ displayName: text, roleTemplateId: text });
const Group = z.object({ id: z.string(), displayName: text, isAssignableToRole: z.boolean().nullish() });

const MANAGER: About = { feature: 'people', what: 'manager', effect: 'read' };
const ROLES: About = { feature: 'roles', what: 'person', effect: 'read' };

export function managerRead(personId: string): BatchRead {
  return { path: `/users/${pathSegment(personId)}/manager${queryString({ $select: 'id,displayName,mail' })}` };
}

/** Direct roles and those that come through a group. Filtering by type is an advanced query. */
export function rolesRead(personId: string): BatchRead {
  const query = queryString({ $select: 'id,displayName,roleTemplateId', $count: 'true' });
  return { path: `/users/${pathSegment(personId)}/transitiveMemberOf/microsoft.graph.directoryRole${query}`, isEventual: true };
}

export function groupsRead(personId: string): BatchRead {
  const query = queryString({ $select: 'id,displayName,isAssignableToRole', $top: '999', $count: 'true' });
  return { path: `/users/${pathSegment(personId)}/transitiveMemberOf/microsoft.graph.group${query}`, isEventual: true };
}

/** Graph answers 404 for a person without a manager; a person who does not exist shows elsewhere. */
export function managerOf(answer: Answer): Result<PersonReference | null, AppError> {
  const manager = parse(answer, Reference, MANAGER);
  if (manager.ok) return ok({ ...manager.value, displayName: manager.value.displayName ?? '' });
  return manager.error.kind === 'not-found' ? ok(null) : manager;
}

export async function rolesOf(graph: Graph, answer: Answer): Promise<Result<readonly string[], AppError>> {
  const roles = await collect(graph, answer, Role, ROLES, { features: ['people'], isEventual: true });
  return roles.ok ? ok(roles.value.map(({ displayName, roleTemplateId }) => displayName ?? roleTemplateId ?? 'Unnamed role')) : roles;
}

export async function roleAssignableGroupsOf(graph: Graph, answer: Answer): Promise<Result<readonly string[], AppError>> {
  const groups = await collect(graph, answer, Group, ROLES, { features: ['people'], isEventual: true });
  return groups.ok ? ok(groups.value.filter((group) => group.isAssignableToRole === true).map(({ displayName, id }) => displayName ?? id)) : groups;
}
