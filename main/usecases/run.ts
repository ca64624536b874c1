/**
 * A run as the main process has it: who, what for, how far. One at a time at a desk. Counts and the estimate are worked
 * out from the rows, so that they cannot disagree with them.
 */
import type { JournalEntry } from '../../shared/domain/journal-entry';
import type { Channel } from '../../shared/domain/limits';
import type { Quota } from '../../shared/domain/preflight';
import type { PreflightLineId } from '../../shared/domain/rules';
import type { RunDelivery, RunHead, RunProgress, RunReading, RunRequest, RunRow, RunState } from '../../shared/domain/run';
import type { AppError } from '../../shared/errors';
import type { ManyFacts } from '../ports/bulk';
import type { Kept } from '../ports/vault';
import type { Desk } from './desk';
import type { WaitingIntent } from './intend-in-run';
import type { Planned } from '../../shared/domain/run-plan';

/** The rate is that of the last so many milliseconds, and is told once there is something to tell. */
const RATE_WINDOW_MS = 30_000;
const RATE_AFTER_MS = 2_000;
/** The window is told at most so often, milliseconds. */
const TELL_EVERY_MS = 250;

export type RunPerson = {
  /** Tier, limits and answers of it are those of the last judgement. */
  planned: Planned;
  row: RunRow;
  /** Of the passcode in the vault. */
  handle: string | null;
  /** When everything that decides was last judged, epoch ms; null makes it be judged anew. */
  judgedAt: number | null;
  /** Tries that ended with the service being unavailable. */
  tries: number;
};

export type Run = {
  readonly id: string;
  readonly request: Omit<RunRequest, 'people'>;
  readonly acknowledged: readonly PreflightLineId[];
  /** The newest `run.begin`: a run that ended and is retried is begun again. */
  intent: JournalEntry;
  /** When it was decided. */
  readonly begunAt: string;
  readonly people: readonly RunPerson[];
  readonly byPerson: ReadonlyMap<string, RunPerson>;
  readonly byHandle: Map<string, RunPerson>;
  state: RunState;
  pausedBecause: AppError | null;
  /** The last line is being written: nothing is begun, paused or cancelled any more. */
  isEnding: boolean;
  /** The last line is written: the next start will not find the run open. */
  isConcluded: boolean;
  /** The desk is being left: what is given up now is no end of the run. */
  isLeft: boolean;
  /** The tightest of the quotas of those who may get a pass; null while nobody was judged. */
  quota: Quota | null;
  /** Passes that the operator may still issue, by the quota; counted down by whatever this desk issues. Null, or none left: counted anew. */
  allowance: number | null;
  /** Asked for and not written yet. */
  readonly intents: WaitingIntent[];
  readonly doneAt: number[];
  startedAt: number;
  readonly changed: Set<RunPerson>;
  isTelling: boolean;
  /** What the people of a run share, while it is fresh. */
  facts: { readonly at: number; readonly many: ManyFacts } | null;
  /** The mails that tell people of their pass, one after another. */
  telling: Promise<void>;
  /** Resolves when nothing of the run is under way any more. */
  driving: Promise<void>;
};

/** The desk as a run uses it: Graph with low priority. */
export function bulkDesk(desk: Desk): Desk {
  return { ...desk, directory: desk.bulk.directory, passes: desk.bulk.passes };
}

export function newRow(planned: Planned): RunRow {
  const { personId, displayName, userPrincipalName, managerName, startDateTime, leftOut } = planned;
  return {
    personId,
    displayName,
    userPrincipalName,
    managerName,
    state: leftOut === null ? 'waiting' : 'left-out',
    passId: null,
    startDateTime,
    expiresAt: null,
    delivery: null,
    error: leftOut?.error ?? null,
    problems: leftOut?.problems ?? [],
    unanswered: leftOut?.unanswered ?? [],
    deliveryError: null,
  };
}

/** Changes one person's row and lets the window know, soon. */
export function update(desk: Desk, run: Run, person: RunPerson, change: Partial<RunRow>): void {
  if (change.state === 'done' && person.row.state !== 'done') run.doneAt.push(desk.clock.now().getTime());
  person.row = { ...person.row, ...change };
  run.changed.add(person);
  tellSoon(desk, run);
}

export function enter(desk: Desk, run: Run, state: RunState, pausedBecause: AppError | null = null): void {
  run.state = state;
  run.pausedBecause = pausedBecause;
  tellSoon(desk, run);
  desk.tell.noticesChanged();
}

/** In bundles: two thousand people must not be two thousand messages a second. */
export function tellSoon(desk: Desk, run: Run): void {
  if (run.isTelling) return;
  run.isTelling = true;
  void desk.wait(TELL_EVERY_MS).then(() => {
    run.isTelling = false;
    const rows = [...run.changed].map(({ row }) => row);
    run.changed.clear();
    if (desk.isOpen() && desk.memory.run === run) desk.tell.runChanged({ progress: progressOf(desk, run), rows });
  });
}

