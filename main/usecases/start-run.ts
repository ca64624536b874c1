/**
 * Starts a run from its dry run: the plan is kept, the first line is in the journal, and only then anything is sent. Also
 * pause, resume, cancel and retry. What each person gets is `run-issue.ts`, `run-revoke.ts` and `run-end-access.ts`.
 */
import { isTaken } from '../../shared/domain/run';
import type { Input, Reply } from '../../shared/ipc/contract';
import { err, ok } from '../../shared/result';
import type { Desk } from './desk';
import { driveRun } from './drive-run';
import { cancelPlan } from './plan-run';
import { actIn, intend, note } from './record';
import { enter, isOver, newRow, update, type Run, type RunPerson } from './run';
import { finish } from './finish-run';
import type { Planned, StoredPlan } from '../../shared/domain/run-plan';

/** What was decided and verified for a run holds for a day; after that it is cancelled and planned anew. Hours. */
const RESUME_WITHIN_HOURS = 24;

const refused = (reason: 'too-large' | 'nobody' | 'plan-old' | 'gone' | 'another-runs' | 'not-yours' | 'too-long-ago' | 'not-paused' | 'not-running') => err({ kind: 'run-refused', reason } as const);

export async function startRun(desk: Desk, { planId, acknowledged: answers }: Input<'runs.start'>): Promise<Reply<'runs.start'>> {
  if (desk.policy.state === 'broken') return err(desk.policy.error);
  const { draft, run: present } = desk.memory;
  if (present && (!isOver(present) || present.people.some(({ row }) => row.delivery === 'held'))) return refused('another-runs');
  if (draft?.planId !== planId) return refused('gone');
  const now = desk.clock.now().getTime();
  // Before it was made: the clock was put back.
  if (now > draft.validUntil || now < draft.at) return refused('plan-old');
  // An answer counts for a question that was asked.
  const acknowledged = answers.filter((line) => draft.lines.some(({ row }) => row.asks.includes(line)));
  const people = draft.lines.map(({ row, planned }): Planned => ({
    ...planned,
    acknowledged: row.asks.filter((line) => acknowledged.includes(line)),
    leftOut: isTaken(row, acknowledged) ? null : { error: row.error, problems: row.blocked, unanswered: row.asks.filter((line) => !acknowledged.includes(line)) },
  }));
  const taken = people.filter(({ leftOut }) => leftOut === null).length;
  if (taken === 0) return refused('nobody');
  const { kind, ticket, reason, scenario, start, startTime, verification, disable } = draft.request;
  const request = { kind, ticket, reason, scenario, start, startTime, verification, disable };
  const plan: StoredPlan = { version: 1, request, acknowledged, people };
  const kept = await desk.journal.keep(JSON.stringify(plan));
  if (!kept.ok) return kept;
  const runId = desk.newId();
  const intent = await intend(desk, {
    action: 'run.begin',
    person: null,
    ticket: request.ticket.trim(),
    reason: request.reason.trim(),
    detail: {
      runId,
      runKind: request.kind,
      people: taken,
      leftOut: people.length - taken,
      planSha256: kept.value,
      scenario: request.scenario,
      acknowledged: acknowledged.join(' '),
      verificationKind: request.verification?.kind ?? null,
      sealedPdf: desk.policy.rules.runs.sealedPdf,
    },
  });
  if (!intent.ok) return intent;
  desk.memory.draft = null;
  cancelPlan(desk);
  const run = newRun(runId, plan, intent.value, draft.quota, draft.at);
  desk.memory.run = run;
  go(desk, run);
  return ok({ runId });
}

/** @param judgedAt - When the facts of the dry run were read, epoch ms; null makes each be judged anew. */
export function newRun(id: string, { request, acknowledged, people: planned }: StoredPlan, intent: Run['intent'], quota: Run['quota'], judgedAt: number | null): Run {
  const { begunAt } = intent.detail;
  const people = planned.map((one): RunPerson => ({ planned: one, row: newRow(one), handle: null, judgedAt, tries: 0 }));
  return {
    id,
    request,
    acknowledged,
    intent,
    begunAt: typeof begunAt === 'string' ? begunAt : intent.at,
    people,
    byPerson: new Map(people.map((person) => [person.planned.personId.toLowerCase(), person])),
    byHandle: new Map(),
    state: 'running',
    pausedBecause: null,
    isEnding: false,
    isConcluded: false,
    isLeft: false,
    quota,
    allowance: null,
    intents: [],
    doneAt: [],
    startedAt: 0,
    changed: new Set(),
    isTelling: false,
    facts: null,
    telling: Promise.resolve(),
    driving: Promise.resolve(),
  };
}

