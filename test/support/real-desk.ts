/**
 * A desk of real parts: the demo tenant over HTTP, the Graph adapter, a journal file, the vault. Only the waiting is
 * shortened. What a test wants to break, it breaks through the tenant's faults or the file.
 */
import { randomUUID } from 'node:crypto';
import { afterEach } from 'vitest';
import { createGraph } from '../../main/adapters/graph/client';
import { createPasses } from '../../main/adapters/graph/passes';
import { createDirectory } from '../../main/adapters/graph/people';
import { openJournal } from '../../main/adapters/journal/journal';
import { journalFile } from '../../main/adapters/journal/journal-file';
import { createPasscodeVault } from '../../main/adapters/vault/passcode-vault';
import { startDemoTenant, type DemoTenantOptions } from '../../main/demo-tenant';
import { DEMO_PEOPLE } from '../../main/demo-tenant/directory/demo-people';
import type { Desk } from '../../main/usecases/desk';
import { oneAtATime } from '../../main/usecases/one-at-a-time';
import type { Input } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { journalWorker } from './bundle';
import { temporaryFolder } from './temporary';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

type Options = DemoTenantOptions & {
  /** Where the journal lies; a fresh folder unless said otherwise. */
  readonly journalFolder?: string;
};

export async function realDesk({ journalFolder = temporaryFolder(), ...options }: Options = {}) {
  const tenant = await startDemoTenant({ people: 200, latencyMs: 0, ...options });
  const clock = { now: () => new Date() };
  const waited: number[] = [];
  const graph = createGraph({
    origin: tenant.origin,
    tokens: { token: async () => ok(tenant.accessToken) },
    fetch: (url, init) => fetch(url, init),
    newId: randomUUID,
    clock,
    allowLoopbackHttp: true,
    timeLimitMs: 2000,
    wait: async (milliseconds) => void waited.push(milliseconds),
  });
  const file = journalFile(journalFolder, tenant.tenantId);
  const journal = openJournal({ file, workerFile: await journalWorker() });
  closers.push(async () => {
    await journal.close();
    await tenant.close();
  });
  const desk: Desk = {
    tenant: { kind: 'demo', id: tenant.tenantId, cloud: 'demo', passesAvailable: true },
    operator: DEMO_PEOPLE.operator,
    directory: createDirectory(graph),
    passes: createPasses(graph),
    journal,
    vault: createPasscodeVault(),
    clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    openedAt: clock.now().toISOString(),
    newId: randomUUID,
    inTurn: oneAtATime(),
    isOpen: () => true,
    wait: async (milliseconds) => void waited.push(milliseconds),
  };
  /** Everything but the search for the journal's lines of one person, oldest first. */
  const lines = async () => {
    const page = await journal.page('', null, 1000);
    if (!page.ok) throw new Error('journal');
    return page.value.entries.map(({ action, phase, result }) => [action, phase, result].filter(Boolean).join(' ')).reverse();
  };
  const writes = () => tenant.log.filter((entry) => entry.method !== 'GET' && !entry.path.includes('$batch')).map((entry) => `${entry.method} ${entry.status}`);
  return { desk, tenant, file, lines, writes };
}

export const issueFor = (personId: string, change: Partial<Input<'passes.issue'>> = {}): Input<'passes.issue'> => ({
  personId,
  lifetimeInMinutes: 60,
  isUsableOnce: true,
  startDateTime: null,
  reason: 'Lost phone',
  ticket: 'INC-1001',
  replacesPassId: null,
  ...change,
});
