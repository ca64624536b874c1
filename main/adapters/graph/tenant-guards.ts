/**
 * The guards port over Graph: who may issue passes at any time, without an end and without asking. Reading it takes a role
 * and, for privileged identity management, a licence; either is a stated gap.
 *
 * An assignment counts as standing that was assigned rather than activated and has no end. Of a role-assignable group both the
 * group and the people who hold the role through it are named. Source: Graph v1.0, unifiedRoleAssignmentScheduleInstance.
 */
import { z } from 'zod';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { TenantGuards } from '../../ports/tenant-guards';
import { batch, type BatchRead } from './batch';
import type { Answer } from './call';
import type { Graph } from './client';
import { collect } from './collection';
import { knownUnlessDown } from './known';
import { queryString, stringLiteral } from './odata';
import { text } from './person-row';

/** Roles that issue passes, by template id. */
const ISSUING = {
  'c4e39bd9-1100-46d3-8c65-fb160da0071f': 'Authentication Administrator',
  '7be44c8a-adaf-4e2a-84d6-ab2649e08a13': 'Privileged Authentication Administrator',
} as const;
type RoleId = keyof typeof ISSUING;

const Instance = z.object({
  principalId: z.string().min(1),
  assignmentType: text,
  endDateTime: text,
  principal: z.object({ displayName: text }).nullish(),
});

type Issuer = { readonly id: string; readonly displayName: string; readonly role: string };

/** Read on the Policy view alone, where one can wait. Seconds. */
const PATIENCE_SECONDS = 10;

export function createTenantGuards(graph: Graph): TenantGuards {
  return {
    standingIssuers: async () => {
      const roleIds = Object.keys(ISSUING) as RoleId[];
      const reads = Object.fromEntries(roleIds.map((id) => [id, instancesRead(id)])) as Record<RoleId, BatchRead>;
      const sent = await batch(graph, reads, { features: ['issuers'], patienceSeconds: PATIENCE_SECONDS });
      if (!sent.ok) return knownUnlessDown(sent, 'issuers');
      const issuers = await Promise.all(roleIds.map((id) => issuersOf(graph, sent.value[id], ISSUING[id])));
      const refused = issuers.find((each) => !each.ok);
      // Half a list would pass for the whole.
      return knownUnlessDown(refused ?? ok(issuers.flatMap((each) => (each.ok ? each.value : []))), 'issuers');
    },
  };
}

function instancesRead(roleId: RoleId): BatchRead {
  const query = queryString({ $filter: `roleDefinitionId eq ${stringLiteral(roleId)}`, $expand: 'principal' });
  return { path: `/roleManagement/directory/roleAssignmentScheduleInstances${query}` };
}

/** Once each, however many scopes they hold the role for. */
async function issuersOf(graph: Graph, answer: Answer, role: string): Promise<Result<readonly Issuer[], AppError>> {
  const instances = await collect(graph, answer, Instance, { feature: 'issuers', what: 'resource', effect: 'read' }, { features: ['issuers'] });
  if (!instances.ok) return instances;
  const standing = instances.value.filter(({ assignmentType, endDateTime }) => assignmentType === 'Assigned' && endDateTime === null);
  return ok([...new Map(standing.map(({ principalId, principal }) => [principalId, { id: principalId, displayName: principal?.displayName ?? principalId, role }])).values()]);
}
