/**
 * A desk of real parts for a process of its own, without Electron around it: session, handlers, use cases, Graph adapter, journal
 * and history workers, vault.
 */
import type { DeskParts } from '../../main/compose-desk';
import { createHandlers } from '../../main/ipc/handlers';
import type { Desk, Policy } from '../../main/usecases/desk';
import { createSession } from '../../main/usecases/session';
import { FEATURE_NAMES, scopesFor } from '../../shared/domain/features';
import { ok } from '../../shared/result';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import type { DeskPlace } from './desk-messages';
import { quietParts, quietTell } from './quiet-desk';

const tenantOf = ({ tenantId }: DeskPlace) => ({ kind: 'demo', id: tenantId, cloud: 'demo', passesAvailable: true }) as const;

/** What a desk has whatever it is tried for; the ways in which a passcode leaves it are each run's own. */
export function realParts(place: DeskPlace, policy: Policy): Omit<DeskParts, 'printer' | 'sealedPdf' | 'clipboard'> {
  const scopes = scopesFor(FEATURE_NAMES, { scopePrefix: '', hasPassOnlyScope: true });
  return {
    tenant: tenantOf(place),
    operator: place.operator,
    policy,
    tokens: { token: async () => ok(place.accessToken), scopes: () => scopes },
    graphOrigin: place.origin,
    allowLoopbackHttp: true,
    fetch: (url, init) => fetch(url, init),
    userData: place.folder,
    workerFile: place.workerFile,
    ...quietParts(place.workerFile),
    clock: { now: () => new Date() },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    onForgotten: () => undefined,
    onPasscodeHeld: () => undefined,
    onAppended: () => undefined,
    tell: quietTell,
  };
}

/** @param choosePdf - Where encrypted PDFs go; nowhere unless said otherwise. */
export function hostDesk(place: DeskPlace, open: () => Desk, choosePdf: () => Promise<string | null> = async () => null) {
  const session = createSession({
    setup: { state: 'missing', file: '' },
    loadEntra: null,
    openEntraDesk: () => Promise.reject(new Error('there is no Entra here')),
    startDemo: () => ({
      state: { status: 'signed-in', tenant: tenantOf(place), operator: place.operator, tokenCache: 'none', readOnly: null },
      openDesk: async () => open(),
      close: async () => undefined,
    }),
    onChanged: () => undefined,
    onForgotten: () => undefined,
  });
  const handlers = createHandlers({
    session,
    settings: { read: () => DEFAULT_SETTINGS, update: () => ok(DEFAULT_SETTINGS), setAside: null },
    version: '0.0.0',
    platform: process.platform,
    restored: Promise.resolve(),
    onSettings: () => undefined,
    openLink: async () => undefined,
    chooseExport: async () => null,
    chooseJournals: async () => null,
    choosePdf,
  });
  return { session, handlers };
}
export type HostedDesk = ReturnType<typeof hostDesk>;
