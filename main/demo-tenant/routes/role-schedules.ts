/**
 * `/roleManagement/directory`: schedule requests, schedules and instances, for active roles and for eligible ones, and the
 * plain `roleAssignments`. Requests are the only ones that can be written.
 *
 * Source: Graph, PIM APIs and their role lists; examples of the documentation.
 */
import { cancelGrant, submitGrant } from '../acts/grant';
import { holdsAny, READS_ROLE_ASSIGNMENTS, READS_ROLE_SCHEDULES } from '../directory/roles';
import { onlyOptions } from '../odata/query';
import { forbidden, needScope, SCOPES } from '../permissions';
import type { How } from '../pim/access';
import { readWanted } from '../pim/wanted';
import { type Row, writeRequest } from '../pim/write';
import { contextOf, type GraphRequest, type GraphResponse, Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import { assignmentRows, instanceRows, requestRows, roleExpansions, scheduleRows } from './role-rows';
import type { Route } from './route';
import { type Expansions, listRows, oneRow, type Resource, tableOf } from './rows';

const ROOT = '/roleManagement/directory';
const OPTIONS = ['$filter', '$select', '$top', '$skiptoken', '$expand'] as const;
const ACCESS = ['id', 'principalId', 'roleDefinitionId', 'directoryScopeId'] as const;

const notFound = (id: string): Refusal => new Refusal(404, 'ResourceNotFound', `The resource '${id}' is not found.`);

type Kind = {
  readonly name: string;
  readonly table: Resource['table'];
  readonly scopes: readonly string[];
  readonly rows: (tenant: Tenant, at: Date) => readonly Row[];
  /** Which of the names that `$expand` can have belong to the type. */
  readonly expands: readonly string[];
};

const BASE = ['principal', 'roleDefinition', 'directoryScope', 'appScope'] as const;

function kindsOf(how: How): readonly Kind[] {
  const isActive = how === 'active';
  const word = isActive ? 'Assignment' : 'Eligibility';
  const read = isActive ? SCOPES.readAssignmentSchedules : SCOPES.readEligibility;
  const activated = isActive ? ['activatedUsing'] : [];
  const types = isActive ? ['assignmentType', 'memberType'] : ['memberType'];
  return [
    {
      name: `role${word}ScheduleRequests`,
      table: tableOf(`unifiedRole${word}ScheduleRequest`, [...ACCESS, 'status', 'action', 'targetScheduleId'], ['createdDateTime', 'completedDateTime']),
      // Reading requests takes the scope that writes them. Source: Microsoft's permissions.json.
      scopes: isActive ? SCOPES.writeAssignmentSchedules : SCOPES.writeEligibility,
      rows: (tenant, at) => requestRows(tenant, how, at),
      expands: [...BASE, ...activated, 'targetSchedule'],
    },
    {
      name: `role${word}Schedules`,
      table: tableOf(`unifiedRole${word}Schedule`, [...ACCESS, ...types, 'status', 'createdUsing'], ['createdDateTime', 'modifiedDateTime']),
      scopes: read,
      rows: (tenant, at) => scheduleRows(tenant, how, at),
      expands: [...BASE, ...activated],
    },
    {
      name: `role${word}ScheduleInstances`,
      table: tableOf(`unifiedRole${word}ScheduleInstance`, [...ACCESS, ...types, `role${word}ScheduleId`, ...(isActive ? ['roleAssignmentOriginId'] : [])], ['startDateTime', 'endDateTime']),
      scopes: read,
      rows: (tenant) => instanceRows(tenant, how),
      expands: [...BASE, ...activated],
    },
  ];
}

function resourceOf(kind: Kind, how: How, tenant: Tenant, at: Date): Resource {
  const all = roleExpansions(tenant, how, at);
  const expansions: Expansions = Object.fromEntries(kind.expands.flatMap((name) => (all[name] ? [[name, all[name]] as const] : [])));
  return { context: `${ROOT.slice(1)}/${kind.name}`, table: kind.table, expansions };
}

function readRoutes(kind: Kind, how: How): readonly Route[] {
  const path = `${ROOT}/${kind.name}`;
  const check = (request: GraphRequest): void => {
    onlyOptions(request, OPTIONS);
    needScope(request, kind.scopes);
    if (!holdsAny(request.caller.roles, READS_ROLE_SCHEDULES)) throw forbidden();
  };
  /** One's own need no role. */
  const mine: Route['handle'] = (request, tenant) => {
    onlyOptions(request, OPTIONS);
    needScope(request, kind.scopes);
    return listRows(request, resourceOf(kind, how, tenant, request.at), kind.rows(tenant, request.at).filter(({ principalId }) => principalId === request.caller.person.id));
  };
  return [
    {
      method: 'GET',
      path,
      handle: (request, tenant) => {
        check(request);
        return listRows(request, resourceOf(kind, how, tenant, request.at), kind.rows(tenant, request.at));
      },
    },
    {
      method: 'GET',
      path: `${path}/{}`,
      handle: (request, tenant, id) => {
        check(request);
        const row = kind.rows(tenant, request.at).find((each) => each.id === id);
        if (!row) throw notFound(id);
        return oneRow(request, resourceOf(kind, how, tenant, request.at), row);
      },
    },
    { method: 'GET', path: `${path}/filterByCurrentUser(on='principal')`, handle: mine },
    { method: 'GET', path: `${path}/microsoft.graph.filterByCurrentUser(on='principal')`, handle: mine },
  ];
}

function writeRoutes(how: How): readonly Route[] {
  const [write, remove] = how === 'active' ? [SCOPES.writeAssignmentSchedules, SCOPES.removeAssignmentSchedules] : [SCOPES.writeEligibility, SCOPES.removeEligibility];
  const name = how === 'active' ? 'roleAssignmentScheduleRequests' : 'roleEligibilityScheduleRequests';
  const path = `${ROOT}/${name}`;
  const create: Route['handle'] = (request, tenant) => {
    onlyOptions(request, []);
    needScope(request, remove);
    const wanted = readWanted(request.body, how, 'role');
    if (wanted.action !== 'adminRemove') needScope(request, write);
    const made = submitGrant(tenant, wanted, request.caller, request.at, request);
    return { status: 201, body: { '@odata.context': contextOf(request, `${path.slice(1)}/$entity`), ...writeRequest(made, request.at.getTime()) } };
  };
  const cancel = (request: GraphRequest, tenant: Tenant, id: string): GraphResponse => {
    onlyOptions(request, []);
    needScope(request, write);
    const found = tenant.grants.request(id);
    if (found?.how !== how || found.access.kind !== 'role') throw notFound(id);
    cancelGrant(tenant, found, request.caller, request.at, request);
    return { status: 204 };
  };
  return [
    { method: 'POST', path, handle: create },
    { method: 'POST', path: `${path}/{}/cancel`, handle: cancel },
    { method: 'POST', path: `${path}/{}/microsoft.graph.cancel`, handle: cancel },
  ];
}

const assignments: Route['handle'] = (request, tenant) => {
  onlyOptions(request, OPTIONS);
  needScope(request, SCOPES.readAssignments);
  if (!holdsAny(request.caller.roles, READS_ROLE_ASSIGNMENTS)) throw forbidden();
  const { principal, roleDefinition, directoryScope } = roleExpansions(tenant, 'active', request.at);
  const expansions: Expansions = { ...(principal && { principal }), ...(roleDefinition && { roleDefinition }), ...(directoryScope && { directoryScope }) };
  return listRows(request, { context: `${ROOT.slice(1)}/roleAssignments`, table: tableOf('unifiedRoleAssignment', ACCESS), expansions }, assignmentRows(tenant));
};

export const ROLE_ROUTES: readonly Route[] = [
  ...(['active', 'eligible'] as const).flatMap((how) => [...kindsOf(how).flatMap((kind) => readRoutes(kind, how)), ...writeRoutes(how)]),
  { method: 'GET', path: `${ROOT}/roleAssignments`, handle: assignments },
];