function go(desk: Desk, run: Run): void {
  run.isEnding = false;
  run.startedAt = desk.clock.now().getTime();
  run.doneAt.length = 0;
  enter(desk, run, 'running');
  // Resumed while the last of a pause were still ending, one loop has gone on and may have finished it all.
  run.driving = run.driving.then(() => (isOver(run) ? undefined : driveRun(desk, run))).catch((cause: unknown) => {
    desk.log.error('run.ended-unexpectedly', { cause });
    enter(desk, run, 'paused', { kind: 'internal', correlationId: run.id });
  });
}

function presentRun(desk: Desk, runId: string): Run | null {
  const { run } = desk.memory;
  return run?.id === runId ? run : null;
}

export async function pauseRun(desk: Desk, runId: string): Promise<Reply<'runs.pause'>> {
  const run = presentRun(desk, runId);
  if (!run) return refused('gone');
  if (run.state === 'pausing' || run.state === 'paused') return ok({});
  if (run.state !== 'running' || run.isEnding) return refused('not-running');
  enter(desk, run, 'pausing');
  await note(desk, { ...actIn(run.intent), action: 'run.pause', detail: { runId } }, run.intent.id);
  return ok({});
}

export async function resumeRun(desk: Desk, runId: string): Promise<Reply<'runs.resume'>> {
  const run = presentRun(desk, runId);
  if (!run) return refused('gone');
  if (run.state === 'running') return ok({});
  if (run.state === 'settling' || run.state === 'cancelling' || isOver(run)) return refused('not-paused');
  if (desk.policy.state === 'broken') return err(desk.policy.error);
  if (run.intent.operator.id.toLowerCase() !== desk.operator.id.toLowerCase()) return refused('not-yours');
  if (desk.clock.now().getTime() - Date.parse(run.begunAt) > RESUME_WITHIN_HOURS * 3_600_000) return refused('too-long-ago');
  const noted = await note(desk, { ...actIn(run.intent), action: 'run.resume', detail: { runId } }, run.intent.id);
  if (!noted.ok) return noted;
  go(desk, run);
  return ok({});
}

/** What has begun for a person is finished; whoever waits is left as they are. */
export async function cancelRun(desk: Desk, runId: string): Promise<Reply<'runs.cancel'>> {
  const run = presentRun(desk, runId);
  if (!run) return refused('gone');
  if (isOver(run)) return ok({});
  if (run.state === 'settling') return refused('not-paused');
  const wasGoing = run.state === 'running' || run.state === 'pausing';
  if (!run.isEnding) enter(desk, run, 'cancelling');
  if (wasGoing) await run.driving;
  // It ended by itself at this moment.
  if (isOver(run)) return ok({});
  return finish(desk, run, 'cancelled');
}

/** Those who failed, and those whose passcode nobody received. */
export async function retryRun(desk: Desk, runId: string): Promise<Reply<'runs.retry'>> {
  const run = presentRun(desk, runId);
  if (!run) return refused('gone');
  if (run.state === 'settling' || run.state === 'stopped' || run.state === 'cancelling' || run.state === 'pausing' || (run.isEnding && !isOver(run))) return refused('not-paused');
  if (run.intent.operator.id.toLowerCase() !== desk.operator.id.toLowerCase()) return refused('not-yours');
  if (desk.clock.now().getTime() - Date.parse(run.begunAt) > RESUME_WITHIN_HOURS * 3_600_000) return refused('too-long-ago');
  const again = run.people.filter(({ row }) => row.state === 'failed' || (row.state === 'done' && row.delivery === 'gone'));
  if (again.length === 0) return ok({ people: 0 });
  const isGoing = run.state === 'running';
  const resumed = { ...actIn(run.intent), action: 'run.resume' as const, detail: { runId, retries: again.length } };
  // A run that has ended is begun again, so that the next start finds it open if the app is stopped in it.
  const noted = await (run.isConcluded ? intend(desk, { ...actIn(run.intent), detail: { ...run.intent.detail, begunAt: run.begunAt } }) : note(desk, resumed, run.intent.id));
  if (!noted.ok) return noted;
  if (run.isConcluded) run.intent = noted.value;
  run.isConcluded = false;
  for (const person of again) {
    person.judgedAt = null;
    person.tries = 0;
    person.handle = null;
    update(desk, run, person, { state: 'waiting', error: null, problems: [], delivery: null, deliveryError: null });
  }
  if (!isGoing) go(desk, run);
  return ok({ people: again.length });
}
