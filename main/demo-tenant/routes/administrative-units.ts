/**
 * `/directory/administrativeUnits`: the units, their members, and who administers a unit alone. Read only.
 *
 * Source: Graph, "List administrativeUnits", "List members", "List scopedRoleMembers".
 */
import { ADMINISTRATIVE_UNITS, type AdministrativeUnit } from '../directory/administrative-units';
import { directoryRoleId } from '../directory/directory';
import { guidOf, hashOf } from '../ids';
import { compileFilter } from '../odata/filter';
import { pageOf } from '../odata/page';
import { UNIT_FILTERS } from '../odata/properties';
import { countOption, listOption, onlyOptions, orderOption, topOption } from '../odata/query';
import { pick } from '../odata/select';
import { forbidden, needScope, SCOPES } from '../permissions';
import { contextOf, type GraphRequest, type GraphResponse, isEventual, Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import { peopleList } from './people-list';
import type { Route } from './route';
import { unsupportedQuery } from './users';

const LARGEST_PAGE = 999;
const DEFAULT_PAGE = 100;

export function writeUnit(unit: AdministrativeUnit): Readonly<Record<string, unknown>> {
  const { id, displayName, description, isMemberManagementRestricted, membershipRule, membershipType, membershipRuleProcessingState, visibility } = unit;
  return { id, deletedDateTime: null, displayName, description, isMemberManagementRestricted, membershipRule, membershipType, membershipRuleProcessingState, visibility };
}

function checkReader(request: GraphRequest, scopes: readonly string[]): void {
  needScope(request, scopes);
  if (request.caller.person.userType === 'Guest') throw forbidden();
}

function unitOf(id: string): AdministrativeUnit {
  const unit = ADMINISTRATIVE_UNITS.find((each) => each.id === id.toLowerCase());
  if (!unit) throw new Refusal(404, 'Request_ResourceNotFound', `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`);
  return unit;
}

function list(request: GraphRequest): GraphResponse {
  onlyOptions(request, ['$filter', '$select', '$top', '$skiptoken', '$count', '$orderby']);
  checkReader(request, SCOPES.readUnits);
  const hasCount = countOption(request) && isEventual(request);
  const order = orderOption(request, ['displayName']);
  const filterText = request.query.values.get('$filter');
  const filter = filterText === undefined ? undefined : compileFilter(filterText, UNIT_FILTERS);
  if ((filter?.needsAdvanced || (filter && order)) && !hasCount) throw unsupportedQuery('The query');
  const found = filter ? ADMINISTRATIVE_UNITS.filter(filter.matches) : ADMINISTRATIVE_UNITS;
  const sorted = order ? [...found].sort((a, b) => (order.descending ? -1 : 1) * a.displayName.localeCompare(b.displayName, 'en')) : found;
  const names = listOption(request, '$select');
  const page = pageOf(request, sorted, topOption(request, LARGEST_PAGE) ?? DEFAULT_PAGE);
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(request, 'directory/administrativeUnits'),
      ...(hasCount && page.isFirst ? { '@odata.count': found.length } : {}),
      ...(page.nextLink === undefined ? {} : { '@odata.nextLink': page.nextLink }),
      value: page.items.map((unit) => pick(writeUnit(unit), names, 'administrativeUnit')),
    },
  };
}

function get(request: GraphRequest, _tenant: Tenant, id: string): GraphResponse {
  onlyOptions(request, ['$select']);
  checkReader(request, SCOPES.readUnits);
  const unit = pick(writeUnit(unitOf(id)), listOption(request, '$select'), 'administrativeUnit');
  return { status: 200, body: { '@odata.context': contextOf(request, 'directory/administrativeUnits/$entity'), ...unit } };
}

const members =
  (isCast: boolean): Route['handle'] =>
  (request, tenant, id) => {
    checkReader(request, SCOPES.readUnits);
    const unit = unitOf(id);
    const ids = tenant.directory.unitMembers(unit.id);
    return peopleList(request, tenant.directory.people.filter((person) => ids.has(person.id)), isCast);
  };

function scopedRoleMembers(request: GraphRequest, tenant: Tenant, id: string): GraphResponse {
  onlyOptions(request, []);
  checkReader(request, SCOPES.readUnitRoles);
  const unit = unitOf(id);
  const value = tenant.directory.unitAdministrators(unit.id).map(({ person, role }) => ({
    id: guidOf(hashOf(person.id), `${role} over ${unit.id}`, 0),
    roleId: directoryRoleId(role),
    administrativeUnitId: unit.id,
    roleMemberInfo: { id: person.id, displayName: person.displayName, userPrincipalName: person.userPrincipalName },
  }));
  return { status: 200, body: { '@odata.context': contextOf(request, 'scopedRoleMemberships'), value } };
}

const UNITS = '/directory/administrativeUnits';

export const UNIT_ROUTES: readonly Route[] = [
  { method: 'GET', path: UNITS, handle: list },
  { method: 'GET', path: `${UNITS}/{}`, handle: get },
  { method: 'GET', path: `${UNITS}/{}/members`, handle: members(false) },
  { method: 'GET', path: `${UNITS}/{}/members/microsoft.graph.user`, handle: members(true) },
  { method: 'GET', path: `${UNITS}/{}/scopedRoleMembers`, handle: scopedRoleMembers },
];
