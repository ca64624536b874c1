/**
 * Who may do what, and since when: `roleEligibilityScheduleInstances` (eligible, not active), and
 * `roleAssignmentScheduleInstances` and `roleAssignments` (active). Read only: nothing here is ever activated, so every
 * active one is assigned, and without an end: standing. Source: Graph, PIM role lists; examples of the documentation.
 */
import { GROUPS } from '../directory/groups';
import type { Person } from '../directory/person';
import { holdsAny, READS_ROLE_ASSIGNMENTS, READS_ROLE_SCHEDULES, ROLE_TEMPLATES, type RoleName } from '../directory/roles';
import { guidOf, hashOf } from '../ids';
import { compileFilter } from '../odata/filter';
import { pageOf } from '../odata/page';
import type { FilterProperty, FilterTable } from '../odata/properties';
import { listOption, onlyOptions, topOption } from '../odata/query';
import { checkUserNames, pick, writePerson } from '../odata/select';
import { forbidden, needScope, SCOPES } from '../permissions';
import { contextOf, type GraphRequest, type GraphResponse, Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import type { Route } from './route';

type Instance = Readonly<Record<string, unknown>> & { readonly principalId: string };

const LARGEST_PAGE = 999;
const text: FilterProperty = { type: 'string', eq: 'default' };
const tableOf = (resource: string, ...more: readonly string[]): FilterTable => ({
  resource,
  properties: Object.fromEntries(['principalId', 'roleDefinitionId', 'directoryScopeId', ...more].map((name) => [name, text])),
  collections: {},
  counted: new Set(),
});

/** Known to the same service under the same id for the same role and principal. */
const idOf = (principalId: string, role: RoleName): string => guidOf(hashOf(principalId), role, 0);
const TENANT_WIDE = { directoryScopeId: '/', appScopeId: null } as const;

const eligibilities = (person: Person): readonly Instance[] =>
  person.eligibleRoles.map((role) => {
    const id = idOf(person.id, role);
    return {
      id, principalId: person.id, roleDefinitionId: ROLE_TEMPLATES[role], ...TENANT_WIDE, startDateTime: person.createdDateTime, endDateTime: null, memberType: 'Direct',
      roleEligibilityScheduleId: guidOf(hashOf(id), 'eligibility-schedule', 0),
    };
  });

function assignments(tenant: Tenant, person: Person): readonly Instance[] {
  const throughGroups = tenant.directory.groupsOf(person).flatMap((group) => group.roles.map((role) => ({ role, originId: idOf(group.id, role), memberType: 'Group' })));
  const direct = person.directoryRoles.map((role) => ({ role, originId: idOf(person.id, role), memberType: 'Direct' }));
  return [...direct, ...throughGroups].map(({ role, originId, memberType }) => ({
    id: memberType === 'Direct' ? originId : guidOf(hashOf(person.id), `${role} through ${originId}`, 0),
    principalId: person.id, roleDefinitionId: ROLE_TEMPLATES[role], ...TENANT_WIDE, startDateTime: null, endDateTime: null, assignmentType: 'Assigned', memberType,
    roleAssignmentOriginId: originId, roleAssignmentScheduleId: originId,
  }));
}

/** Here a group is a principal of its own. */
function plainAssignments(tenant: Tenant): readonly Instance[] {
  const holders = [...tenant.directory.people.map(({ id, directoryRoles }) => ({ id, roles: directoryRoles })), ...GROUPS];
  return holders.flatMap(({ id, roles }) => roles.map((role) => ({ id: idOf(id, role), principalId: id, roleDefinitionId: ROLE_TEMPLATES[role], ...TENANT_WIDE, condition: null })));
}

/** `principal` or `principal($select=id,displayName)`. @returns Undefined without the option. */
function principalOption(request: GraphRequest): { readonly names: readonly string[] | undefined } | undefined {
  const value = request.query.values.get('$expand');
  if (value === undefined) return undefined;
  const match = /^\s*principal\s*(?:\(\s*\$select\s*=\s*([\w\s,]+)\))?\s*$/.exec(value);
  if (!match) throw new Refusal(400, 'BadRequest', `Parsing OData Select and Expand failed: '${value}' cannot be expanded here.`);
  const names = match[1]?.split(',').map((part) => part.trim());
  if (names) checkUserNames(names);
  return { names };
}

function answer(request: GraphRequest, tenant: Tenant, name: string, table: FilterTable, all: readonly Instance[]): GraphResponse {
  const filterText = request.query.values.get('$filter');
  const expansion = principalOption(request);
  const names = listOption(request, '$select');
  const found = filterText === undefined ? all : all.filter(compileFilter(filterText, table).matches);
  const page = pageOf(request, found, topOption(request, LARGEST_PAGE) ?? LARGEST_PAGE);
  const written = (instance: Instance): Readonly<Record<string, unknown>> => {
    const principal = expansion && tenant.directory.find(instance.principalId);
    return { ...pick(instance, names, table.resource), ...(principal ? { principal: { '@odata.type': '#microsoft.graph.user', ...writePerson(principal, expansion.names) } } : {}) };
  };
  return {
    status: 200,
    body: { '@odata.context': contextOf(request, `roleManagement/directory/${name}`), ...(page.nextLink === undefined ? {} : { '@odata.nextLink': page.nextLink }), value: page.items.map(written) },
  };
}

const OPTIONS = ['$filter', '$select', '$top', '$skiptoken', '$expand'] as const;

function route(name: string, table: FilterTable, scopes: readonly string[], readers: ReadonlySet<RoleName>, all: (tenant: Tenant) => readonly Instance[]): Route {
  return {
    method: 'GET',
    path: `/roleManagement/directory/${name}`,
    handle: (request, tenant) => {
      onlyOptions(request, OPTIONS);
      needScope(request, scopes);
      if (!holdsAny(request.caller.roles, readers)) throw forbidden();
      return answer(request, tenant, name, table, all(tenant));
    },
  };
}

export const ROLE_ROUTES: readonly Route[] = [
  route('roleEligibilityScheduleInstances', tableOf('unifiedRoleEligibilityScheduleInstance', 'memberType'), SCOPES.readEligibility, READS_ROLE_SCHEDULES, (tenant) => tenant.directory.people.flatMap(eligibilities)),
  route('roleAssignmentScheduleInstances', tableOf('unifiedRoleAssignmentScheduleInstance', 'assignmentType', 'memberType'), SCOPES.readAssignmentSchedules, READS_ROLE_SCHEDULES, (tenant) =>
    tenant.directory.people.flatMap((person) => assignments(tenant, person))),
  route('roleAssignments', tableOf('unifiedRoleAssignment'), SCOPES.readAssignments, READS_ROLE_ASSIGNMENTS, plainAssignments),
];
