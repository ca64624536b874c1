// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { announcement, type Said } from '../../renderer/acts/run/announcement';
import { reasonsOf, whyNot } from '../../renderer/acts/run/plan-reasons';
import { changedBy, countOf, fromReading, shownIn, turnsOf } from '../../renderer/acts/run/run-state';
import { outlookText, questionText, remainingText, startText } from '../../renderer/acts/run/run-words';
import { zonedText } from '../../renderer/ui/time-text';
import type { RunProgress } from '../../shared/domain/run';
import { row } from '../fakes/people';
import { planRow, RUN, runProgress, runReading, runRow } from '../fakes/runs';

const counts = (done: number, failed: number, waiting: number): RunProgress['counts'] => ({ waiting, working: 0, done, failed, 'left-out': 0, cancelled: 0 });

/** What is said as a run of 200 goes on, one event a second. */
function heard(progresses: readonly Partial<RunProgress>[], apartMs = 1000): readonly string[] {
  const said: string[] = [];
  let last: Said | null = null;
  for (const [at, changes] of progresses.entries()) {
    const next = announcement(last, runProgress([], changes), 1_000_000 + at * apartMs);
    if (next === null) continue;
    last = next.said;
    said.push(next.words);
  }
  return said;
}

describe('what of a run is announced', () => {
  const steps = Array.from({ length: 201 }, (_, done) => ({ counts: counts(done, 0, 200 - done) }));

  it('says the start, each quarter and the end, and not each event', () => {
    const ended = { state: 'ended' as const, counts: counts(198, 2, 0), delivery: { held: 198, shown: 0, printed: 0, sealed: 0, mailed: 0, gone: 0 } };
    expect(heard([...steps, ended])).toEqual(['The run goes on: 0 of 200.', '50 of 200.', '100 of 200.', '150 of 200.', 'The run has ended: 198 done, 2 failed, 198 passcodes to hand over.']);
  });

  it('says progress at most once in 15 seconds, however fast it goes', () => {
    const fast = heard(steps, 100);
    expect(fast).toEqual(['The run goes on: 0 of 200.', '150 of 200.']);
  });

  it('says a pause at once with its reason, not that one was asked for, and the resuming', () => {
    const words = heard([
      { counts: counts(10, 1, 189) },
      { state: 'pausing', counts: counts(11, 1, 188) },
      { state: 'paused', counts: counts(12, 1, 187), pausedBecause: { kind: 'offline' } },
      { state: 'running', counts: counts(12, 1, 187) },
    ]);
    expect(words).toEqual(['The run goes on: 11 of 200, 1 failed.', 'Paused: 13 of 200, 1 failed. No connection.', 'Resumed: 13 of 200, 1 failed.']);
  });

  it('begins anew with another run', () => {
    const first = announcement(null, runProgress([], { counts: counts(5, 0, 5) }), 0);
    expect(announcement(first?.said ?? null, runProgress([], { runId: '9b000000-0000-4000-8000-0000000000ff', counts: counts(0, 0, 3) }), 1)?.words).toBe('The run goes on: 0 of 3.');
  });
});

