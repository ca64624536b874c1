import type { Verification } from '../../shared/domain/verification';
import type { DeskRules } from '../../shared/domain/rules';
import type { AppError, AppErrorOf } from '../../shared/errors';
import type { Alert, SinkState } from '../../shared/domain/alert';
import type { FeedState, OpenJournal } from '../../shared/domain/history/history-state';
import type { ChainVerdict } from '../../shared/domain/journal-entry';
import type { AlertSink, Outbox } from '../ports/alerts';
import type { Anchor } from '../ports/anchors';
import type { AuditFeed } from '../ports/audit-feed';
import type { Audits, AuditedPass } from '../ports/audits';
import type { Bulk } from '../ports/bulk';
import type { ContractorDirectory } from '../ports/contractors';
import type { Calendar } from '../ports/calendar';
import type { ListReader } from '../ports/lists';
import type { Clipboard, Mailer, Printer, SealedPdf } from '../ports/delivery';
import type { Clock, Log } from '../ports/desk';
import type { Directory } from '../ports/directory';
import type { Grants } from '../ports/grants';
import type { History } from '../ports/history';
import type { Journal, JournalShelf } from '../ports/journal';
import type { Passes } from '../ports/passes';
import type { Onboarding } from '../ports/onboarding';
import type { Reporter } from '../ports/reports';
import type { Operator } from '../ports/session';
import type { TenantGuards } from '../ports/tenant-guards';
import type { PasscodeVault } from '../ports/vault';
import type { RunProgress, RunRow } from '../../shared/domain/run';
import type { Draft } from './plan-run';
import type { PlannedEnd } from './planned-ends';
import type { Offer } from './read-grant-facts';
import type { Run } from './run';
import type { SealedKey } from './seal-run';
import type { Settlement } from './settle';

export type Tenant = {
  readonly kind: 'demo' | 'entra';
  readonly id: string;
  readonly cloud: string;
  readonly passesAvailable: boolean;
};

/** The limits this desk works under. Broken: nothing is issued. */
export type Policy =
  | { readonly state: 'in-force'; readonly file: string; readonly isDefault: boolean; readonly rules: DeskRules }
  | { readonly state: 'broken'; readonly file: string; readonly error: AppErrorOf<'desk-policy-broken'> };

/** What the desk remembers while it is open, and forgets when it closes. Keys are person ids in lower case. */
export type Memory = {
  /** One verification a person, used up by the next issue. */
  readonly verifications: Map<string, Verification>;
  /** People whose panel showed a pass. */
  readonly seen: Map<string, { readonly id: string; readonly displayName: string; readonly userPrincipalName: string }>;
  /** The newest audited pass of each person, as the last look at the audits had it; null before one, or where they are closed. */
  audited: ReadonlyMap<string, AuditedPass> | null;
  /** People on whose pass an act is open or unknown: before the next issue it must be settled. */
  readonly unsettled: Set<string>;
  /** Removals that PIM does not take yet, by schedule id; the journal has them as open intents. */
  readonly plannedEnds: Map<string, PlannedEnd>;
  /** Removals that were put off and did not succeed when their time had come, by schedule id. */
  readonly failedEnds: Map<string, { readonly planned: PlannedEnd; readonly error: AppError }>;
  /** What this desk may grant, with PIM's rules, as read a short while ago. */
  offer: Offer | null;
  /** Schedule ids of grants whose end the operator was reminded of. */
  readonly reminded: Set<string>;
  /** The dry run under way, to be given up; null when there is none. */
  planning: AbortController | null;
  /** The newest dry run, until it is started or a newer one replaces it. */
  draft: Draft | null;
  /** The run of this desk: the one that goes on, or the last. */
  run: Run | null;
  /** Keys of encrypted PDFs that nobody has noted yet, by handle. */
  readonly sealedKeys: Map<string, SealedKey>;
  /** What the last run had left open, and how it was settled when this desk opened. */
  settlements: readonly Settlement[];
  /** How far Entra's logs were read, and what findings may rest on. */
  feeds: { audits: FeedState; signIns: FeedState; auditsRead: { readonly from: string; readonly through: string } | null };
  /** The newest verdict on the chain; null while the first is being made. */
  chain: ChainVerdict | null;
  /** The first verification since the desk opened; what gives access waits for it. */
  chainChecked: Promise<unknown>;
  /** By place: the last head noted there, and what stands in the way. */
  readonly anchored: Map<string, Anchored>;
  /** Ids of everybody who ever signed in at this desk, in lower case; null until they were read. */
  operatorsHere: readonly string[] | null;
  /** Journals and packs of other desks that are open to be read, by name. */
  readonly journals: Map<string, OpenJournal>;
  /** The export under way. */
  exporting: { lines: number; readonly of: number; isStopped: boolean } | null;
  /** Called when a line was added to the journal, or Entra's logs were read further. */
  readonly onAppended: Set<() => void>;
  /** By sink: why the last try failed; null when it did not. */
  readonly sinkFailures: Map<string, SinkState['failure']>;
  /** By sink: ISO instant of the last alert that went. */
  readonly sinkSent: Map<string, string>;
};

