/**
 * The two ways in: Entra, as the desk policy says, and the demo tenant. Both are known at once and loaded at their
 * first use, so that neither delays the first paint.
 */
import path from 'node:path';
import { safeStorage, shell } from 'electron';
import { cloudOf } from '../shared/domain/cloud';
import { ok } from '../shared/result';
import { signInPageOrigin } from './adapters/msal/authority';
import type { DeskParts } from './compose-desk';
import { DEMO_PEOPLE, DEMO_TENANT_ID } from './demo-tenant/directory/demo-people';
import type { DeskPolicyReading } from './ports/desk';
import type { SignedIn } from './ports/session';
import { openSignInPage } from './shell/external-links';
import type { DemoSession, SessionParts } from './usecases/session';

/** What a call to the demo tenant takes, ms: about what a near Graph region does. */
const DEMO_LATENCY_MS = 40;

/** What every desk of this app shares, whoever signs in. */
export type CommonParts = Omit<DeskParts, 'tenant' | 'operator' | 'tokens' | 'graphOrigin' | 'allowLoopbackHttp'>;

export function entraParts(reading: DeskPolicyReading, common: CommonParts): Pick<SessionParts, 'setup' | 'loadEntra' | 'openEntraDesk'> {
  const unreachable: SessionParts['openEntraDesk'] = () => Promise.reject(new Error('signed in without a desk policy'));
  if (reading.state === 'absent') return { setup: { state: 'missing', file: reading.file }, loadEntra: null, openEntraDesk: unreachable };
  if (reading.state === 'broken') return { setup: { state: 'broken', error: reading.error }, loadEntra: null, openEntraDesk: unreachable };

  const { policy, file } = reading;
  const cloud = cloudOf(policy.cloud, policy.tenantId);
  return {
    setup: { state: 'ready', file, cloud: cloud.name },
    loadEntra: async () => {
      const [{ createEntraSession }, { createSecretBox }] = await Promise.all([import('./adapters/msal/entra-session'), import('./adapters/msal/secret-box')]);
      return createEntraSession({
        cloud,
        policy,
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

export function startDemo(common: CommonParts): DemoSession {
  const { operator } = DEMO_PEOPLE;
  const tenant: SignedIn['tenant'] = { kind: 'demo', id: DEMO_TENANT_ID, cloud: 'Demo tenant on this machine', passesAvailable: true };
  let service: { readonly close: () => Promise<void> } | null = null;
  return {
    state: { status: 'signed-in', tenant, operator, tokenCache: 'none' },
    openDesk: async () => {
      const [{ openDesk }, { startDemoTenant }] = await Promise.all([import('./compose-desk'), import('./demo-tenant')]);
      const started = await startDemoTenant({ latencyMs: DEMO_LATENCY_MS });
      service = started;
      const tokens = { token: async () => ok(started.accessToken) };
      return openDesk({ ...common, tenant, operator, tokens, graphOrigin: started.origin, allowLoopbackHttp: true });
    },
    close: async () => service?.close(),
  };
}
