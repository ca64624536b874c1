/**
 * `/auditLogs/signIns`, newest first. What it lacks on v1.0 is how somebody signed in. Source: Graph, "List signIns".
 */
import { holdsAny, READS_AUDITS } from '../directory/roles';
import { SIGN_IN_FILTERS } from '../odata/properties';
import { listOption, onlyOptions } from '../odata/query';
import { pick } from '../odata/select';
import { forbidden, needScope, SCOPES } from '../permissions';
import { contextOf, type GraphRequest, type GraphResponse, Refusal } from '../protocol';
import type { SignInRecord } from '../sign-ins';
import type { Tenant } from '../tenant';
import { checkOptions, logEntry, logPage, type LogResource } from './log-page';
import type { Route } from './route';

const RESOURCE: LogResource<SignInRecord> = { context: 'auditLogs/signIns', type: 'signIn', table: SIGN_IN_FILTERS, records: 'sign-ins', instant: 'createdDateTime', subject: 'userId' };

/** The roles are those of the directory audits; the scope is narrower. */
function checkReader(request: GraphRequest): void {
  needScope(request, SCOPES.readSignIns);
  if (!holdsAny(request.caller.roles, READS_AUDITS)) throw forbidden();
}

function list(request: GraphRequest, tenant: Tenant): GraphResponse {
  checkOptions(request);
  checkReader(request);
  return logPage(request, tenant.signIns.log, RESOURCE);
}

function get(request: GraphRequest, tenant: Tenant, id: string): GraphResponse {
  onlyOptions(request, ['$select']);
  checkReader(request);
  const entry = logEntry(request, tenant.signIns.log, id.toLowerCase());
  if (!entry) throw new Refusal(404, 'ResourceNotFound', `Sign-in '${id}' was not found.`);
  return { status: 200, body: { '@odata.context': contextOf(request, 'auditLogs/signIns/$entity'), ...pick(entry, listOption(request, '$select'), 'signIn') } };
}

export const SIGN_IN_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/auditLogs/signIns', handle: list },
  { method: 'GET', path: '/auditLogs/signIns/{}', handle: get },
];
