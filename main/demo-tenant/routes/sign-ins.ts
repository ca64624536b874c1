/**
 * `/auditLogs/signIns`, newest first. What it lacks on v1.0 is how somebody signed in. Source: Graph, "List signIns".
 */
import { holdsAny, READS_AUDITS } from '../directory/roles';
import { compileFilter } from '../odata/filter';
import { pageOf } from '../odata/page';
import { SIGN_IN_FILTERS } from '../odata/properties';
import { listOption, onlyOptions, orderOption, topOption } from '../odata/query';
import { pick } from '../odata/select';
import { forbidden, needScope, SCOPES } from '../permissions';
import { contextOf, type GraphRequest, type GraphResponse, Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import type { Route } from './route';

const PAGE = 1_000;

/** The roles are those of the directory audits; the scope is narrower. */
function checkReader(request: GraphRequest): void {
  needScope(request, SCOPES.readSignIns);
  if (!holdsAny(request.caller.roles, READS_AUDITS)) throw forbidden();
}

function list(request: GraphRequest, tenant: Tenant): GraphResponse {
  onlyOptions(request, ['$filter', '$top', '$orderby', '$skiptoken', '$select']);
  checkReader(request);
  const filterText = request.query.values.get('$filter');
  const filter = filterText === undefined ? undefined : compileFilter(filterText, SIGN_IN_FILTERS);
  if (filter?.needsAdvanced) throw new Refusal(400, 'BadRequest', 'Invalid filter clause: the operator is not supported on sign-ins.');
  const order = orderOption(request, ['createdDateTime']);
  const names = listOption(request, '$select');
  const size = topOption(request, PAGE) ?? PAGE;
  const arrived = tenant.signIns.arrived(request.at);
  const found = filter ? arrived.filter(filter.matches) : arrived;
  const newestFirst = [...found].reverse().sort((a, b) => b.createdDateTime.localeCompare(a.createdDateTime));
  const page = pageOf(request, order && !order.descending ? newestFirst.reverse() : newestFirst, size);
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(request, 'auditLogs/signIns'),
      ...(page.nextLink === undefined ? {} : { '@odata.nextLink': page.nextLink }),
      value: page.items.map((entry) => pick(entry, names, 'signIn')),
    },
  };
}

function get(request: GraphRequest, tenant: Tenant, id: string): GraphResponse {
  onlyOptions(request, ['$select']);
  checkReader(request);
  const entry = tenant.signIns.arrived(request.at).find((signIn) => signIn.id === id.toLowerCase());
  if (!entry) throw new Refusal(404, 'ResourceNotFound', `Sign-in '${id}' was not found.`);
  return { status: 200, body: { '@odata.context': contextOf(request, 'auditLogs/signIns/$entity'), ...pick(entry, listOption(request, '$select'), 'signIn') } };
}

export const SIGN_IN_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/auditLogs/signIns', handle: list },
  { method: 'GET', path: '/auditLogs/signIns/{}', handle: get },
];
