/**
 * `/roleManagement/directory/roleDefinitions`, read only. Source: Graph, "List roleDefinitions"; `isPrivileged` is on
 * beta alone.
 */
import { holdsAny, READS_ROLE_ASSIGNMENTS } from '../directory/roles';
import { compileFilter } from '../odata/filter';
import { pageOf } from '../odata/page';
import { listOption, onlyOptions, topOption } from '../odata/query';
import { pick } from '../odata/select';
import { needScope, forbidden, SCOPES } from '../permissions';
import { ROLE_DEFINITIONS, roleDefinition } from '../pim/role-definitions';
import { contextOf, type GraphRequest, type GraphResponse, Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import type { Route } from './route';
import { LARGEST_PAGE, tableOf } from './rows';

const TABLE = tableOf('unifiedRoleDefinition', ['id', 'templateId', 'displayName'], [], ['isBuiltIn', 'isEnabled']);
const PATH = '/roleManagement/directory/roleDefinitions';

/** Members read the directory's roles without one of their own; guests do not. */
function checkReader(request: GraphRequest): void {
  needScope(request, SCOPES.readRoleDefinitions);
  if (request.caller.person.userType === 'Guest' && !holdsAny(request.caller.roles, READS_ROLE_ASSIGNMENTS)) throw forbidden();
}

function list(request: GraphRequest): GraphResponse {
  onlyOptions(request, ['$filter', '$select', '$top', '$skiptoken']);
  checkReader(request);
  const filterText = request.query.values.get('$filter');
  const found = filterText === undefined ? ROLE_DEFINITIONS : ROLE_DEFINITIONS.filter(compileFilter(filterText, TABLE).matches);
  const names = listOption(request, '$select');
  const page = pageOf(request, found, topOption(request, LARGEST_PAGE) ?? LARGEST_PAGE);
  return {
    status: 200,
    body: { '@odata.context': contextOf(request, PATH.slice(1)), ...(page.nextLink === undefined ? {} : { '@odata.nextLink': page.nextLink }), value: page.items.map((definition) => pick(definition, names, TABLE.resource)) },
  };
}

function get(request: GraphRequest, _tenant: Tenant, id: string): GraphResponse {
  onlyOptions(request, ['$select']);
  checkReader(request);
  const definition = roleDefinition(id);
  if (!definition) throw new Refusal(404, 'Request_ResourceNotFound', `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`);
  return { status: 200, body: { '@odata.context': contextOf(request, `${PATH.slice(1)}/$entity`), ...pick(definition, listOption(request, '$select'), TABLE.resource) } };
}

export const ROLE_DEFINITION_ROUTES: readonly Route[] = [
  { method: 'GET', path: PATH, handle: list },
  { method: 'GET', path: `${PATH}/{}`, handle: get },
];
