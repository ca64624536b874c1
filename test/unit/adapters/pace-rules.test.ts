/** When a background call may go: never more than a quota in any window, nobody starves, and a lower quota is learned. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEARD_NOTHING, type Heard, PaceRules, QUIET_MS, WIDEST } from '../../../main/adapters/graph/pace-rules';
import { backgroundPart, DOCUMENTED_REPORTS, DOCUMENTED_WRITES, documentedUnits, type Quota } from '../../../main/adapters/graph/quotas';
import { SlidingWindow } from '../../../main/adapters/graph/sliding-window';

const WRITE = { units: 1, writes: 1, reports: 0 };
const REPORT = { units: 0, writes: 0, reports: 1 };
const BATCH = { units: 24, writes: 0, reports: 0 };
const START = 1_800_000_000_000;

/** The most of anything that lies in one window, ends included. */
function mostIn(windowMs: number, at: readonly number[], cost = 1): number {
  let first = 0;
  return at.reduce((most, to, n) => {
    while ((at[first] ?? 0) <= to - windowMs) first += 1;
    return Math.max(most, (n - first + 1) * cost);
  }, 0);
}

/** Sends so many calls as fast as the rules let them go. @returns when each arrived at the service. */
function sendAll(rules: PaceRules, count: number, cost: typeof WRITE, latencyMs: (n: number) => number): readonly number[] {
  const lane = cost.writes > 0 ? 'write' : 'read';
  const ends: { readonly at: number; readonly begunAt: number }[] = [];
  const arrivals: number[] = [];
  let now = START;
  const endNext = () => {
    ends.sort((left, right) => left.at - right.at);
    const next = ends.shift();
    if (!next) throw new Error('Nothing is under way, and nothing may go.');
    now = Math.max(now, next.at);
    rules.end(lane, cost, true, next.begunAt, now, HEARD_NOTHING);
  };
  for (let n = 0; n < count; n += 1) {
    for (let at = rules.mayGoAt(lane, cost, now); at === null || at > now; at = rules.mayGoAt(lane, cost, now)) {
      const soonest = Math.min(...ends.map((each) => each.at));
      if (at === null || soonest <= at) endNext();
      else now = at;
    }
    rules.begin(lane, cost, true, now);
    const latency = latencyMs(n);
    arrivals.push(now + latency / 2);
    ends.push({ at: now + latency, begunAt: now });
  }
  return arrivals.sort((left, right) => left - right);
}

const latencies = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 });
const by = (each: readonly number[]) => (n: number) => each[n % each.length] ?? 1;

