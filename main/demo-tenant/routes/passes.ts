/**
 * `/users/{id}/authentication/temporaryAccessPassMethods`: list, create, get, delete.
 *
 * Reads may meet a replica that lags behind; creates and deletes act on what is.
 */
import { badPass, checkMaker, checkRemover, makePass, removePass, type WantedPass } from '../acts/pass';
import type { Person } from '../directory/person';
import { holdsAny, READS_METHODS } from '../directory/roles';
import { onlyOptions } from '../odata/query';
import type { DemoPass } from '../passes/pass';
import { accessDenied, needScope, SCOPES } from '../permissions';
import { contextOf, type GraphRequest, type GraphResponse, isRecord, Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import type { Route } from './route';

export const PASS_TYPE = '#microsoft.graph.temporaryAccessPassAuthenticationMethod';

const notFound = (): Refusal => new Refusal(404, 'resourceNotFound', 'The requested authentication method was not found.');

const isSelf = (request: GraphRequest, person: Person): boolean => request.caller.person.id === person.id;

/** Reading is not limited to those whom the caller may act on: what is protected is the act. */
export function checkReader(request: GraphRequest, person: Person, all: readonly string[], own: readonly string[]): void {
  const isOwn = isSelf(request, person);
  needScope(request, isOwn ? own : all, accessDenied);
  if (!isOwn && !holdsAny(request.caller.roles, READS_METHODS)) throw accessDenied();
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
  const pass = tenant.passes.read(person.id, 'passes', request.at);
  return { status: 200, body: { '@odata.context': contextFor(request, person), value: pass ? [writePass(pass, null)] : [] } };
}

function get(request: GraphRequest, tenant: Tenant, key: string, passId: string): GraphResponse {
  onlyOptions(request, []);
  const person = tenant.person(key);
  checkReader(request, person, SCOPES.readPasses, SCOPES.readOwnPasses);
  const pass = tenant.passes.read(person.id, 'passes', request.at);
  if (pass?.id !== passId.toLowerCase()) throw notFound();
  return { status: 200, body: { '@odata.context': contextFor(request, person, '/$entity'), '@odata.type': PASS_TYPE, ...writePass(pass, null) } };
}

const READ_ONLY = new Set(['@odata.type', 'id', 'createdDateTime', 'isUsable', 'methodUsabilityReason', 'temporaryAccessPass']);
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,12})?)?(Z|[+-]\d{2}:\d{2})$/i;

/** The body of a create, checked for its types. Properties the service sets itself are passed over. */
function readBody(body: unknown): WantedPass {
  if (!isRecord(body)) throw badPass('A JSON object is expected in the body of the request.');
  for (const name of Object.keys(body)) {
    if (!READ_ONLY.has(name) && name !== 'lifetimeInMinutes' && name !== 'isUsableOnce' && name !== 'startDateTime') {
      throw badPass(`The property '${name}' does not exist on type '${PASS_TYPE.slice(1)}'.`);
    }
  }
  const { lifetimeInMinutes: lifetime = null, isUsableOnce: once = null, startDateTime: start = null } = body;
  if (lifetime !== null && (typeof lifetime !== 'number' || !Number.isInteger(lifetime))) throw badPass("Cannot convert the value of 'lifetimeInMinutes' to the expected type 'Edm.Int32'.");
  if (once !== null && typeof once !== 'boolean') throw badPass("Cannot convert the value of 'isUsableOnce' to the expected type 'Edm.Boolean'.");
  if (start !== null && (typeof start !== 'string' || !INSTANT.test(start) || Number.isNaN(Date.parse(start)))) throw badPass("Cannot convert the value of 'startDateTime' to the expected type 'Edm.DateTimeOffset'.");
  return {
    ...(lifetime === null ? {} : { lifetimeInMinutes: lifetime }),
    ...(once === null ? {} : { isUsableOnce: once }),
    ...(start === null ? {} : { startDateTime: new Date(start) }),
  };
}

function create(request: GraphRequest, tenant: Tenant, key: string): GraphResponse {
  onlyOptions(request, []);
  const person = tenant.person(key);
  needScope(request, SCOPES.writePasses, accessDenied);
  checkMaker(tenant, request.caller, person);
  const { pass, passcode } = makePass(tenant, request.caller, person, readBody(request.body), request.at, request);
  return {
    status: 201,
    body: { '@odata.context': contextFor(request, person, '/$entity'), '@odata.type': PASS_TYPE, ...writePass(pass, passcode) },
  };
}

function remove(request: GraphRequest, tenant: Tenant, key: string, passId: string): GraphResponse {
  onlyOptions(request, []);
  const person = tenant.person(key);
  needScope(request, isSelf(request, person) ? SCOPES.deleteOwnPass : SCOPES.writePasses, accessDenied);
  checkRemover(tenant, request.caller, person);
  if (!removePass(tenant, request.caller.person, person, passId, request.at, request)) throw notFound();
  return { status: 204 };
}

const COLLECTION = '/users/{}/authentication/temporaryAccessPassMethods';

export const PASS_ROUTES: readonly Route[] = [
  { method: 'GET', path: COLLECTION, handle: list },
  { method: 'POST', path: COLLECTION, handle: create },
  { method: 'GET', path: `${COLLECTION}/{}`, handle: get },
  { method: 'DELETE', path: `${COLLECTION}/{}`, handle: remove },
];
