/**
 * `PATCH /users/{id}`: disabling and enabling an account, and nothing else; 204. Source: Graph, "Update user".
 *
 * For a privileged administrator's account the app must act as the caller in full (`Directory.AccessAsUser.All`), and the
 * caller must be a more privileged one.
 */
import { checkDisabler, setEnabled } from '../acts/account';
import { isPrivileged } from '../directory/sensitive-actions';
import { onlyOptions } from '../odata/query';
import { checkUserNames } from '../odata/select';
import { forbidden, hasScope, needScope, SCOPES } from '../permissions';
import { type GraphRequest, type GraphResponse, isRecord, Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import type { Route } from './route';

const bad = (message: string): Refusal => new Refusal(400, 'Request_BadRequest', message);

/** @throws Refusal for a body that is none, for what is no property of a person, and for every property but the one. */
function wantedOf(body: unknown): boolean {
  if (!isRecord(body)) throw new Refusal(400, 'BadRequest', 'Empty Payload. JSON content expected.');
  const others = Object.keys(body).filter((name) => name !== 'accountEnabled' && name !== '@odata.type');
  checkUserNames(others);
  if (others.length > 0) throw forbidden();
  const { accountEnabled } = body;
  if (typeof accountEnabled !== 'boolean') throw bad("Invalid value specified for property 'accountEnabled' of resource 'User'.");
  return accountEnabled;
}

function patch(request: GraphRequest, tenant: Tenant, key: string): GraphResponse {
  onlyOptions(request, []);
  if (!hasScope(request, SCOPES.writePeople)) {
    needScope(request, SCOPES.enableAccount);
    needScope(request, SCOPES.peopleInFull);
  }
  const person = tenant.person(key);
  const accountEnabled = wantedOf(request.body);
  if (isPrivileged(tenant.directory.targetOf(person))) needScope(request, SCOPES.actAsCaller);
  checkDisabler(tenant, request.caller, person);
  setEnabled(tenant, request.caller.person, person, accountEnabled, request.at);
  return { status: 204 };
}

export const ACCOUNT_ROUTES: readonly Route[] = [{ method: 'PATCH', path: '/users/{}', handle: patch }];
