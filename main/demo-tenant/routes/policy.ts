/**
 * The authentication methods policy: the whole of it to read, its TAP configuration to read, change and reset.
 *
 * An Authentication Administrator may read neither. Source: Graph, role lists of the policy APIs.
 */
import { ACTIVITIES } from '../audits';
import { holdsAny, READS_METHODS_POLICY, WRITES_METHODS_POLICY } from '../directory/roles';
import { onlyOptions } from '../odata/query';
import { changedPolicy, DEFAULT_POLICY, type PassPolicy, POLICY_TYPE } from '../passes/policy';
import { accessDenied, needScope, SCOPES } from '../permissions';
import { contextOf, type GraphRequest, type GraphResponse, Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import type { Route } from './route';

function checkReader(request: GraphRequest, scopes: readonly string[]): void {
  onlyOptions(request, []);
  needScope(request, scopes, accessDenied);
  if (!holdsAny(request.caller.roles, READS_METHODS_POLICY)) throw accessDenied();
}

function checkWriter(request: GraphRequest): void {
  onlyOptions(request, []);
  needScope(request, SCOPES.writePassPolicy, accessDenied);
  if (!holdsAny(request.caller.roles, WRITES_METHODS_POLICY)) throw accessDenied();
}

/** The path takes the id in any case; other methods exist in the service, but not in the demo. */
function checkId(id: string): void {
  if (id.toLowerCase() !== 'temporaryaccesspass') throw new Refusal(404, 'resourceNotFound', `The configuration '${id}' was not found.`);
}

function writePolicy(policy: PassPolicy): Readonly<Record<string, unknown>> {
  return { '@odata.type': POLICY_TYPE, id: 'TemporaryAccessPass', ...policy };
}

function getPassPolicy(request: GraphRequest, tenant: Tenant, id: string): GraphResponse {
  checkId(id);
  checkReader(request, SCOPES.readPassPolicy);
  return { status: 200, body: { '@odata.context': contextOf(request, 'authenticationMethodConfigurations/$entity'), ...writePolicy(tenant.policy) } };
}

function getWhole(request: GraphRequest, tenant: Tenant): GraphResponse {
  checkReader(request, SCOPES.readMethodsPolicy);
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(request, 'authenticationMethodsPolicy'),
      id: 'authenticationMethodsPolicy',
      displayName: 'Authentication Methods Policy',
      description: 'Which authentication methods people of the tenant may use',
      lastModifiedDateTime: tenant.policyChangedAt.toISOString(),
      policyVersion: '1.5',
      policyMigrationState: 'migrationComplete',
      registrationEnforcement: { authenticationMethodsRegistrationCampaign: { snoozeDurationInDays: 1, state: 'default', excludeTargets: [], includeTargets: [] } },
      authenticationMethodConfigurations: [writePolicy(tenant.policy)],
    },
  };
}

function change(request: GraphRequest, tenant: Tenant, policy: PassPolicy, activity: typeof ACTIVITIES.policyChanged | typeof ACTIVITIES.policyReset): GraphResponse {
  tenant.policy = policy;
  tenant.policyChangedAt = request.at;
  tenant.audits.add(activity, request.caller.person, null, request.at);
  return { status: 204 };
}

function patch(request: GraphRequest, tenant: Tenant, id: string): GraphResponse {
  checkId(id);
  checkWriter(request);
  return change(request, tenant, changedPolicy(tenant.policy, request.body), ACTIVITIES.policyChanged);
}

function reset(request: GraphRequest, tenant: Tenant, id: string): GraphResponse {
  checkId(id);
  checkWriter(request);
  return change(request, tenant, DEFAULT_POLICY, ACTIVITIES.policyReset);
}

const CONFIGURATION = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/{}';

export const POLICY_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/policies/authenticationMethodsPolicy', handle: getWhole },
  { method: 'GET', path: CONFIGURATION, handle: getPassPolicy },
  { method: 'PATCH', path: CONFIGURATION, handle: patch },
  { method: 'DELETE', path: CONFIGURATION, handle: reset },
];
