/**
 * Makes the desk of one signed-in operator: Graph, journal and vault around the use cases. A module of its own, loaded
 * after the first paint: none of this is needed to show a search box.
 */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { HandOverEnd } from '../shared/ipc/contract';
import { createAudits } from './adapters/graph/audits';
import { createBulk } from './adapters/graph/bulk';
import { createContractors } from './adapters/graph/contractors';
import { createGrants } from './adapters/graph/grants';
import { createGraph } from './adapters/graph/client';
import { createMailer } from './adapters/graph/mailer';
import { createOnboarding } from './adapters/graph/onboarding';
import { createDirectory } from './adapters/graph/people';
import { createPasses } from './adapters/graph/passes';
import { createTenantGuards } from './adapters/graph/tenant-guards';
import { journalFile } from './adapters/journal/journal-file';
import { openJournal } from './adapters/journal/journal';
import { createPasscodeVault } from './adapters/vault/passcode-vault';
import type { Clipboard, Printer, SealedPdf } from './ports/delivery';
import type { Clock, Log } from './ports/desk';
import type { TokenSource } from './ports/session';
import type { PasscodeVault } from './ports/vault';
import { type Desk, newMemory, type Policy, type Tenant } from './usecases/desk';
import { endTimedOut } from './usecases/hand-over';
import { oneAtATime } from './usecases/one-at-a-time';

export type DeskParts = {
  readonly tenant: Tenant;
  readonly operator: Desk['operator'];
  readonly policy: Policy;
  readonly tokens: TokenSource;
  readonly graphOrigin: string;
  /** True for the demo tenant alone, which speaks plain http on the loopback of this machine. */
  readonly allowLoopbackHttp: boolean;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly userData: string;
  readonly workerFile: string;
  readonly printer: Printer;
  readonly sealedPdf: SealedPdf;
  readonly clipboard: Clipboard;
  readonly clock: Clock;
  readonly log: Log;
  readonly onForgotten: (handle: string, outcome: HandOverEnd) => void;
  /** Whether any passcode is still in hand. */
  readonly onPasscodeHeld: (isAnyHeld: boolean) => void;
  readonly onAppended: (seq: number) => void;
  readonly tell: Desk['tell'];
  /** For runs that cannot wait as long as people can: another way to pause, and a shorter limit for one exchange. */
  readonly pace?: { readonly wait: Desk['wait']; readonly timeLimitMs: number };
};

export function openDesk(parts: DeskParts): Desk {
  const { tenant, operator, policy, tokens, graphOrigin, allowLoopbackHttp, fetch, userData, workerFile, printer, sealedPdf, clipboard, clock, log } = parts;
  const graph = createGraph({ origin: graphOrigin, tokens, fetch, newId: randomUUID, clock, log, allowLoopbackHttp, ...(parts.pace && { timeLimitMs: parts.pace.timeLimitMs, wait: (milliseconds: number) => parts.pace?.wait(milliseconds) ?? Promise.resolve() }) });
  const file = journalFile(path.join(userData, 'journal'), tenant.id);
  const journal = openJournal({ file, workerFile, onCrash: (cause) => log.error('journal.worker-ended', { cause }) });
  const passcodes = createPasscodeVault();
  const protect = () => parts.onPasscodeHeld(passcodes.all().length > 0);
  /** Whatever changes what is held also decides whether the window may be captured. */
  const protecting = <A extends readonly unknown[], R>(call: (...args: A) => R) => (...args: A): R => {
    const result = call(...args);
    protect();
    return result;
  };
  const vault: PasscodeVault = {
    ...passcodes,
    keep: protecting(passcodes.keep),
    forget: protecting(passcodes.forget),
    forgetAll: protecting(passcodes.forgetAll),
  };
  let isOpen = true;
  const desk: Desk = {
    tenant,
    operator,
    policy,
    directory: createDirectory(graph),
    passes: createPasses(graph),
    grants: createGrants(graph),
    contractors: createContractors(graph),
    onboarding: createOnboarding(graph),
    bulk: createBulk(graph),
    audits: createAudits(graph),
    guards: createTenantGuards(graph),
    mailer: createMailer(graph),
    printer,
    sealedPdf,
    clipboard,
    journal: {
      ...journal,
      close: () => {
        isOpen = false;
        return journal.close();
      },
      append: async (record) => {
        const appended = await journal.append(record);
        if (appended.ok) parts.onAppended(appended.value.seq);
        return appended;
      },
      appendAll: async (records) => {
        const appended = await journal.appendAll(records);
        const last = appended.ok ? appended.value.at(-1) : undefined;
        if (last) parts.onAppended(last.seq);
        return appended;
      },
    },
    calendar: async () => (await import('./adapters/calendar/calendar')).calendar,
    readLines: async (text) => (await import('./adapters/lists/csv-lines')).csvLines(text),
    vault,
    tell: parts.tell,
    memory: newMemory(),
    clockSkewMs: graph.clockSkewMs,
    clock,
    log,
    openedAt: clock.now().toISOString(),
    newId: randomUUID,
    inTurn: oneAtATime(),
    isOpen: () => isOpen,
    wait: parts.pace?.wait ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))),
  };
  vault.onTimeout((kept) => {
    protect();
    void endTimedOut(desk, kept).then((outcome) => parts.onForgotten(kept.handle, outcome));
  });
  return desk;
}