describe('background calls', () => {
  it('are never more than the documented writes in any window, and lose nothing but the part that is left free', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6_500 }), latencies, (count, each) => {
        const arrivals = sendAll(new PaceRules(), count, WRITE, by(each));
        expect(mostIn(DOCUMENTED_WRITES.windowMs, arrivals)).toBeLessThanOrEqual(backgroundPart(DOCUMENTED_WRITES));
        const windows = Math.ceil(count / backgroundPart(DOCUMENTED_WRITES)) - 1;
        const slowest = Math.max(...each);
        expect((arrivals.at(-1) ?? START) - START).toBeLessThanOrEqual((windows * (DOCUMENTED_WRITES.windowMs + 2 * slowest)) + (count / WIDEST.write + 4) * slowest);
      }),
      { numRuns: 30 },
    );
  });

  it.each([[null, 3_500], [49, 3_500], [50, 5_000], [500, 5_000], [501, 8_000]])('of a tenant of %j people spend fewer than %d units in ten seconds', (people, limit) => {
    expect(documentedUnits(people)).toEqual({ limit, windowMs: 10_000 });
    fc.assert(
      fc.property(latencies, (each) => {
        const rules = new PaceRules();
        if (people !== null) rules.sizeIs(people);
        expect(mostIn(10_000, sendAll(rules, 900, BATCH, by(each.map((ms) => ms / 50))), BATCH.units)).toBeLessThan(limit);
      }),
      { numRuns: 10 },
    );
  });

  it('leave one read of the reports free in each window', () => {
    expect(mostIn(DOCUMENTED_REPORTS.windowMs, sendAll(new PaceRules(), 40, REPORT, () => 20))).toBe(4);
  });

  it('give way to what somebody waits for, which is counted and never asks', () => {
    const rules = new PaceRules();
    for (let n = 0; n < backgroundPart(DOCUMENTED_WRITES); n += 1) {
      rules.begin('write', WRITE, false, START);
      rules.end('write', WRITE, false, START, START + 1, HEARD_NOTHING);
    }
    expect([rules.writesLeft(START + 1), rules.mayGoAt('write', WRITE, START + 1), rules.nextWriteAt(START + 1)]).toEqual([0, START + 1 + DOCUMENTED_WRITES.windowMs, START + 1 + DOCUMENTED_WRITES.windowMs]);
    expect(rules.writesLeft(START + 2 + DOCUMENTED_WRITES.windowMs)).toBe(backgroundPart(DOCUMENTED_WRITES));
  });

  it('all stop after a refusal of any call, half as many go side by side, and one more after each quiet while', () => {
    const rules = new PaceRules();
    const refuse = (begunAt: number, now: number, stopUntil: number) => {
      rules.begin('write', WRITE, false, begunAt);
      rules.end('write', WRITE, false, begunAt, now, { ...HEARD_NOTHING, stopUntil });
    };
    refuse(START, START + 10, START + 7_010);
    // Sent together with the first: it says no more than that one did.
    refuse(START, START + 20, START + 7_020);
    expect([rules.mayGoAt('write', WRITE, START + 30), rules.mayGoAt('read', BATCH, START + 30), rules.stoppedUntil(START + 30), rules.widthOf('write', START + 30)]).toEqual([START + 7_020, START + 7_020, START + 7_020, 3]);
    expect([rules.stoppedUntil(START + 7_020), rules.widthOf('write', START + 7_020 + QUIET_MS), rules.widthOf('write', START + 7_020 + 9 * QUIET_MS), rules.widthOf('read', START + 30)]).toEqual([null, 4, 6, 4]);
  });

  it('spread when the quota is nearly used up: at its end as far apart as it allows in the long run', () => {
    const gapAt = (share: number | null) => {
      const rules = new PaceRules();
      rules.begin('write', WRITE, true, START);
      rules.end('write', WRITE, true, START, START, { ...HEARD_NOTHING, share });
      return (rules.mayGoAt('write', WRITE, START) ?? NaN) - START;
    };
    const evenly = DOCUMENTED_WRITES.windowMs / backgroundPart(DOCUMENTED_WRITES);
    expect([gapAt(null), gapAt(0.8), gapAt(1), gapAt(1.8)]).toEqual([0, 0, expect.closeTo(evenly, 3), expect.closeTo(evenly, 3)]);
    expect(gapAt(0.9)).toBeCloseTo(evenly / 2, 3);
  });
});

describe('a sliding window', () => {
  it('says truly when more fits, whatever was spent and is under way', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ after: fc.integer({ min: 0, max: 90 }), cost: fc.integer({ min: 1, max: 5 }) }), { maxLength: 60 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 6 }), (spent, limit, wanted) => {
        const window = new SlidingWindow(100);
        let now = 0;
        for (const { after, cost } of spent) {
          now += after;
          window.begin(cost);
          window.end(cost, cost, now);
        }
        const fits = (at: number) => window.used(at) === 0 || window.used(at) + wanted <= limit;
        const at = window.fitsAt(wanted, limit, now) ?? NaN;
        if (at > now) expect(fits(at - 1)).toBe(false);
        expect(fits(at)).toBe(true);
      }),
    );
  });
});

/** A service with a quota of its own: a sliding window or one that begins anew, refused calls not counted, whole seconds told. */
function service({ limit, windowMs }: Quota, kind: 'sliding' | 'fixed', tellsWait: boolean) {
  const taken: number[] = [];
  return (now: number): Heard => {
    const from = kind === 'sliding' ? now - windowMs : Math.floor(now / windowMs) * windowMs - 1;
    const inWindow = taken.filter((at) => at > from);
    if (inWindow.length < limit) {
      taken.push(now);
      return { ...HEARD_NOTHING, share: (inWindow.length + 1) / limit >= 0.8 ? (inWindow.length + 1) / limit : null };
    }
    const freeAt = kind === 'sliding' ? (inWindow[0] ?? now) + windowMs : from + 1 + windowMs;
    return { ...HEARD_NOTHING, stopUntil: now + (tellsWait ? Math.ceil((freeAt - now) / 1000) * 1000 : 2_000) };
  };
}

