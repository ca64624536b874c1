/** The grants port over Graph: Privileged Identity Management of directory roles and of groups. */
import type { Grants } from '../../ports/grants';
import type { Graph } from './client';
import { grantsOf, grantsOfAll } from './grants-read';
import { readNotes } from './grant-notes';
import { grantRequests } from './grant-requests';
import { readGroups, readOwnedGroups } from './group-options';
import { rulesOf } from './pim-rules';
import { readRoleDefinitions } from './role-definitions';
import { readUnits } from './units';

export function createGrants(graph: Graph): Grants {
  return {
    roleDefinitions: () => readRoleDefinitions(graph),
    rules: (targets) => rulesOf(graph, targets),
    groups: (ids) => readGroups(graph, ids),
    ownedGroups: (operatorId) => readOwnedGroups(graph, operatorId),
    units: () => readUnits(graph),
    of: (personId, groupIds) => grantsOf(graph, personId, groupIds),
    all: (groupIds) => grantsOfAll(graph, groupIds),
    notes: (groupIds) => readNotes(graph, groupIds),
    ...grantRequests(graph),
  };
}
