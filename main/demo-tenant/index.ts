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
import { clockOver, type DemoClock } from './clock';
import { type DemoCohort, cohortsIn } from './cohort-members';
import { cohortsOf } from './directory/cohorts';
import { DEMO_PEOPLE, DEMO_TENANT_ID } from './directory/demo-people';
import type { DirectoryAudit } from './audits';
import type { FaultControl } from './fault';
import type { DeskLine } from './history/desk-line';
import type { Planted } from './history/oddity';
import type { SignInRecord } from './sign-ins';
import { Faults } from './faults';
import { requestListener } from './http';
import type { DemoTenantOptions } from './options';
import type { Caller } from './protocol';
import { Quotas } from './quotas/quotas';
import { RequestLog, type RequestLogEntry } from './request-log';
import { Service } from './service';
import { type Simulate, simulateIn } from './simulate';
import { type DemoTenantState, stateOf } from './state';
import { Tenant } from './tenant';

export { DEMO_DOMAIN, DEMO_PEOPLE, DEMO_TENANT_ID, type DemoPersonKey } from './directory/demo-people';
export type { Liveliness } from './acts/lively-people';
export type { GrantedThing, WantedGrant } from './acts/grant-by-hand';
export type { WantedPass } from './acts/pass';
export type { DirectoryAudit, ModifiedProperty } from './audits';
export type { DemoClock } from './clock';
export type { CohortMember, DemoCohort, PassObstacle } from './cohort-members';
export type { CohortKey } from './directory/cohorts';
export type { ExtraPerson, Person } from './directory/person';
export { isRoleName, type RoleName } from './directory/roles';
export type { Fault, FaultControl, FaultKind, FaultMatch, FaultRule, Hold, RandomFaultKind, RandomFaults } from './fault';
export type { DeskDetail, DeskLine, DeskPerson } from './history/desk-line';
export { ODDITY_KINDS, type OddityKind, type Planted } from './history/oddity';
export type { HistoryOptions } from './history/stage';
export type { DemoMail } from './mails';
export type { Authenticated, DemoTenantOptions } from './options';
export type { Cause, DemoPass, PassEvent, UsabilityReason } from './passes/pass';
export type { PassAct } from './pass-acts';
export type { PassPolicy } from './passes/policy';
export { TIME_BOUND_GROUPS } from './directory/groups';
export { ROLE_TEMPLATES } from './directory/roles';
export type { Access, How } from './pim/access';
export type { GrantEvent } from './pim/schedule';
export type { DemoGrant } from './pim/shown';
export type { MethodType, Registration } from './registrations';
export type { QuotaLimit } from './quotas/quota-window';
export { DOCUMENTED_REPORTS, type QuotaOptions } from './quotas/quotas';
export type { RequestLogEntry } from './request-log';
export { ANCHOR_LIST, DEMO_SITE } from './shared-lists';
export type { SignInRecord } from './sign-ins';
export type { Simulate } from './simulate';
export type { DemoTenantState } from './state';

export type DemoTenant = {
  /** Scheme, host and port, without the version. */
  readonly origin: string;
  readonly accessToken: string;
  /** What the built-in token may do; null for everything. */
  readonly scopes: readonly string[] | null;
  readonly tenantId: string;
  readonly operator: { readonly id: string; readonly displayName: string; readonly userPrincipalName: string };
  /** What everything in the tenant goes by. */
  readonly clock: DemoClock;
  readonly faults: FaultControl;
  /** Makes people of the tenant do things. */
  readonly simulate: Simulate;
  /** Newest last; about `logLimit` kept. */
  readonly log: readonly RequestLogEntry[];
  readonly state: DemoTenantState;
  /** New hires who start on one day, by that day; none in a tenant without them. */
  readonly cohorts: readonly DemoCohort[];
  /** The desk's own acts of the history, oldest first, drawn while they are read; none without one. */
  deskHistory(): Iterable<DeskLine>;
  /** What is odd in it. */
  readonly planted: readonly Planted[];
  /** All records of the history, also those the logs have forgotten; in no order that could be relied on. */
  allAudits(): Iterable<DirectoryAudit>;
  allSignIns(): Iterable<SignInRecord>;
  close(): Promise<void>;
};

/** Idle connections are kept longer than clients keep theirs, so that no POST meets one that is just being closed. */
const KEEP_ALIVE_MS = 65_000;
/** Passes were seen in the audit after five to six minutes. */
const SEEN_AUDIT_DELAY_MS = 300_000;

const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

export async function startDemoTenant(options: DemoTenantOptions = {}): Promise<DemoTenant> {
  const { people = 5_000, contractors, seed = 1, port = 0, tls, authenticate, scopes = null, extraPeople = [], passPolicy = {}, latencyMs = 15 } = options;
  const { operatorRole = 'Authentication Administrator', auditDelayMs = SEEN_AUDIT_DELAY_MS, replicaDelayMs = 0, livelyPeople, logLimit = 20_000 } = options;
  const { provisioningLagMs = 0, expiryLagMs = 0, removalLagMs = 0, liveGrants = 0, operatorHasMfa = true } = options;
  const operatorRoles = typeof operatorRole === 'string' ? [operatorRole] : operatorRole;
  const clock = clockOver(options.now ?? (() => new Date()));
  const cohorts = cohortsOf(options.cohorts ?? options.people === undefined, options.largeCohort ?? false);
  const tenant = new Tenant({ people, cohorts, contractors, seed, today: clock.now(), operatorRoles, extraPeople, passPolicy, auditDelayMs, auditJitter: options.auditJitter, history: options.history, replicaDelayMs, livelyPeople, provisioningLagMs, expiryLagMs, removalLagMs, liveGrants });
  const simulate = simulateIn(tenant, clock);
  const faults = new Faults(clock.now);
  const quotas = new Quotas(options.quotas ?? {}, tenant.directory.people.length);
  const log = new RequestLog(logLimit);
  const accessToken = randomBytes(32).toString('base64url');
  const expected = digest(accessToken);

  const callerFor = (key: string | undefined, given: readonly string[] | null, hasMfa: boolean): Caller | undefined => {
    // What somebody holds for a time counts for what they may do, until it ends.
    tenant.settle(clock.now());
    const person = key === undefined ? undefined : tenant.directory.find(key);
    return person && { person, roles: tenant.directory.rolesOf(person), scopes: given && new Set(given), hasMfa };
  };
  const callerOf = (bearer: string): Caller | undefined => {
    if (authenticate) {
      const known = authenticate(bearer);
      return known ? callerFor(known.userId ?? known.userPrincipalName, known.scopes ?? null, known.hasMfa ?? true) : undefined;
    }
    return timingSafeEqual(expected, digest(bearer)) ? callerFor(DEMO_PEOPLE.operator.id, scopes, operatorHasMfa) : undefined;
  };

  let boundPort = 0;
  const scheme = tls ? 'https' : 'http';
  const listener = requestListener({ service: new Service({ tenant, faults, quotas, log, now: clock.now }), log, scheme, port: () => boundPort, callerOf, latencyMs });
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
    scopes,
    tenantId: DEMO_TENANT_ID,
    operator: DEMO_PEOPLE.operator,
    clock,
    faults,
    simulate,
    log: log.entries,
    cohorts: cohortsIn(tenant, clock),
    state: stateOf(tenant, clock, simulate, log.entries),
    deskHistory: () => tenant.history?.deskHistory() ?? [],
    planted: tenant.history?.planted ?? [],
    allAudits: () => tenant.history?.audits() ?? [],
    allSignIns: () => tenant.history?.signIns() ?? [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
