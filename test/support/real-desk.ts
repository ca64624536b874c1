/**
 * A desk of real parts: the demo tenant over HTTP, the Graph adapter, a journal file, the vault. Only the waiting is
 * shortened. What a test wants to break, it breaks through the tenant's faults or the file.
 */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterEach } from 'vitest';
import { calendar } from '../../main/adapters/calendar/calendar';
import { csvLines } from '../../main/adapters/lists/csv-lines';
import { createBulk } from '../../main/adapters/graph/bulk';
import { createOnboarding } from '../../main/adapters/graph/onboarding';
import { createAudits } from '../../main/adapters/graph/audits';
import { createContractors } from '../../main/adapters/graph/contractors';
import { createGrants } from '../../main/adapters/graph/grants';
import { createGraph } from '../../main/adapters/graph/client';
import { createMailer } from '../../main/adapters/graph/mailer';
import { createPasses } from '../../main/adapters/graph/passes';
import { createDirectory } from '../../main/adapters/graph/people';
import { createTenantGuards } from '../../main/adapters/graph/tenant-guards';
import { openOutbox } from '../../main/adapters/alerts/outbox';
import { createAuditFeed } from '../../main/adapters/graph/audit-feed';
import { openHistory } from '../../main/adapters/history/history';
import { historyFile } from '../../main/adapters/history/history-file';
import { openJournal } from '../../main/adapters/journal/journal';
import { journalFile } from '../../main/adapters/journal/journal-file';
import { createShelf } from '../../main/adapters/journal/shelf';
import { createPasscodeVault } from '../../main/adapters/vault/passcode-vault';
import { startDemoTenant, type DemoTenantOptions } from '../../main/demo-tenant';
import { DEMO_PEOPLE } from '../../main/demo-tenant/directory/demo-people';
import type { Slip } from '../../main/ports/delivery';
import { type Desk, newMemory } from '../../main/usecases/desk';
import { oneAtATime } from '../../main/usecases/one-at-a-time';
import { verifyPerson } from '../../main/usecases/verify-person';
import { rulesOf, type DeskPolicy } from '../../shared/desk-policy';
import { FEATURE_NAMES, scopesFor } from '../../shared/domain/features';
import type { RunProgress } from '../../shared/domain/run';
import type { Input } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { historyWorker, journalWorker } from './bundle';
import { quietTell } from './quiet-desk';
import { temporaryFolder } from './temporary';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

type Options = DemoTenantOptions & {
  /** Where the journal lies; a fresh folder unless said otherwise. */
  readonly journalFolder?: string;
  /** The desk policy's limits; built-in defaults where it is silent. */
  readonly policy?: Partial<DeskPolicy>;
  readonly now?: () => Date;
  readonly anchors?: Desk['anchors'];
};