export type Anchored = { readonly last: { readonly seq: number; readonly at: string } | null; readonly failure: AppErrorOf<'anchor-failed'>['reason'] | null };

export const newMemory = (): Memory => ({
  verifications: new Map(),
  seen: new Map(),
  unsettled: new Set(),
  plannedEnds: new Map(),
  failedEnds: new Map(),
  offer: null,
  reminded: new Set(),
  audited: null,
  planning: null,
  draft: null,
  run: null,
  sealedKeys: new Map(),
  settlements: [],
  feeds: { audits: { state: 'waiting' }, signIns: { state: 'waiting' }, auditsRead: null },
  chain: null,
  chainChecked: Promise.resolve(),
  anchored: new Map(),
  operatorsHere: null,
  journals: new Map(),
  exporting: null,
  onAppended: new Set(),
  sinkFailures: new Map(),
  sinkSent: new Map(),
});

/** What one signed-in operator works with. Made anew at every sign-in, so nothing of another tenant can leak into it. */
export type Desk = {
  readonly tenant: Tenant;
  readonly operator: Operator;
  readonly policy: Policy;
  readonly directory: Directory;
  readonly passes: Passes;
  readonly grants: Grants;
  readonly contractors: ContractorDirectory;
  readonly onboarding: Onboarding;
  /** Graph as a run uses it. */
  readonly bulk: Bulk;
  readonly audits: Audits;
  readonly guards: TenantGuards;
  readonly mailer: Mailer;
  readonly printer: Printer;
  readonly sealedPdf: SealedPdf;
  readonly clipboard: Clipboard;
  readonly journal: Journal;
  /** Names this desk's journal where several desks note their heads. */
  readonly journalName: string;
  readonly anchors: readonly Anchor[];
  readonly shelf: JournalShelf;
  readonly history: History;
  readonly auditFeed: AuditFeed;
  /** Loaded at first use, with its libraries. */
  readonly reporter: () => Promise<Reporter>;
  /** Fingerprint of the key that signs evidence packs; null where the system offers no encryption to keep one. */
  readonly fingerprint: () => Promise<string | null>;
  readonly outbox: Outbox;
  readonly sinks: readonly AlertSink[];
  /** IANA name of the time zone of this machine. */
  readonly timeZone: string;
  /** Loaded at first use, with its library. */
  readonly calendar: () => Promise<Calendar>;
  readonly readLines: ListReader;
  readonly vault: PasscodeVault;
  readonly memory: Memory;
  /** Tells the window what happened without being asked for. */
  readonly tell: {
    readonly grantsChanged: (personId: string) => void;
    readonly noticesChanged: () => void;
    /** How far the dry run is. */
    readonly planning: (progress: { readonly done: number; readonly people: number }) => void;
    readonly runChanged: (change: { readonly progress: RunProgress; readonly rows: readonly RunRow[] }) => void;
    /** By the system's own notification: the operator may be elsewhere. */
    readonly remind: (grant: { readonly what: string; readonly endsAt: string }) => void;
    readonly alert: (alert: Alert) => void;
    readonly historyChanged: () => void;
    readonly exporting: (progress: { readonly lines: number; readonly of: number }) => void;
  };
  readonly clock: Clock;
  readonly log: Log;
  /** How far Graph's clock is ahead of this desk's, milliseconds; null while no answer has told. */
  readonly clockSkewMs: () => number | null;
  /** ISO instant at which this desk was opened: what is unsettled from before was cut off. */
  readonly openedAt: string;
  readonly newId: () => string;
  /** Runs what belongs to one person or one passcode one after another; the key is compared without regard to case. */
  readonly inTurn: <T>(key: string, task: () => Promise<T>) => Promise<T>;
  /** False once the operator has left: what still runs in the background must end. */
  readonly isOpen: () => boolean;
  /** Resolves after that many milliseconds; injected so that tests do not wait. */
  readonly wait: (milliseconds: number) => Promise<void>;
};
