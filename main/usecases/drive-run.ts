/**
 * Takes the people of a run in turn, a few at a time, as fast as Entra lets it: never so many ahead that what was looked at
 * is old by the time it is acted on. What is wrong with the desk (no network, no journal, no sign-in) pauses the run;
 * what is wrong with a person fails that person alone.
 */
import { LAST_LOOK_MAXIMUM } from '../ports/bulk';
import type { Desk } from './desk';
import { finish } from './finish-run';
import { enter, tellSoon, update, type Run, type RunPerson } from './run';
import { endAccessOf } from './run-end-access';
import { issueTo } from './run-issue';
import { isAboutDesk, type Outcome, type Work } from './run-outcome';
import { revokeOf } from './run-revoke';

/**
 * People taken whose act is not over. A lost answer takes seconds to settle and must not hold up the others; but whoever pauses
 * wants it to stop, and these still end.
 */
const UNDER_WAY_MAXIMUM = 18;
/** How often a person is tried again while the service is unavailable. */
const TRIES = 4;
const UNAVAILABLE_PAUSE_MS = 5_000;
const THROTTLED_PAUSE_MS = 500;
/** Longest single wait: pausing and leaving are noticed after it. Milliseconds. */
const SLICE_MS = 500;

const WORK: Readonly<Record<Run['request']['kind'], Work>> = { issue: issueTo, revoke: revokeOf, 'end-access': endAccessOf };

export async function driveRun(desk: Desk, run: Run): Promise<void> {
  const work = WORK[run.request.kind];
  const underWay = new Set<Promise<void>>();
  while (desk.isOpen() && run.state === 'running') {
    const size = await room(desk, run, underWay);
    const chunk = size === 0 ? [] : run.people.filter(({ row }) => row.state === 'waiting').slice(0, size);
    if (size === 0) continue;
    if (chunk.length === 0) {
      if (underWay.size === 0) break;
      await Promise.race(underWay);
      continue;
    }
    for (const person of chunk) update(desk, run, person, { state: 'working', error: null, problems: [] });
    const outcomes = await work(desk, run, chunk).catch((cause: unknown) => {
      desk.log.error('run.people-failed', { cause });
      return chunk.map(() => Promise.resolve<Outcome>({ state: 'failed', error: { kind: 'internal', correlationId: run.id } }));
    });
    chunk.forEach((person, index) => {
      const ended = (outcomes[index] ?? Promise.resolve<Outcome>({ state: 'again', error: { kind: 'cancelled' } })).then(
        (outcome) => settle(desk, run, person, outcome),
        (cause: unknown) => {
          desk.log.error('run.person-failed', { cause });
          return settle(desk, run, person, { state: 'failed', error: { kind: 'internal', correlationId: run.id } });
        },
      );
      const tracked = ended.finally(() => underWay.delete(tracked));
      underWay.add(tracked);
    });
  }
  await Promise.all(underWay);
  if (run.state === 'pausing') enter(desk, run, 'paused', run.pausedBecause);
  // Cancelling is finished by whoever cancelled.
  else if (run.state === 'running' && desk.isOpen()) await finish(desk, run, 'ended');
}

/** @returns how many people may be taken now; 0 when the state should be looked at again first. */
async function room(desk: Desk, run: Run, underWay: ReadonlySet<Promise<void>>): Promise<number> {
  if (underWay.size >= UNDER_WAY_MAXIMUM) {
    await Promise.race(underWay);
    return 0;
  }
  const now = desk.clock.now().getTime();
  const { slowedUntil, nextWriteAt, writesLeft, concurrency } = desk.bulk.pace();
  const until = Math.max(slowedUntil ?? 0, nextWriteAt ?? 0);
  if (until > now) {
    tellSoon(desk, run);
    await desk.wait(Math.min(until - now, SLICE_MS));
    return 0;
  }
  // As many as go out at once, and as many again to keep the connections busy while the next are looked at.
  return Math.max(1, Math.min(LAST_LOOK_MAXIMUM, writesLeft, concurrency * 2, UNDER_WAY_MAXIMUM - underWay.size));
}

async function settle(desk: Desk, run: Run, person: RunPerson, outcome: Outcome): Promise<void> {
  if (outcome.state === 'done') { update(desk, run, person, { state: 'done' }); return; }
  const { error } = outcome;
  // Their turn came while the run was being paused: nothing was noted, nothing was sent.
  if (error.kind === 'cancelled') { update(desk, run, person, { state: 'waiting' }); return; }
  if (isAboutDesk(error)) {
    update(desk, run, person, { state: 'waiting' });
    if (run.state === 'running') enter(desk, run, 'pausing', error);
    return;
  }
  // Entra asking to wait is no try: nothing happened, and the pace has heard it.
  const isThrottled = error.kind === 'throttled';
  if (!isThrottled) person.tries += 1;
  if (outcome.state === 'again' && (isThrottled || person.tries < TRIES)) {
    // Never at once: whatever the pace says, a refusal must not become a loop.
    await desk.wait(isThrottled ? THROTTLED_PAUSE_MS : UNAVAILABLE_PAUSE_MS);
    update(desk, run, person, { state: 'waiting' }); return;
  }
  update(desk, run, person, { state: 'failed', error, problems: error.kind === 'limits' ? error.problems : [] });
}