export function progressOf(desk: Desk, run: Run): RunProgress {
  const counts = { waiting: 0, working: 0, done: 0, failed: 0, 'left-out': 0, cancelled: 0 };
  const delivery = { held: 0, shown: 0, printed: 0, sealed: 0, mailed: 0, gone: 0 };
  let handOverUntil: number | null = null;
  for (const { row, handle } of run.people) {
    counts[row.state] += 1;
    if (row.delivery !== null) delivery[row.delivery] += 1;
    if (row.delivery !== 'held' || handle === null) continue;
    const until = desk.vault.about(handle)?.keptUntil ?? null;
    if (until !== null && (handOverUntil === null || until < handOverUntil)) handOverUntil = until;
  }
  const now = desk.clock.now().getTime();
  const { perMinute, remainingSeconds, slowedUntil } = estimate(desk, run, counts.waiting + counts.working, now);
  return {
    runId: run.id,
    kind: run.request.kind,
    state: run.state,
    counts,
    delivery,
    perMinute,
    remainingSeconds,
    slowedUntil: slowedUntil === null ? null : new Date(slowedUntil).toISOString(),
    handOverUntil: handOverUntil === null ? null : new Date(handOverUntil).toISOString(),
    pausedBecause: run.pausedBecause,
  };
}

/** The slower of what was seen lately and what the quota leaves: a burst at the start must not promise what cannot be kept. */
function estimate(desk: Desk, run: Run, left: number, now: number): { readonly perMinute: number | null; readonly remainingSeconds: number | null; readonly slowedUntil: number | null } {
  const pace = desk.bulk.pace();
  const slowedUntil = pace.slowedUntil !== null && pace.slowedUntil > now ? pace.slowedUntil : null;
  const isGoing = run.state === 'running' || run.state === 'pausing' || run.state === 'cancelling';
  while ((run.doneAt[0] ?? now) < now - RATE_WINDOW_MS) run.doneAt.shift();
  const since = Math.max(run.startedAt, now - RATE_WINDOW_MS);
  const perMs = now - since < RATE_AFTER_MS || run.doneAt.length === 0 ? null : run.doneAt.length / (now - since);
  if (!isGoing || left === 0) return { perMinute: null, remainingSeconds: null, slowedUntil: isGoing ? slowedUntil : null };
  const byQuotaMs = left <= pace.writesLeft ? 0 : (left - pace.writesLeft) / pace.writesPerMs;
  const wait = slowedUntil === null ? 0 : slowedUntil - now;
  return {
    perMinute: perMs === null ? null : Math.round(perMs * 60_000),
    remainingSeconds: perMs === null ? null : Math.ceil(Math.max(left / perMs, byQuotaMs, wait) / 1000),
    slowedUntil,
  };
}

export function readingOf(desk: Desk, run: Run): RunReading {
  return { head: headOf(run), progress: progressOf(desk, run), rows: run.people.map(({ row }) => row) };
}

const CHANNEL_OF: Readonly<Record<Channel, 'call' | 'slip' | 'manager-mail' | null>> = { call: 'call', slip: 'slip', 'manager-mail': 'manager-mail', split: null };

function headOf(run: Run): RunHead {
  const { intent, request } = run;
  const held = run.people.filter(({ planned }) => planned.leftOut === null);
  const channels = request.kind === 'issue' ? [...new Set(held.flatMap(({ planned }) => planned.delivery?.channels ?? []))].map((channel) => CHANNEL_OF[channel]).filter((channel) => channel !== null) : [];
  return {
    runId: run.id,
    kind: request.kind,
    begunAt: run.begunAt,
    by: intent.operator.displayName,
    ticket: intent.ticket,
    reason: intent.reason,
    scenario: request.scenario,
    people: held.length,
    channels: channels.includes('slip') && intent.detail.sealedPdf === true ? [...channels, 'sealed-pdf'] : channels,
  };
}

/** Somebody received the passcode, or nobody will: the run's row says so. For passcodes of no run it does nothing. */
export function noteDelivery(desk: Desk, kept: Pick<Kept, 'handle' | 'runId'>, delivery: RunDelivery): void {
  const { run } = desk.memory;
  const person = run?.byHandle.get(kept.handle);
  if (!run || !person || kept.runId !== run.id) return;
  // What was received stays received, whatever happens to the passcode afterwards.
  if (delivery === 'gone' && person.row.delivery !== 'held') return;
  update(desk, run, person, { delivery, deliveryError: null });
}

export function isOver({ state }: Run): boolean {
  return state === 'ended' || state === 'cancelled';
}
