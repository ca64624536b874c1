/**
 * `/auditLogs/directoryAudits`, newest first. An Authentication Administrator may not read it.
 *
 * Source: Graph, "List directoryAudits". A record can be read some minutes after the act, and 30 days long.
 */
import type { DirectoryAudit } from '../audits';
import { holdsAny, READS_AUDITS } from '../directory/roles';
import { AUDIT_FILTERS } from '../odata/properties';
import { forbidden, needScope, SCOPES } from '../permissions';
import { contextOf, type GraphRequest, type GraphResponse, Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import { checkOptions, logEntry, logPage, type LogResource } from './log-page';
import type { Route } from './route';

const RESOURCE: LogResource<DirectoryAudit> = { context: 'auditLogs/directoryAudits', type: 'directoryAudit', table: AUDIT_FILTERS, records: 'audit records', instant: 'activityDateTime', subject: null };

function checkReader(request: GraphRequest): void {
  needScope(request, SCOPES.readAudits);
  if (!holdsAny(request.caller.roles, READS_AUDITS)) throw forbidden();
}

function list(request: GraphRequest, tenant: Tenant): GraphResponse {
  checkOptions(request);
  checkReader(request);
  return logPage(request, tenant.audits.log, RESOURCE);
}

function get(request: GraphRequest, tenant: Tenant, id: string): GraphResponse {
  checkReader(request);
  const entry = logEntry(request, tenant.audits.log, id);
  if (!entry) throw new Refusal(404, 'ResourceNotFound', `Audit record '${id}' was not found.`);
  return { status: 200, body: { '@odata.context': contextOf(request, 'auditLogs/directoryAudits/$entity'), ...entry } };
}

export const AUDIT_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/auditLogs/directoryAudits', handle: list },
  { method: 'GET', path: '/auditLogs/directoryAudits/{}', handle: get },
];
