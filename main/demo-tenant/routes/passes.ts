/**
 * `/users/{id}/authentication/temporaryAccessPassMethods`: list, create, get, delete.
 *
 * Who may do it for whom: Entra, "Temporary Access Pass" how-to and "Privileged roles and permissions". Where the service
 * documents no error code, the ones that were seen in public are used.
 */
import { ACTIVITIES } from '../audits';
import { isExternalGuest, type Person } from '../directory/person';
import { holdsAny, mayManageMethods, READS_METHODS } from '../directory/roles';
import { onlyOptions } from '../odata/query';
import type { DemoPass, NewPass } from '../passes/passes';
import { LIFETIME_BOUNDS, type PassPolicy } from '../passes/policy';
import { accessDenied, needScope, SCOPES } from '../permissions';
import { contextOf, type GraphRequest, type GraphResponse, isRecord, Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import type { Route } from './route';

export const PASS_TYPE = '#microsoft.graph.temporaryAccessPassAuthenticationMethod';

const bad = (message: string): Refusal => new Refusal(400, 'badRequest', message);
const notFound = (): Refusal => new Refusal(404, 'resourceNotFound', 'The requested authentication method was not found.');

const isSelf = (request: GraphRequest, person: Person): boolean => request.caller.person.id === person.id;

/** Reading is not limited to those whom the caller may act on: what is protected is the act. */
export function checkReader(request: GraphRequest, person: Person, all: readonly string[], own: readonly string[]): void {
  const isOwn = isSelf(request, person);
  needScope(request, isOwn ? own : all, accessDenied);
  if (!isOwn && !holdsAny(request.caller.roles, READS_METHODS)) throw accessDenied();
}

function checkManager(request: GraphRequest, tenant: Tenant, person: Person): void {
  needScope(request, SCOPES.writePasses, accessDenied);
  if (!mayManageMethods(request.caller.roles, tenant.directory.targetOf(person))) throw accessDenied();
}

/** @param passcode - Only in the answer to the create; null everywhere else. */
export function writePass(pass: DemoPass, passcode: string | null): Readonly<Record<string, unknown>> {
  return {
    id: pass.id,
    temporaryAccessPass: passcode,
    createdDateTime: pass.createdDateTime,
    startDateTime: pass.startDateTime,
    lifetimeInMinutes: pass.lifetimeInMinutes,
    isUsableOnce: pass.isUsableOnce,
    isUsable: pass.isUsable,
    methodUsabilityReason: pass.methodUsabilityReason,
  };
}

const contextFor = (request: GraphRequest, person: Person, rest = ''): string => contextOf(request, `users('${person.id}')/authentication/temporaryAccessPassMethods${rest}`);

function list(request: GraphRequest, tenant: Tenant, key: string): GraphResponse {
  onlyOptions(request, []);
  const person = tenant.person(key);
  checkReader(request, person, SCOPES.readPasses, SCOPES.readOwnPasses);
  const pass = tenant.passes.of(person.id, request.at);
  return { status: 200, body: { '@odata.context': contextFor(request, person), value: pass ? [writePass(pass, null)] : [] } };
}

function get(request: GraphRequest, tenant: Tenant, key: string, passId: string): GraphResponse {
  onlyOptions(request, []);
  const person = tenant.person(key);
  checkReader(request, person, SCOPES.readPasses, SCOPES.readOwnPasses);
  const pass = tenant.passes.of(person.id, request.at);
  if (pass?.id !== passId.toLowerCase()) throw notFound();
  return { status: 200, body: { '@odata.context': contextFor(request, person, '/$entity'), '@odata.type': PASS_TYPE, ...writePass(pass, null) } };
}

const READ_ONLY = new Set(['@odata.type', 'id', 'createdDateTime', 'isUsable', 'methodUsabilityReason', 'temporaryAccessPass']);
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,12})?)?(Z|[+-]\d{2}:\d{2})$/i;