describe('the state of a run in the window', () => {
  const rows = [runRow(1, { state: 'done', delivery: 'held' }), runRow(2), runRow(3, { state: 'failed', error: { kind: 'offline' } })];

  it('keeps every row that an event does not name, and their order', () => {
    const run = fromReading(runReading(rows), []);
    const next = changedBy(run, { progress: runProgress(rows), rows: [runRow(2, { state: 'working' })] });
    expect({ order: next.order === run.order, first: next.rows.get(row(1).id) === run.rows.get(row(1).id), second: next.rows.get(row(2).id)?.state }).toEqual({ order: true, first: true, second: 'working' });
  });

  it('lays over a reading what arrived meanwhile, and nothing of another run', () => {
    const mine = { progress: runProgress(rows, { perMinute: 48 }), rows: [runRow(2, { state: 'done' })] };
    const other = { progress: runProgress([], { runId: '9b000000-0000-4000-8000-0000000000ff' }), rows: [runRow(1, { state: 'cancelled' })] };
    const run = fromReading(runReading(rows), [mine, other]);
    expect({ perMinute: run.progress.perMinute, states: [...run.rows.values()].map(({ state }) => state), runId: run.progress.runId }).toEqual({ perMinute: 48, states: ['done', 'done', 'failed'], runId: RUN });
  });

  it('counts whose turn is over, and shows by state', () => {
    const run = fromReading(runReading(rows), []);
    expect(turnsOf(run.progress)).toEqual({ over: 2, all: 3 });
    expect((['all', 'waiting', 'failed', 'held'] as const).map((filter) => [shownIn(run, filter).length, countOf(run.progress, filter)])).toEqual([[3, 3], [1, 1], [1, 1], [1, 1]]);
  });
});

describe('a run in words', () => {
  it('groups the reasons, the most frequent first, with whom they are about', () => {
    const rows = [planRow(1), planRow(2, { blocked: [{ rule: 'no-hire-day' }] }), planRow(3, { blocked: [{ rule: 'no-hire-day' }], asks: ['existing-pass'] }), planRow(4, { asks: ['existing-pass'] }), planRow(5, { error: { kind: 'offline' } }), planRow(6, { blocked: [{ rule: 'no-hire-day' }] })];
    const told = reasonsOf(rows, []).map(({ words, names }) => [words.slice(0, 30), names]);
    expect(told).toEqual([
      ['No hire day is on file for the', ['Person 2', 'Person 3', 'Person 6']],
      ['Has a live pass, and it was no', ['Person 4']],
      ['No connection. Microsoft Graph', ['Person 5']],
    ]);
    expect(reasonsOf(rows, ['existing-pass']).map(({ names }) => names.length)).toEqual([3, 1]);
  });

  it('is one reason for everybody beyond the quota, whichever place in the list they have', () => {
    const rows = [20, 21, 22].map((used, at) => planRow(at + 1, { blocked: [{ rule: 'quota', per: 'hour', maximum: 20, used }] }));
    expect(reasonsOf(rows, []).map(({ words, names }) => [words, names.length])).toEqual([['Your quota of 20 passes within an hour ends before their turn. Begin another run later, or ask a colleague.', 3]]);
  });

  it('tells the reason of a failure with the request that support looks for', () => {
    const [why] = whyNot(runRow(1, { state: 'failed', error: { kind: 'throttled', retryAfterSeconds: 10, requestId: 'req-77' } }));
    expect(why).toBe('Microsoft asks for a pause. There were too many requests in a short time. Try again in 10 seconds. Request req-77.');
  });

  it('names the act and the count', () => {
    expect([startText('issue', 182), startText('revoke', 1), startText('end-access', 2), outlookText('issue', 182, 18), questionText('existing-pass', 1), questionText('recent-changes', 200)]).toEqual([
      'Issue 182 passes',
      'Revoke 1 pass',
      'End access of 2 people',
      '182 will get a pass, 18 will not.',
      'Replace the live pass of 1 person',
      '“Recent changes of phone, manager and methods” could not be checked for 200 people. Go on without',
    ]);
  });

  it.each([[20, 'less than a minute'], [61, 'about 1 minute'], [245, 'about 4 minutes'], [3600, 'about 1 hour'], [5400, 'about 1 hour 30 minutes']])('says of %i seconds: %s', (seconds, words) => {
    expect(remainingText(seconds)).toBe(words);
  });

  it('tells a time in somebody else’s zone, and falls back where the zone is not known here', () => {
    const start = new Date('2026-01-05T07:00:00Z');
    expect(zonedText(start, 'Asia/Tokyo')).toMatch(/0?4:00/);
    expect(zonedText(start, 'Nowhere/At-All')).toMatch(/2026/);
  });
});