/** As many writers as may go side by side; a refused one is sent again in its turn. */
function runAgainst(answer: (now: number) => Heard, people: number, latencyMs: (n: number) => number) {
  const rules = new PaceRules();
  const underWay: { readonly at: number; readonly begunAt: number; readonly heard: Heard }[] = [];
  let now = START;
  let [waiting, done, refused, sent] = [people, 0, 0, 0];
  while (done < people) {
    const at = waiting > 0 ? rules.mayGoAt('write', WRITE, now) : null;
    const soonest = Math.min(...underWay.map((each) => each.at));
    if (at !== null && at <= now) {
      rules.begin('write', WRITE, true, now);
      const latency = latencyMs(sent);
      underWay.push({ at: now + latency, begunAt: now, heard: answer(now + latency / 2) });
      underWay.sort((left, right) => left.at - right.at);
      waiting -= 1;
      sent += 1;
    } else if (at === null || soonest <= at) {
      const next = underWay.shift();
      if (!next) throw new Error('Nobody is under way, and nobody may go.');
      now = next.at;
      // What a service tells to wait for counts from its answer.
      const stopUntil = next.heard.stopUntil === null ? null : next.heard.stopUntil + (next.at - next.begunAt) / 2;
      rules.end('write', WRITE, true, next.begunAt, now, { ...next.heard, stopUntil });
      if (stopUntil === null) done += 1;
      else [waiting, refused] = [waiting + 1, refused + 1];
    } else now = at;
  }
  return { ms: now - START, refusedShare: refused / sent };
}

describe('a quota lower than documented is learned:', () => {
  const meanOf = (each: readonly number[]) => each.reduce((sum, one) => sum + one, 0) / each.length;
  const floor = ({ limit, windowMs }: Quota, people: number) => (Math.ceil(people / limit) - 1) * windowMs;

  it.each([
    [5, 10_000, 1.15, 1.08],
    // A first refusal is only waited out: where one goes at a time, waiting out two of them is felt.
    [1, 3_000, 1.4, 1.12],
    [20, 60_000, 1.1, 1.08],
    [100, 30_000, 1.1, 1.08],
    [300, 150_000, 1.1, 1.08],
  ])('%d writes in %d ms, little above the floor, and few are refused', (limit, windowMs, worst, mean) => {
    const people = Math.max(200, limit * 12);
    const runs = fc.sample(fc.array(fc.integer({ min: 5, max: 120 }), { minLength: 1, maxLength: 20 }), { seed: 5, numRuns: 30 }).map((each) => runAgainst(service({ limit, windowMs }, 'sliding', true), people, by(each)));
    const ratios = runs.map(({ ms }) => ms / floor({ limit, windowMs }, people));
    expect(Math.max(...ratios)).toBeLessThan(worst);
    expect(meanOf(ratios)).toBeLessThan(mean);
    expect(meanOf(runs.map(({ refusedShare }) => refusedShare))).toBeLessThan(0.08);
  });

  it('in windows that begin anew, and where Graph does not say how long to wait, too', () => {
    const quota = { limit: 5, windowMs: 10_000 };
    const fixed = runAgainst(service(quota, 'fixed', true), 200, () => 40);
    const untold = runAgainst(service(quota, 'sliding', false), 200, () => 40);
    expect([fixed.ms / floor(quota, 200), untold.ms / floor(quota, 200)].map((ratio) => ratio < 1.3)).toEqual([true, true]);
    expect([fixed.refusedShare < 0.15, untold.refusedShare < 0.3]).toEqual([true, true]);
  });

  it('a refusal by chance is believed for a while only: two hundred of which one in twenty is refused take little longer than their waits', () => {
    let state = 7;
    const chance = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    };
    const { ms } = runAgainst((now) => ({ ...HEARD_NOTHING, stopUntil: chance() < 0.05 ? now + 2_000 : null }), 200, () => 40);
    expect(ms).toBeLessThan(60_000);
  });
});
