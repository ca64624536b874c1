/**
 * `revokeSignInSessions`. It answers 200 with a value, although 204 was documented for long; the sessions of people whose
 * account lives elsewhere are not touched. Source: Graph, "revokeSignInSessions" and known issues.
 */
import { ACTIVITIES } from '../audits';
import { isoSeconds } from '../directory/ordinary-person';
import { isExternal } from '../directory/person';
import { mayRevokeSessions } from '../directory/roles';
import { rolesOver } from '../directory/roles-over';
import { onlyOptions } from '../odata/query';
import { forbidden, needScope, restricted, SCOPES } from '../permissions';
import { contextOf, type GraphRequest, type GraphResponse } from '../protocol';
import type { Tenant } from '../tenant';
import type { Route } from './route';

function revoke(request: GraphRequest, tenant: Tenant, key: string): GraphResponse {
  onlyOptions(request, []);
  needScope(request, SCOPES.revokeSessions);
  const person = tenant.person(key);
  const isSelf = person.id === request.caller.person.id;
  const held = rolesOver(tenant.directory, request.caller.person, request.caller.roles, person);
  if (!isSelf && !mayRevokeSessions(held, tenant.directory.targetOf(person))) throw person.isManagementRestricted ? restricted() : forbidden();
  if (!isExternal(person)) tenant.directory.update(person.id, { signInSessionsValidFromDateTime: isoSeconds(request.at) });
  tenant.audits.add(ACTIVITIES.sessionsRevoked, request.caller.person, person, request.at);
  return { status: 200, body: { '@odata.context': contextOf(request, 'Edm.Boolean'), value: true } };
}

export const SESSION_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/users/{}/revokeSignInSessions', handle: revoke },
  { method: 'POST', path: '/users/{}/microsoft.graph.revokeSignInSessions', handle: revoke },
];
