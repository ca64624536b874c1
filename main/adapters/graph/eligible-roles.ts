/**
 * Roles a person may activate but does not hold at the moment. An Authentication Administrator may not read them, and they
 * take a licence for privileged identity management; either is a stated gap.
 *
 * The list names roles by the id of their definition, which for a built-in role is its template id.
 * Source: Graph v1.0, unifiedRoleEligibilityScheduleInstance.
 */
import { z } from 'zod';
import type { Role } from '../../../shared/domain/person';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { BatchRead } from './batch';
import type { Answer } from './call';
import type { Graph } from './client';
import { collect } from './collection';
import { queryString, stringLiteral } from './odata';
import { roleName } from './role-names';

const Instance = z.object({ roleDefinitionId: z.string().min(1) });

export function eligibleRolesRead(personId: string): BatchRead {
  return { path: `/roleManagement/directory/roleEligibilityScheduleInstances${queryString({ $filter: `principalId eq ${stringLiteral(personId)}` })}` };
}

/** Once each, however many scopes they are eligible for. */
export async function eligibleRolesOf(graph: Graph, answer: Answer): Promise<Result<readonly Role[], AppError>> {
  const instances = await collect(graph, answer, Instance, { feature: 'eligibleRoles', what: 'resource', effect: 'read' }, { features: ['people'] });
  if (!instances.ok) return instances;
  const ids = new Set(instances.value.map(({ roleDefinitionId }) => roleDefinitionId));
  return ok([...ids].map((templateId) => ({ templateId, displayName: roleName(templateId) })));
}
