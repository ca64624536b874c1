/** Plans a run and carries it out, by the methods that the window calls, and takes the times. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { RunReading } from '../../shared/domain/run';
import type { Input, MethodName, Reply } from '../../shared/ipc/contract';
import type { MemoryFacts, RunFacts, ToMeasured } from './protocol';

type Ports = {
  readonly call: <M extends MethodName>(name: M, input: Input<M>) => Promise<Reply<M>>;
  /** Resolves when the run may be started, its dry run being done. */
  readonly untilMayStart: () => Promise<void>;
  /** Resolves when nothing of the run is under way any more. */
  readonly untilEnded: () => Promise<void>;
};

const SAMPLE_MS = 100;
/** A collection stops everything: seldom enough to leave the run going. */
const COLLECT_EVERY = 10;
const STALL_RESOLUTION_MS = 5;

/** @throws when the dry run or the start is refused. */
export async function measureRun({ ids, isMemoryWatched }: Extract<ToMeasured, { readonly kind: 'run' }>, { call, untilMayStart, untilEnded }: Ports): Promise<RunFacts> {
  // Whatever is made at the first question is made.
  value(await call('runs.read', {}));
  const before = isMemoryWatched ? memoryNow() : null;
  const asked = performance.now();
  const plan = value(await call('runs.plan', {
    kind: 'issue', people: ids.map((personId) => ({ personId, timeZone: null, startDate: null, line: null })), ticket: 'INC-1001', reason: 'Bench: first day',
    scenario: 'first-day', start: 'now', startTime: '08:00', verification: { kind: 'photo-id', against: 'Passport, on video' }, disable: false,
  }));
  const planMs = performance.now() - asked;
  const planned = isMemoryWatched ? memoryNow() : null;

  await untilMayStart();
  const watch = watchMemory(isMemoryWatched);
  const stalls = monitorEventLoopDelay({ resolution: STALL_RESOLUTION_MS });
  stalls.enable();
  const cpu = process.cpuUsage();
  const startedAt = Date.now();
  const begun = performance.now();
  value(await call('runs.start', { planId: plan.planId, acknowledged: plan.questions.map(({ line }) => line) }));
  await untilEnded();
  const runMs = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  stalls.disable();
  const peak = watch.end();

  const { run } = value(await call('runs.read', {}));
  if (run === null) throw new Error('there is no run');
  const memory: MemoryFacts | null = before && planned && { heapBefore: before.heap, heapPlanned: planned.heap, heapAtPeak: peak.heap, residentBefore: before.resident, residentAtPeak: peak.resident };
  return { planMs, runMs, startedAt, done: run.progress.counts.done, others: othersOf(run), cpuMs: (user + system) / 1000, longestStallMs: stalls.max / 1e6, memory };
}

function value<T>(reply: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly kind: string } }): T {
  if (reply.ok) return reply.value;
  throw new Error(JSON.stringify(reply.error));
}

function othersOf({ rows }: RunReading): RunFacts['others'] {
  const others: Record<string, number> = {};
  for (const { state, error, problems, unanswered } of rows) {
    if (state === 'done') continue;
    const why = [state, error?.kind, ...problems.map(({ rule }) => rule), ...unanswered].filter(Boolean).join(' ');
    others[why] = (others[why] ?? 0) + 1;
  }
  return others;
}

type Taken = { readonly heap: number; readonly resident: number };

/** @throws when Node was not started with `--expose-gc`. */
function memoryNow(): Taken {
  const { gc } = globalThis;
  if (!gc) throw new Error('memory is measured with --expose-gc');
  // Before the collection: what the system had to find is what counts.
  const resident = process.memoryUsage.rss();
  gc();
  return { heap: process.memoryUsage().heapUsed, resident };
}

function watchMemory(isOn: boolean): { readonly end: () => Taken } {
  let heap = 0;
  let resident = 0;
  let count = 0;
  const take = (isCollected: boolean): void => {
    resident = Math.max(resident, process.memoryUsage.rss());
    if (isCollected) heap = Math.max(heap, memoryNow().heap);
  };
  const timer = isOn ? setInterval(() => take((count += 1) % COLLECT_EVERY === 0), SAMPLE_MS) : undefined;
  return {
    end: () => {
      clearInterval(timer);
      if (isOn) take(true);
      return { heap, resident };
    },
  };
}
