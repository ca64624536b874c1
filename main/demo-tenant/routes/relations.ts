/**
 * What a person is linked to: manager, reports, sponsors, groups, roles and administrative units, owned groups.
 *
 * Casting the transitive list to one type is an advanced query. Source: Graph, "Advanced query capabilities".
 */
import type { AdministrativeUnit } from '../directory/administrative-units';
import { directoryRoleId } from '../directory/directory';
import type { Group } from '../directory/groups';
import type { Person } from '../directory/person';
import { ROLE_TEMPLATES, type RoleName } from '../directory/roles';
import { compileFilter } from '../odata/filter';
import { pageOf } from '../odata/page';
import { type FilterTable, GROUP_FILTERS, ROLE_FILTERS } from '../odata/properties';
import { countOption, listOption, onlyOptions, orderOption, topOption } from '../odata/query';
import { checkUserNames, pick, writePerson } from '../odata/select';
import { needScope, SCOPES } from '../permissions';
import { contextOf, type GraphRequest, type GraphResponse, isEventual, Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import { writeUnit } from './administrative-units';
import type { Route } from './route';
import { unsupportedQuery } from './users';
import { writeGroup } from './write-group';

const LARGEST_PAGE = 999;
const DEFAULT_PAGE = 100;

function writeRole(role: RoleName): Readonly<Record<string, unknown>> {
  return { id: directoryRoleId(role), deletedDateTime: null, description: `Holders of ${role}.`, displayName: role, roleTemplateId: ROLE_TEMPLATES[role] };
}

function peopleList(request: GraphRequest, people: readonly Person[]): GraphResponse {
  onlyOptions(request, ['$select', '$top', '$skiptoken', '$count']);
  const names = listOption(request, '$select');
  if (names) checkUserNames(names);
  const hasCount = countOption(request) && isEventual(request);
  const page = pageOf(request, people, topOption(request, LARGEST_PAGE) ?? DEFAULT_PAGE);
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(request, 'directoryObjects'),
      ...(hasCount && page.isFirst ? { '@odata.count': people.length } : {}),
      ...(page.nextLink === undefined ? {} : { '@odata.nextLink': page.nextLink }),
      value: page.items.map((person) => ({ '@odata.type': '#microsoft.graph.user', ...writePerson(person, names) })),
    },
  };
}

function manager(request: GraphRequest, tenant: Tenant, key: string): GraphResponse {
  onlyOptions(request, ['$select']);
  needScope(request, SCOPES.manager);
  const { managerId } = tenant.person(key);
  const found = managerId === null ? undefined : tenant.directory.find(managerId);
  if (!found) throw new Refusal(404, 'Request_ResourceNotFound', "Resource 'manager' does not exist or one of its queried reference-property objects are not present.");
  const names = listOption(request, '$select');
  if (names) checkUserNames(names);
  return { status: 200, body: { '@odata.context': contextOf(request, 'directoryObjects/$entity'), '@odata.type': '#microsoft.graph.user', ...writePerson(found, names) } };
}

function reports(request: GraphRequest, tenant: Tenant, key: string): GraphResponse {
  needScope(request, SCOPES.reports);
  return peopleList(request, tenant.directory.reportsOf(tenant.person(key).id));
}

function sponsors(request: GraphRequest, tenant: Tenant, key: string): GraphResponse {
  needScope(request, SCOPES.manager);
  return peopleList(request, tenant.person(key).sponsorIds.flatMap((id) => tenant.directory.find(id) ?? []));
}

type Member = { readonly type: 'group' | 'directoryRole' | 'administrativeUnit'; readonly body: Readonly<Record<string, unknown>> };
type Cast = Member['type'] | undefined;

const groupMember = (group: Group): Member => ({ type: 'group', body: writeGroup(group) });
const roleMember = (role: RoleName): Member => ({ type: 'directoryRole', body: writeRole(role) });
const unitMember = (unit: AdministrativeUnit): Member => ({ type: 'administrativeUnit', body: writeUnit(unit) });

const TABLES: Readonly<Record<'group' | 'directoryRole', FilterTable>> = { group: GROUP_FILTERS, directoryRole: ROLE_FILTERS };

