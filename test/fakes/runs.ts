/** Runs for the fake bridge: a plan takes everybody, and there is no run unless a test names one. */
import type { PlanRow, RunHead, RunProgress, RunReading, RunRequest, RunRow } from '../../shared/domain/run';
import type { Handlers, MethodName } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { handOver, operator, row } from './people';

export type RunHandlers = Pick<Handlers, Extract<MethodName, `runs.${string}`>>;

export const PLAN = '9a000000-0000-4000-8000-00000000000a';
export const RUN = '9b000000-0000-4000-8000-00000000000b';
export const KEY = '9c000000-0000-4000-8000-00000000000c';
export const SEALED_KEY = 'FAKE2-FAKE3-FAKE4-FAKE5';

const personOf = (number: number) => ({ personId: row(number).id, displayName: row(number).displayName, userPrincipalName: row(number).userPrincipalName, managerName: 'Charles Babbage' });

/** Somebody whom nothing holds back: 480 minutes once, from 8 o'clock in Berlin. */
export function planRow(number: number, changes: Partial<PlanRow> = {}): PlanRow {
  return {
    ...personOf(number),
    line: null,
    startDateTime: '2026-01-05T07:00:00Z',
    timeZone: 'Europe/Berlin',
    zoneFrom: 'desk',
    lifetimeInMinutes: 480,
    isUsableOnce: true,
    passId: null,
    passExpiresAt: null,
    blocked: [],
    asks: [],
    error: null,
    ...changes,
  };
}

export function runRow(number: number, changes: Partial<RunRow> = {}): RunRow {
  return {
    ...personOf(number),
    state: 'waiting',
    passId: null,
    startDateTime: null,
    expiresAt: null,
    delivery: null,
    error: null,
    problems: [],
    unanswered: [],
    deliveryError: null,
    ...changes,
  };
}

export function runHead(changes: Partial<RunHead> = {}): RunHead {
  return { runId: RUN, kind: 'issue', begunAt: '2026-01-05T07:00:00Z', by: operator.displayName, ticket: 'HR-1', reason: 'First day', scenario: 'first-day', people: 1, channels: ['call', 'slip'], ...changes };
}

/** What these rows come to: counts are counted, the rest is as a test says. */
export function runProgress(rows: readonly RunRow[], changes: Partial<RunProgress> = {}): RunProgress {
  const inState = (state: RunRow['state']) => rows.filter((each) => each.state === state).length;
  const delivered = (delivery: RunRow['delivery']) => rows.filter((each) => each.delivery === delivery).length;
  return {
    runId: RUN,
    kind: 'issue',
    state: 'running',
    counts: { waiting: inState('waiting'), working: inState('working'), done: inState('done'), failed: inState('failed'), 'left-out': inState('left-out'), cancelled: inState('cancelled') },
    delivery: { held: delivered('held'), shown: delivered('shown'), printed: delivered('printed'), sealed: delivered('sealed'), mailed: delivered('mailed'), gone: delivered('gone') },
    perMinute: null,
    remainingSeconds: null,
    slowedUntil: null,
    handOverUntil: null,
    pausedBecause: null,
    ...changes,
  };
}

export function runReading(rows: readonly RunRow[], progress: Partial<RunProgress> = {}, head: Partial<RunHead> = {}): RunReading {
  const kind = head.kind ?? progress.kind ?? 'issue';
  return { head: runHead({ people: rows.length, kind, ...head }), progress: runProgress(rows, { kind, ...progress }), rows };
}

/** Rows as a plan has them for whom it was asked for; people are known by the number in their id. */
function plannedFor({ people }: RunRequest): readonly PlanRow[] {
  return people.map(({ personId, line }) => planRow(Number(personId.slice(-12)), { personId, line }));
}

/** @param run - What `runs.read` tells. */
export function runHandlers(run: RunReading | null = null): RunHandlers {
  return {
    'runs.read-list': async () => ok({ people: [], problems: [], ignored: [], lines: 0 }),
    'runs.plan': async (request) => ok({ planId: PLAN, kind: request.kind, rows: plannedFor(request), questions: [], validUntil: new Date(Date.now() + 600_000).toISOString() }),
    'runs.cancel-plan': async () => ok({}),
    'runs.start': async () => ok({ runId: RUN }),
    'runs.read': async () => ok({ run }),
    'runs.pause': async () => ok({}),
    'runs.resume': async () => ok({}),
    'runs.cancel': async () => ok({}),
    'runs.retry': async () => ok({ people: run?.progress.counts.failed ?? 0 }),
    'runs.hand-over': async () => ok(handOver()),
    'runs.print': async ({ personIds }) => ok({ printed: personIds.length }),
    'runs.seal': async ({ personIds }) => ok({ keyHandle: KEY, file: '/home/dana/passes.pdf', sealed: personIds.length }),
    'runs.reveal-key': async () => ok({ key: SEALED_KEY }),
    'runs.key-seen': async () => ok({}),
    'runs.mail': async ({ personIds }) => ok({ mails: 1, people: personIds.length, failed: 0 }),
    'runs.give-up': async ({ personIds }) => ok({ revoked: personIds.length, stillLive: 0 }),
  };
}
