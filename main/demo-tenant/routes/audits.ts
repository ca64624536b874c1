/**
 * `/auditLogs/directoryAudits`, newest first. An Authentication Administrator may not read it.
 *
 * Source: Graph, "List directoryAudits". A record can be read some minutes after the act.
 */
import { holdsAny, READS_AUDITS } from '../directory/roles';
import { compileFilter } from '../odata/filter';
import { pageOf } from '../odata/page';
import { AUDIT_FILTERS } from '../odata/properties';
import { listOption, onlyOptions, orderOption, topOption } from '../odata/query';
import { pick } from '../odata/select';
import { forbidden, needScope, SCOPES } from '../permissions';
import { contextOf, type GraphRequest, type GraphResponse, Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import type { Route } from './route';

const PAGE = 1_000;

function checkReader(request: GraphRequest): void {
  needScope(request, SCOPES.readAudits);
  if (!holdsAny(request.caller.roles, READS_AUDITS)) throw forbidden();
}

function list(request: GraphRequest, tenant: Tenant): GraphResponse {
  onlyOptions(request, ['$filter', '$top', '$orderby', '$skiptoken', '$select']);
  checkReader(request);
  const filterText = request.query.values.get('$filter');
  const filter = filterText === undefined ? undefined : compileFilter(filterText, AUDIT_FILTERS);
  if (filter?.needsAdvanced) throw new Refusal(400, 'BadRequest', 'Invalid filter clause: the operator is not supported on audit records.');
  const order = orderOption(request, ['activityDateTime']);
  const names = listOption(request, '$select');
  const size = topOption(request, PAGE) ?? PAGE;
  const arrived = tenant.audits.arrived(request.at);
  const found = filter ? arrived.filter(filter.matches) : arrived;
  const newestFirst = [...found].reverse().sort((a, b) => b.activityDateTime.localeCompare(a.activityDateTime));
  const page = pageOf(request, order && !order.descending ? newestFirst.reverse() : newestFirst, size);
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(request, 'auditLogs/directoryAudits'),
      ...(page.nextLink === undefined ? {} : { '@odata.nextLink': page.nextLink }),
      value: page.items.map((entry) => pick(entry, names, 'directoryAudit')),
    },
  };
}

function get(request: GraphRequest, tenant: Tenant, id: string): GraphResponse {
  checkReader(request);
  const entry = tenant.audits.arrived(request.at).find((audit) => audit.id === id);
  if (!entry) throw new Refusal(404, 'ResourceNotFound', `Audit record '${id}' was not found.`);
  return { status: 200, body: { '@odata.context': contextOf(request, 'auditLogs/directoryAudits/$entity'), ...entry } };
}

export const AUDIT_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/auditLogs/directoryAudits', handle: list },
  { method: 'GET', path: '/auditLogs/directoryAudits/{}', handle: get },
];