function memberList(request: GraphRequest, members: readonly Member[], cast: Cast, isAlwaysAdvanced: boolean): GraphResponse {
  onlyOptions(request, ['$select', '$filter', '$orderby', '$top', '$skiptoken', '$count']);
  const hasCount = countOption(request) && isEventual(request);
  const order = orderOption(request, ['displayName']);
  const filterText = request.query.values.get('$filter');
  if ((isAlwaysAdvanced || order || filterText !== undefined) && !hasCount) throw unsupportedQuery('The query on a relationship');
  let bodies = members.filter((member) => cast === undefined || member.type === cast);
  if (filterText !== undefined) {
    if (cast !== 'group' && cast !== 'directoryRole') throw new Refusal(400, 'Request_UnsupportedQuery', 'The specified filter to the reference property query is currently not supported.');
    const { matches } = compileFilter(filterText, TABLES[cast]);
    bodies = bodies.filter((member) => matches(member.body));
  }
  const nameOf = (member: Member): string => String(member.body.displayName);
  if (order) bodies = [...bodies].sort((a, b) => (order.descending ? -1 : 1) * nameOf(a).localeCompare(nameOf(b), 'en'));
  const names = listOption(request, '$select');
  const page = pageOf(request, bodies, topOption(request, LARGEST_PAGE) ?? DEFAULT_PAGE);
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(request, cast === undefined ? 'directoryObjects' : `${cast}s`),
      ...(hasCount && page.isFirst ? { '@odata.count': bodies.length } : {}),
      ...(page.nextLink === undefined ? {} : { '@odata.nextLink': page.nextLink }),
      value: page.items.map(({ type, body }) => ({ ...(cast === undefined ? { '@odata.type': `#microsoft.graph.${type}` } : {}), ...pickOf(body, names, cast, type) })),
    },
  };
}

/** Over a mixed list a property that the one type has and the other has not is left out of the other. */
function pickOf(body: Member['body'], names: readonly string[] | undefined, cast: Cast, type: Member['type']): Readonly<Record<string, unknown>> {
  return pick(body, cast === undefined ? names?.filter((name) => Object.hasOwn(body, name)) : names, type);
}

function direct(tenant: Tenant, person: Person): readonly Member[] {
  return [...tenant.directory.groupsOf(person).map(groupMember), ...[...tenant.directory.directRolesOf(person)].map(roleMember), ...tenant.directory.unitsOf(person).map(unitMember)];
}

function transitive(tenant: Tenant, person: Person): readonly Member[] {
  return [...tenant.directory.transitiveGroupsOf(person).map(groupMember), ...[...tenant.directory.rolesOf(person)].map(roleMember), ...tenant.directory.unitsOf(person).map(unitMember)];
}

const CASTS: readonly (readonly [suffix: string, cast: Cast])[] = [
  ['', undefined],
  ['/microsoft.graph.group', 'group'],
  ['/microsoft.graph.directoryRole', 'directoryRole'],
  ['/microsoft.graph.administrativeUnit', 'administrativeUnit'],
];

const membershipRoutes: readonly Route[] = CASTS.flatMap(([suffix, cast]): readonly Route[] => [
  {
    method: 'GET',
    path: `/users/{}/memberOf${suffix}`,
    handle: (request, tenant, key) => {
      needScope(request, SCOPES.membership);
      return memberList(request, direct(tenant, tenant.person(key)), cast, false);
    },
  },
  {
    method: 'GET',
    path: `/users/{}/transitiveMemberOf${suffix}`,
    handle: (request, tenant, key) => {
      needScope(request, SCOPES.transitiveMembership);
      return memberList(request, transitive(tenant, tenant.person(key)), cast, cast !== undefined);
    },
  },
  {
    method: 'GET',
    path: `/users/{}/ownedObjects${suffix}`,
    handle: (request, tenant, key) => {
      needScope(request, SCOPES.reports);
      return memberList(request, tenant.directory.ownedGroupsOf(tenant.person(key)).map(groupMember), cast, false);
    },
  },
]);

export const RELATION_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/users/{}/manager', handle: manager },
  { method: 'GET', path: '/users/{}/directReports', handle: reports },
  { method: 'GET', path: '/users/{}/sponsors', handle: sponsors },
  ...membershipRoutes,
];