export async function realDesk({ journalFolder = temporaryFolder(), policy = {}, anchors = [], ...options }: Options = {}) {
  const tenant = await startDemoTenant({ people: 200, latencyMs: 0, auditDelayMs: 0, ...options });
  const clock = { now: options.now ?? (() => new Date()) };
  const waited: number[] = [];
  const graph = createGraph({
    origin: tenant.origin,
    tokens: { token: async () => ok(tenant.accessToken), scopes: () => tenant.scopes ?? scopesFor(FEATURE_NAMES, { scopePrefix: '', hasPassOnlyScope: true }) },
    fetch: (url, init) => fetch(url, init),
    newId: randomUUID,
    clock,
    allowLoopbackHttp: true,
    timeLimitMs: 2000,
    wait: async (milliseconds) => void waited.push(milliseconds),
  });
  const file = journalFile(journalFolder, tenant.tenantId);
  const journal = openJournal({ file, workerFile: await journalWorker() });
  const history = openHistory({ file: historyFile(file), workerFile: await historyWorker() });
  let isOpen = true;
  closers.push(async () => {
    isOpen = false;
    await history.close();
    await journal.close();
    await tenant.close();
  });
  const printed: Slip[] = [];
  const sealed: { slips: readonly Slip[]; key: string; file: string }[] = [];
  const runs: RunProgress[] = [];
  const clipboard = { text: '' };
  const told: string[] = [];
  const desk: Desk = {
    tenant: { kind: 'demo', id: tenant.tenantId, cloud: 'demo', passesAvailable: true },
    operator: DEMO_PEOPLE.operator,
    policy: { state: 'in-force', file: 'desk.json', isDefault: false, rules: rulesOf(policy) },
    directory: createDirectory(graph),
    passes: createPasses(graph),
    grants: createGrants(graph),
    contractors: createContractors(graph),
    onboarding: createOnboarding(graph),
    bulk: createBulk(graph),
    audits: createAudits(graph),
    guards: createTenantGuards(graph),
    mailer: createMailer(graph),
    printer: { print: async (slips) => (printed.push(...slips), ok(null)) },
    sealedPdf: {
      newKey: () => `KEY-${sealed.length + 1}`,
      make: async (slips, _layout, key) => (sealed.push({ slips, key, file: '' }), ok(new Uint8Array([1]))),
      save: async (file) => (Object.assign(sealed.at(-1) ?? {}, { file }), ok(null)),
    },
    clipboard: { copy: async (text) => ((clipboard.text = text), Date.now() + 30_000), clear: async () => void (clipboard.text = '') },
    journal,
    journalName: 'test-desk',
    anchors,
    shelf: createShelf(temporaryFolder(), await journalWorker()),
    history,
    auditFeed: createAuditFeed(graph),
    reporter: () => Promise.reject(new Error('nothing is exported here')),
    fingerprint: async () => null,
    outbox: openOutbox({ file: path.join(journalFolder, 'alerts.jsonl') }),
    sinks: [],
    timeZone: 'UTC',
    calendar: async () => calendar,
    readLines: csvLines,
    vault: createPasscodeVault(),
    memory: newMemory(),
    clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    tell: { ...quietTell, grantsChanged: (personId) => void told.push(`grants ${personId}`), noticesChanged: () => void told.push('notices'), remind: ({ what }) => void told.push(`remind ${what}`), planning: () => undefined, runChanged: ({ progress }) => void runs.push(progress) },
    clockSkewMs: graph.clockSkewMs,
    openedAt: clock.now().toISOString(),
    newId: randomUUID,
    inTurn: oneAtATime(),
    isOpen: () => isOpen,
    // Minutes are for what goes on in the background: they pass so slowly that nothing overtakes the test.
    wait: async (milliseconds) => {
      waited.push(milliseconds);
      // At least a turn of the loop: whatever waits again and again must not keep the network from answering.
      await new Promise((resolve) => (milliseconds >= 20_000 ? setTimeout(resolve, 50).unref() : setImmediate(resolve)));
    },
  };
  /** Every line of the journal, oldest first. */
  const entries = async () => {
    const page = await journal.page('', null, 1000);
    if (!page.ok) throw new Error('journal');
    return [...page.value.entries].reverse();
  };
  const lines = async () => (await entries()).map(({ action, phase, result }) => [action, phase, result].filter(Boolean).join(' '));
  const writes = () => tenant.log.filter((entry) => entry.method !== 'GET' && !entry.path.includes('$batch')).map((entry) => `${entry.method} ${entry.status}`);
  return { desk, tenant, file, entries, lines, writes, printed, sealed, runs, clipboard, waited, told };
}

/** What an Authentication Administrator cannot read, and goes on without. */
export const UNREAD_LINES = ['eligible-roles', 'tenant-policy', 'contract-end', 'recent-changes'] as const;

export const issueFor = (personId: string, change: Partial<Input<'passes.issue'>> = {}): Input<'passes.issue'> => ({
  personId,
  lifetimeInMinutes: 60,
  isUsableOnce: true,
  startDateTime: null,
  reason: 'Lost phone',
  ticket: 'INC-1001',
  replacesPassId: null,
  acknowledged: [...UNREAD_LINES, 'second-pass'],
  verificationId: null,
  scenario: 'lost-phone',
  taskId: null,
  ...change,
});

/** Sees the person's photo ID, as the operator would note it. @returns what `passes.issue` then takes. */
export async function verifiedIssue(desk: Desk, personId: string, change: Partial<Input<'passes.issue'>> = {}): Promise<Input<'passes.issue'>> {
  const verified = await verifyPerson(desk, { personId, kind: 'photo-id', against: 'Passport, on video', againstId: '' });
  if (!verified.ok) throw new Error(verified.error.kind);
  return issueFor(personId, { verificationId: verified.value.id, ...change });
}
