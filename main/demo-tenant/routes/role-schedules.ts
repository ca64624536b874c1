/**
 * `roleEligibilityScheduleInstances`: who is eligible for a role without holding it now. Read only; this is what a
 * preflight asks to find out whether a target is privileged. Source: Graph, PIM role list.
 */

import { holdsAny, READS_ROLE_SCHEDULES, ROLE_TEMPLATES } from '../directory/roles';
import { guidOf, hashOf } from '../ids';
import { compileFilter } from '../odata/filter';
import type { FilterTable } from '../odata/properties';
import { onlyOptions } from '../odata/query';
import { forbidden, needScope, SCOPES } from '../permissions';
import { contextOf, type GraphRequest, type GraphResponse } from '../protocol';
import type { Tenant } from '../tenant';
import type { Route } from './route';

const FILTERS: FilterTable = {
  resource: 'UnifiedRoleEligibilityScheduleInstance',
  properties: { principalId: { type: 'string', eq: 'default' }, roleDefinitionId: { type: 'string', eq: 'default' }, directoryScopeId: { type: 'string', eq: 'default' } },
  collections: {},
  counted: new Set(),
};

function list(request: GraphRequest, tenant: Tenant): GraphResponse {
  onlyOptions(request, ['$filter']);
  needScope(request, SCOPES.readEligibility);
  if (!holdsAny(request.caller.roles, READS_ROLE_SCHEDULES)) throw forbidden();
  const filterText = request.query.values.get('$filter');
  const instances = tenant.directory.people.flatMap((person) =>
    person.eligibleRoles.map((role) => {
      const id = guidOf(hashOf(person.id), role, 0);
      return {
        id,
        principalId: person.id,
        roleDefinitionId: ROLE_TEMPLATES[role],
        directoryScopeId: '/',
        appScopeId: null,
        startDateTime: person.createdDateTime,
        endDateTime: null,
        memberType: 'Direct',
        roleEligibilityScheduleId: guidOf(hashOf(id), 'eligibility-schedule', 0),
      };
    }),
  );
  const value = filterText === undefined ? instances : instances.filter(compileFilter(filterText, FILTERS).matches);
  return { status: 200, body: { '@odata.context': contextOf(request, 'roleManagement/directory/roleEligibilityScheduleInstances'), value } };
}

export const ROLE_ROUTES: readonly Route[] = [{ method: 'GET', path: '/roleManagement/directory/roleEligibilityScheduleInstances', handle: list }];
