/**
 * PIM's policies: which one holds for a role or a group, and its rules. Read only; a list must say the scope and its
 * type. Source: Graph, "List roleManagementPolicyAssignments", "Get unifiedRoleManagementPolicy", "List rules".
 */
import { ownsGroup, readsEveryGroup } from '../acts/grant-rights';
import { holdsAny, READS_ROLE_SCHEDULES } from '../directory/roles';
import { equalitiesOf } from '../odata/equalities';
import { parseExpand } from '../odata/expand';
import { onlyOptions } from '../odata/query';
import { forbidden, needScope, SCOPES } from '../permissions';
import { findPolicy, policiesOf, type Policy, rulesOf, writePolicy } from '../pim/policies';
import { contextOf, type GraphRequest, type GraphResponse, Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import type { Route } from './route';
import { listRows, tableOf } from './rows';

const POLICIES = '/policies/roleManagementPolicies';
const ASSIGNMENTS = '/policies/roleManagementPolicyAssignments';
const RULES = ['rules', 'effectiveRules'] as const;

const notFound = (id: string): Refusal => new Refusal(404, 'ResourceNotFound', `The resource '${id}' is not found.`);

function checkReader(request: GraphRequest, tenant: Tenant, { access }: Policy): void {
  needScope(request, access.kind === 'role' ? SCOPES.readRolePolicies : SCOPES.readGroupPolicies);
  const { caller } = request;
  const isReader = access.kind === 'role' ? holdsAny(caller.roles, READS_ROLE_SCHEDULES) : readsEveryGroup(caller) || ownsGroup(tenant, caller, access.groupId);
  if (!isReader) throw forbidden();
}

/** Nothing else is applied by this tenant to what a role inherits, so that the effective rules are the rules. */
function withRules(policy: Policy, expand: string | undefined): Readonly<Record<string, unknown>> {
  const names = parseExpand(expand, RULES).map(({ name }) => name);
  return { ...writePolicy(policy), ...Object.fromEntries(names.map((name) => [name, rulesOf(policy.access)])) };
}

function scoped(request: GraphRequest, tenant: Tenant): readonly Policy[] {
  const { values } = request.query;
  const given = equalitiesOf(values.get('$filter'));
  const [scopeId, scopeType] = [given.get('scopeId'), given.get('scopeType')];
  if (scopeId === undefined || scopeType === undefined) throw new Refusal(400, 'BadRequest', "The filter must name the scope: scopeId eq '...' and scopeType eq '...'.");
  const policies = policiesOf(scopeId, scopeType, (id) => tenant.grants.isOnboarded(id));
  const [first] = policies ?? [];
  if (!policies || !first) throw notFound(scopeId);
  checkReader(request, tenant, first);
  return policies;
}

function listAssignments(request: GraphRequest, tenant: Tenant): GraphResponse {
  onlyOptions(request, ['$filter', '$expand', '$select', '$top', '$skiptoken']);
  const byId = new Map(scoped(request, tenant).map((policy) => [policy.assignment.id, policy]));
  const table = tableOf('unifiedRoleManagementPolicyAssignment', ['id', 'policyId', 'scopeId', 'scopeType', 'roleDefinitionId']);
  const policy = ({ id }: { readonly id: string }, { expand }: { readonly expand: string | undefined }): unknown => {
    const found = byId.get(id);
    return found && withRules(found, expand);
  };
  return listRows(request, { context: ASSIGNMENTS.slice(1), table, expansions: { policy } }, [...byId.values()].map(({ assignment }) => assignment));
}

function found(request: GraphRequest, tenant: Tenant, id: string): Policy {
  const policy = findPolicy(id, (groupId) => tenant.grants.isOnboarded(groupId));
  if (!policy) throw notFound(id);
  checkReader(request, tenant, policy);
  return policy;
}

function getAssignment(request: GraphRequest, tenant: Tenant, id: string): GraphResponse {
  onlyOptions(request, ['$expand']);
  const policy = found(request, tenant, id);
  const [expanded] = parseExpand(request.query.values.get('$expand'), ['policy']);
  return { status: 200, body: { '@odata.context': contextOf(request, `${ASSIGNMENTS.slice(1)}/$entity`), ...policy.assignment, ...(expanded ? { policy: withRules(policy, expanded.expand) } : {}) } };
}

function listPolicies(request: GraphRequest, tenant: Tenant): GraphResponse {
  onlyOptions(request, ['$filter', '$expand']);
  const value = scoped(request, tenant).map((policy) => withRules(policy, request.query.values.get('$expand')));
  return { status: 200, body: { '@odata.context': contextOf(request, POLICIES.slice(1)), value } };
}

function getPolicy(request: GraphRequest, tenant: Tenant, id: string): GraphResponse {
  onlyOptions(request, ['$expand']);
  const policy = found(request, tenant, id);
  return { status: 200, body: { '@odata.context': contextOf(request, `${POLICIES.slice(1)}/$entity`), ...withRules(policy, request.query.values.get('$expand')) } };
}

function listRules(request: GraphRequest, tenant: Tenant, id: string): GraphResponse {
  onlyOptions(request, []);
  const policy = found(request, tenant, id);
  return { status: 200, body: { '@odata.context': contextOf(request, `${POLICIES.slice(1)}('${id}')/rules`), value: rulesOf(policy.access) } };
}

export const PIM_POLICY_ROUTES: readonly Route[] = [
  { method: 'GET', path: ASSIGNMENTS, handle: listAssignments },
  { method: 'GET', path: `${ASSIGNMENTS}/{}`, handle: getAssignment },
  { method: 'GET', path: POLICIES, handle: listPolicies },
  { method: 'GET', path: `${POLICIES}/{}`, handle: getPolicy },
  { method: 'GET', path: `${POLICIES}/{}/rules`, handle: listRules },
];
