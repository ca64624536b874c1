/**
 * The demo tenant: a simulated Microsoft Entra tenant that speaks Microsoft Graph v1.0 over HTTP on loopback.
 *
 * It keeps Graph's rules and refuses what Graph refuses. It imports nothing from the rest of the app, so that what the
 * app did can be counted here, independently. Nothing it holds is a secret of anybody; its own token and passcodes are
 * made at random all the same, and no passcode is kept or logged.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { DirectoryAudit } from './audits';
import { DEMO_PEOPLE, DEMO_TENANT_ID } from './directory/demo-people';
import type { Person } from './directory/person';
import { type FaultControl, Faults } from './faults';
import { requestListener } from './http';
import type { DemoTenantOptions } from './options';
import type { DemoPass, PassEvent } from './passes/passes';
import type { PassPolicy } from './passes/policy';
import type { Caller } from './protocol';
import { RequestLog, type RequestLogEntry } from './request-log';
import { Service } from './service';
import { Tenant } from './tenant';

export { DEMO_DOMAIN, DEMO_PEOPLE, DEMO_TENANT_ID, type DemoPersonKey } from './directory/demo-people';
export type { DirectoryAudit } from './audits';
export type { ExtraPerson, Person } from './directory/person';
export type { RoleName } from './directory/roles';
export type { Fault, FaultControl, FaultKind, FaultMatch, FaultRule, RandomFaults } from './faults';
export type { Authenticated, DemoTenantOptions } from './options';
export type { DemoPass, PassEvent } from './passes/passes';
export type { PassPolicy } from './passes/policy';
export type { RequestLogEntry } from './request-log';

/** Looks into the tenant without asking it. Nothing here changes anything, but for `signIn`. */
export type DemoTenantState = {
  readonly people: readonly Person[];
  /** @param key - Id or user principal name. */
  person(key: string): Person | undefined;
  passOf(personId: string): DemoPass | undefined;
  /** Every pass there is, usable or not. */
  passes(): readonly DemoPass[];
  /** Passes that are usable now or will be. */
  livePasses(): readonly DemoPass[];
  /** Everything that happened to passes, oldest first. */
  readonly passEvents: readonly PassEvent[];
  /** True when the passcode belongs to the person's pass. Uses nothing up. */
  opens(personId: string, passcode: string): boolean;
  /** What happens when the person signs in with the passcode: a one-time pass is used up. */
  signIn(personId: string, passcode: string): boolean;
  readonly passPolicy: PassPolicy;
  readonly audits: readonly DirectoryAudit[];
};

export type DemoTenant = {
  /** Scheme, host and port, without the version. */
  readonly origin: string;
  readonly accessToken: string;
  readonly tenantId: string;
  readonly operator: { readonly id: string; readonly displayName: string; readonly userPrincipalName: string };
  readonly faults: FaultControl;
  /** Newest last, about 20,000 kept. */
  readonly log: readonly RequestLogEntry[];
  readonly state: DemoTenantState;
  close(): Promise<void>;
};

/** Idle connections are kept longer than clients keep theirs, so that no POST meets one that is just being closed. */
const KEEP_ALIVE_MS = 65_000;

const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

export async function startDemoTenant(options: DemoTenantOptions = {}): Promise<DemoTenant> {
  const { people = 5_000, seed = 1, now = () => new Date(), port = 0, tls, authenticate, operatorRole = 'Authentication Administrator', extraPeople = [], passPolicy = {}, latencyMs = 15 } = options;
  const operatorRoles = typeof operatorRole === 'string' ? [operatorRole] : operatorRole;
  const tenant = new Tenant({ people, seed, today: now(), operatorRoles, extraPeople, passPolicy });
  const faults = new Faults();
  const log = new RequestLog();
  const accessToken = randomBytes(32).toString('base64url');
  const expected = digest(accessToken);

  const callerFor = (key: string | undefined, scopes: readonly string[] | undefined): Caller | undefined => {
    const person = key === undefined ? undefined : tenant.directory.find(key);
    return person && { person, roles: tenant.directory.rolesOf(person), scopes: scopes ? new Set(scopes) : null };
  };
  const callerOf = (bearer: string): Caller | undefined => {
    if (authenticate) {
      const known = authenticate(bearer);
      return known ? callerFor(known.userId ?? known.userPrincipalName, known.scopes) : undefined;
    }
    return timingSafeEqual(expected, digest(bearer)) ? callerFor(DEMO_PEOPLE.operator.id, undefined) : undefined;
  };

  let boundPort = 0;
  const scheme = tls ? 'https' : 'http';
  const listener = requestListener({ service: new Service({ tenant, faults, log, now }), log, scheme, port: () => boundPort, callerOf, latencyMs });
  const server = tls ? createTlsServer({ key: tls.key, cert: tls.cert }, listener) : createServer(listener);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  boundPort = (server.address() as AddressInfo).port;

  return {
    origin: `${scheme}://127.0.0.1:${boundPort}`,
    accessToken,
    tenantId: DEMO_TENANT_ID,
    operator: DEMO_PEOPLE.operator,
    faults,
    log: log.entries,
    state: stateOf(tenant, now),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function stateOf(tenant: Tenant, now: () => Date): DemoTenantState {
  return {
    people: tenant.directory.people,
    person: (key) => tenant.directory.find(key),
    passOf: (personId) => tenant.passes.of(personId, now()),
    passes: () => tenant.passes.all(now()),
    livePasses: () => tenant.passes.all(now()).filter(({ isUsable, methodUsabilityReason }) => isUsable || methodUsabilityReason === 'NotYetValid'),
    passEvents: tenant.passes.events,
    opens: (personId, passcode) => tenant.passes.opens(personId, passcode),
    signIn: (personId, passcode) => tenant.directory.find(personId)?.accountEnabled === true && tenant.passes.signIn(personId, passcode, now()),
    get passPolicy() {
      return tenant.policy;
    },
    audits: tenant.audits.entries,
  };
}
