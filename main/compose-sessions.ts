/**
 * The two ways in: Entra, as the desk policy says, and the demo tenant. Both are known at once and loaded at their
 * first use, so that neither delays the first paint.
 */
import path from 'node:path';
import { safeStorage, shell } from 'electron';
import { cloudOf } from '../shared/domain/cloud';
import { FEATURE_NAMES, scopesFor } from '../shared/domain/features';
import { DEFAULT_RULES } from '../shared/domain/rules';
import { rulesOf } from '../shared/desk-policy';
import { ok } from '../shared/result';
import { signInPageOrigin } from './adapters/msal/authority';
import type { DeskParts } from './compose-desk';
import { DEMO_PEOPLE, DEMO_TENANT_ID } from './demo-tenant/directory/demo-people';
import type { DeskPolicyReading } from './ports/desk';
import type { SignedIn } from './ports/session';
import type { Policy } from './usecases/desk';
import { openSignInPage } from './shell/external-links';
import { withinThisMachine } from './usecases/demo-policy';
import { seedHistory } from './usecases/seed-history';
import type { DemoSession, SessionParts } from './usecases/session';

/** What a call to the demo tenant takes, ms: about what a near Graph region does. */
const DEMO_LATENCY_MS = 40;
/** People of the demo who are given a pass sign in with it, and then register a method, after so long, ms. */
const DEMO_PEOPLE_ACT = { signInAfterMs: 90_000, registerAfterMs: 60_000 };

/** What every desk of this app shares, whoever signs in. */
export type CommonParts = Omit<DeskParts, 'tenant' | 'operator' | 'tokens' | 'graphOrigin' | 'allowLoopbackHttp'>;

/** The limits in force. Absent: strict defaults. Broken: nothing is issued. */
export function policyOf(reading: DeskPolicyReading): Policy {
  const { file } = reading;
  if (reading.state === 'broken') return { state: 'broken', file, error: reading.error };
  return reading.state === 'absent' ? { state: 'in-force', file, isDefault: true, rules: DEFAULT_RULES } : { state: 'in-force', file, isDefault: false, rules: rulesOf(reading.policy) };
}

export function entraParts(reading: DeskPolicyReading, common: CommonParts): Pick<SessionParts, 'setup' | 'loadEntra' | 'openEntraDesk'> {
  const unreachable: SessionParts['openEntraDesk'] = () => Promise.reject(new Error('signed in without a desk policy'));
  if (reading.state === 'absent') return { setup: { state: 'missing', file: reading.file }, loadEntra: null, openEntraDesk: unreachable };
  const place = reading.state === 'broken' ? reading.place : reading.policy;
  if (place === null) return { setup: brokenSetup(reading, false), loadEntra: null, openEntraDesk: unreachable };

  const cloud = cloudOf(place.cloud, place.tenantId);
  return {
    setup: reading.state === 'broken' ? brokenSetup(reading, true) : { state: 'ready', file: reading.file, cloud: cloud.name },
    loadEntra: async () => {
      const [{ createEntraSession }, { createSecretBox }] = await Promise.all([import('./adapters/msal/entra-session'), import('./adapters/msal/secret-box')]);
      return createEntraSession({
        cloud,
        policy: place,
        cacheFile: path.join(common.userData, 'sign-in.bin'),
        secretBox: createSecretBox(safeStorage, process.platform),
        fetch: common.fetch,
        openBrowser: (url) => openSignInPage(shell, url, signInPageOrigin(cloud)),
        log: common.log,
      });
    },
    openEntraDesk: async (tenant, operator, tokens) => {
      const { openDesk } = await import('./compose-desk');
      return openDesk({ ...common, tenant, operator, tokens, graphOrigin: cloud.graph, allowLoopbackHttp: false });
    },
  };
}

function brokenSetup(reading: DeskPolicyReading, canSignIn: boolean): SessionParts['setup'] {
  return reading.state === 'broken' ? { state: 'broken', error: reading.error, canSignIn } : { state: 'missing', file: reading.file };
}

/** What somebody may choose about the demo. */
export type DemoChoice = {
  readonly roles: readonly string[];
  readonly isLarge: boolean;
  /** About how many lines of a made-up year an empty demo journal is filled with; 0 for none. */
  readonly historyRows: number;
};

/** Contractors and live grants of a large demo, for exploring lists. */
const LARGE = { people: 8_000, contractors: 2_000, liveGrants: 500, cohorts: true, largeCohort: true };
/** A cohort of 2,000 that starts in 17 days, in one run; without this the built-in limits would leave most of it out. */
const LARGE_LIMITS = { passesPerOperatorHour: 5_000, passesPerOperatorDay: 5_000, startWithinDays: 30 };
const LARGE_RUN = 2_500;
/** How far back a made-up past reaches, days. */
const YEAR_DAYS = 365;

/** Without a desk policy the demo reads contract ends where its directory keeps them; every limit stays the built-in one, but for the large demo. */
function demoPolicy(policy: Policy, { isLarge }: DemoChoice): Policy {
  if (policy.state === 'broken' || !policy.isDefault) return policy;
  const { rules } = policy;
  const { contractors } = rules;
  const small = { ...rules, contractors: { ...contractors, end: { ...contractors.end, attribute: 'extensionAttribute7' as const } } };
  if (!isLarge) return { ...policy, rules: small };
  return { ...policy, rules: { ...small, limits: { ...small.limits, everyone: { ...small.limits.everyone, ...LARGE_LIMITS } }, runs: { ...small.runs, maximumPeople: LARGE_RUN } } };
}

export function startDemo(common: CommonParts, choice: DemoChoice): DemoSession {
  const { operator } = DEMO_PEOPLE;
  const tenant: SignedIn['tenant'] = { kind: 'demo', id: DEMO_TENANT_ID, cloud: 'Demo tenant on this machine', passesAvailable: true };
  let service: { readonly close: () => Promise<void> } | null = null;
  return {
    state: { status: 'signed-in', tenant, operator, tokenCache: 'none', readOnly: null },
    openDesk: async () => {
      const [{ openDesk }, { isRoleName, startDemoTenant }] = await Promise.all([import('./compose-desk'), import('./demo-tenant')]);
      const started = await startDemoTenant({
        latencyMs: DEMO_LATENCY_MS,
        livelyPeople: DEMO_PEOPLE_ACT,
        operatorRole: ['Authentication Administrator', ...choice.roles.filter(isRoleName)],
        ...(choice.isLarge && LARGE),
        history: choice.historyRows > 0 ? { days: YEAR_DAYS, deskRows: choice.historyRows, timeZone: common.timeZone } : { timeZone: common.timeZone },
      });
      service = started;
      const scopes = started.scopes ?? scopesFor(FEATURE_NAMES, { scopePrefix: '', hasPassOnlyScope: true });
      const tokens = { token: async () => ok(started.accessToken), scopes: () => scopes };
      const desk = openDesk({ ...common, policy: withinThisMachine(demoPolicy(common.policy, choice)), tenant, operator, tokens, graphOrigin: started.origin, allowLoopbackHttp: true });
      // Before anything else is written: the past comes first in a chain.
      if (choice.historyRows > 0) await seedHistory(desk, started.deskHistory());
      return desk;
    },
    close: async () => service?.close(),
  };
}
