/**
 * Makes the desk of one signed-in operator: Graph, journal and vault around the use cases. A module of its own, loaded
 * after the first paint: none of this is needed to show a search box.
 */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { HandOverEnd } from '../shared/ipc/contract';
import { createAnchorList } from './adapters/graph/anchor-list';
import { createAuditFeed } from './adapters/graph/audit-feed';
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
import { createAnchors } from './adapters/anchors/anchors';
import { type DeskOwner, journalName } from './adapters/anchors/journal-name';
import { openOutbox } from './adapters/alerts/outbox';
import { secretIn } from './adapters/alerts/secret-file';
import { createSinks } from './adapters/alerts/sinks';
import { openHistory } from './adapters/history/history';
import { historyFile } from './adapters/history/history-file';
import { journalFile } from './adapters/journal/journal-file';
import { openJournal } from './adapters/journal/journal';
import { createShelf } from './adapters/journal/shelf';
import { createPasscodeVault } from './adapters/vault/passcode-vault';
import { DEFAULT_RULES } from '../shared/domain/rules';
import type { Clipboard, Printer, SealedPdf } from './ports/delivery';
import type { Reporter } from './ports/reports';
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
  readonly historyWorkerFile: string;
  /** Names the journal where several desks note their heads. */
  readonly owner: DeskOwner;
  /** IANA name. */
  readonly timeZone: string;
  /** Loaded at first use, with its libraries. */
  readonly reporter: () => Promise<Reporter>;
  readonly fingerprint: () => Promise<string | null>;
  /** Where copies of other desks' journals lie while they are read. */
  readonly temporary: string;
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
  const history = openHistory({ file: historyFile(file), workerFile: parts.historyWorkerFile, onCrash: (cause) => log.error('history.worker-ended', { cause }) });
  const rules = policy.state === 'in-force' ? policy.rules : DEFAULT_RULES;
  const mailer = createMailer(graph);
  const ended = new AbortController();
  const memory = newMemory();
  const appended = (seq: number) => {
    parts.onAppended(seq);
    memory.onAppended.forEach((listener) => listener());
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
    mailer,
    printer,
    sealedPdf,
    clipboard,
    journal: {
      ...journal,
      close: () => {
        isOpen = false;
        ended.abort();
        return journal.close();
      },
      append: async (record) => {
        const written = await journal.append(record);
        if (written.ok) appended(written.value.seq);
        return written;
      },
      appendAll: async (records) => {
        const written = await journal.appendAll(records);
        const last = written.ok ? written.value.at(-1) : undefined;
        if (last) appended(last.seq);
        return written;
      },
    },
    journalName: journalName(parts.owner, tenant.id),
    anchors: createAnchors(rules.journal.anchors, { fetch, clock, secretIn, list: (place) => createAnchorList(graph, place) }),
    shelf: createShelf(parts.temporary, workerFile),
    history,
    auditFeed: createAuditFeed(graph, ended.signal),
    reporter: parts.reporter,
    fingerprint: parts.fingerprint,
    outbox: openOutbox({ file: path.join(userData, 'journal', `alerts-${tenant.id}.jsonl`) }),
    sinks: createSinks(rules.alerts, { fetch, mailer, clock }),
    timeZone: parts.timeZone,
    calendar: async () => (await import('./adapters/calendar/calendar')).calendar,
    readLines: async (text) => (await import('./adapters/lists/csv-lines')).csvLines(text),
    vault,
    tell: parts.tell,
    memory,
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