/** The body of a create, checked for its types. Properties the service sets itself are passed over. */
function readBody(body: unknown): { readonly lifetimeInMinutes?: number; readonly isUsableOnce?: boolean; readonly startDateTime?: Date } {
  if (!isRecord(body)) throw bad('A JSON object is expected in the body of the request.');
  for (const name of Object.keys(body)) {
    if (!READ_ONLY.has(name) && name !== 'lifetimeInMinutes' && name !== 'isUsableOnce' && name !== 'startDateTime') {
      throw bad(`The property '${name}' does not exist on type '${PASS_TYPE.slice(1)}'.`);
    }
  }
  const { lifetimeInMinutes: lifetime = null, isUsableOnce: once = null, startDateTime: start = null } = body;
  if (lifetime !== null && (typeof lifetime !== 'number' || !Number.isInteger(lifetime))) throw bad("Cannot convert the value of 'lifetimeInMinutes' to the expected type 'Edm.Int32'.");
  if (once !== null && typeof once !== 'boolean') throw bad("Cannot convert the value of 'isUsableOnce' to the expected type 'Edm.Boolean'.");
  if (start !== null && (typeof start !== 'string' || !INSTANT.test(start) || Number.isNaN(Date.parse(start)))) throw bad("Cannot convert the value of 'startDateTime' to the expected type 'Edm.DateTimeOffset'.");
  return {
    ...(lifetime === null ? {} : { lifetimeInMinutes: lifetime }),
    ...(once === null ? {} : { isUsableOnce: once }),
    ...(start === null ? {} : { startDateTime: new Date(start) }),
  };
}

/** What the policy makes of the wish. A start in the past counts from now; the service documents nothing for it. */
function withinPolicy(body: ReturnType<typeof readBody>, policy: PassPolicy, at: Date): NewPass {
  const minimum = Math.max(policy.minimumLifetimeInMinutes, LIFETIME_BOUNDS.minimum);
  const maximum = Math.min(policy.maximumLifetimeInMinutes, LIFETIME_BOUNDS.maximum);
  const lifetimeInMinutes = body.lifetimeInMinutes ?? policy.defaultLifetimeInMinutes;
  if (lifetimeInMinutes < minimum || lifetimeInMinutes > maximum) throw bad(`Invalid LifetimeInMinutes specified. The valid range between ${minimum} and ${maximum}.`);
  if (policy.isUsableOnce && body.isUsableOnce === false) throw bad('Invalid IsUsableOnce specified. The policy of the tenant allows one-time passes only.');
  const start = body.startDateTime && body.startDateTime > at ? body.startDateTime : at;
  return { startDateTime: start, lifetimeInMinutes, isUsableOnce: policy.isUsableOnce || (body.isUsableOnce ?? false) };
}

function create(request: GraphRequest, tenant: Tenant, key: string): GraphResponse {
  onlyOptions(request, []);
  const person = tenant.person(key);
  checkManager(request, tenant, person);
  if (isSelf(request, person)) throw accessDenied();
  const body = readBody(request.body);
  if (isExternalGuest(person)) throw bad('Temporary Access Pass cannot be added to an external guest user.');
  if (tenant.policy.state === 'disabled' || !tenant.isInPassScope(person)) throw bad('Converged UserCredentialPolicy does not allow creating or updating this authentication method for the user.');
  const wanted = withinPolicy(body, tenant.policy, request.at);
  const { pass, passcode } = tenant.passes.create(person.id, wanted, request.at, { requestId: request.requestId, callerId: request.caller.person.id });
  tenant.audits.add(ACTIVITIES.passCreated, request.caller.person, person, request.at);
  return {
    status: 201,
    body: { '@odata.context': contextFor(request, person, '/$entity'), '@odata.type': PASS_TYPE, ...writePass(pass, passcode) },
  };
}

function remove(request: GraphRequest, tenant: Tenant, key: string, passId: string): GraphResponse {
  onlyOptions(request, []);
  const person = tenant.person(key);
  // One's own pass may be deleted without any role; it may not be created.
  if (isSelf(request, person)) needScope(request, SCOPES.deleteOwnPass, accessDenied);
  else checkManager(request, tenant, person);
  const isDeleted = tenant.passes.delete(person.id, passId, request.at, { requestId: request.requestId, callerId: request.caller.person.id });
  if (!isDeleted) throw notFound();
  tenant.audits.add(isSelf(request, person) ? ACTIVITIES.ownPassDeleted : ACTIVITIES.passDeleted, request.caller.person, person, request.at);
  return { status: 204 };
}

const COLLECTION = '/users/{}/authentication/temporaryAccessPassMethods';

export const PASS_ROUTES: readonly Route[] = [
  { method: 'GET', path: COLLECTION, handle: list },
  { method: 'POST', path: COLLECTION, handle: create },
  { method: 'GET', path: `${COLLECTION}/{}`, handle: get },
  { method: 'DELETE', path: `${COLLECTION}/{}`, handle: remove },
];
