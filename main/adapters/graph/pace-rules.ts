/**
 * Decides when a call that nobody waits for may go. Pure: no clock, no waiting; goes by the instants it is given, epoch ms.
 *
 * Every call counts and teaches, those that somebody waits for too; only background calls ask. Three things hold them back:
 * the quotas, documented or learned; a stop that Graph asked for by a 429; and how many go side by side, halved by each
 * stop and one more after each quiet while. `x-ms-throttle-limit-percentage` from 0.8 on spreads them: at 1 they go no faster
 * than the quota allows in the long run. The reports have a quota so small that whatever asks nothing else waits in a line of
 * its own, and their refusal stops that line alone. Source: Graph throttling limits, identity and access; facts 10.
 */
import { LearnedWrites } from './learned-writes';
import { backgroundPart, DOCUMENTED_REPORTS, DOCUMENTED_WRITES, documentedUnits, type Quota, UNITS_WINDOW_MS } from './quotas';
import type { Cost } from './request-cost';
import { SlidingWindow } from './sliding-window';

/** Writes, reads, and reads of the reports each have a line of their own. */
export type Lane = 'write' | 'read' | 'report';

export function laneOf({ writes, reports, units }: Cost, isRead: boolean): Lane {
  if (!isRead || writes > 0) return 'write';
  return reports > 0 && units === 0 ? 'report' : 'read';
}

/** What an answer told. */
export type Heard = {
  /** Epoch ms until which Graph wants to be left alone; null without a 429. */
  readonly stopUntil: number | null;
  /** What of the quota is used, 0.8 to 1.8; null when Graph did not say. */
  readonly share: number | null;
  /** What it cost in Graph's own words, resource units; null when it did not say. */
  readonly units: number | null;
};
export const HEARD_NOTHING: Heard = { stopUntil: null, share: null, units: null };

/** Connections a browser opens to one host; batches are few, as each is twenty requests. */
export const WIDEST: Readonly<Record<Lane, number>> = { write: 6, read: 4, report: 2 };
/** Without a 429, so long, ms, one more may go side by side. */
export const QUIET_MS = 5_000;
const TOLD_FROM = 0.8;
/** A share says nothing any more after the shortest of the windows. */
const SHARE_LASTS_MS = 10_000;

/** `until`: what Graph asked for; `at`: when it was last heard. Epoch ms. */
type Stop = { until: number; at: number };
type LaneState = { width: number; widerAt: number; underWay: number; lastBegun: number; share: { readonly value: number; readonly at: number } | null };

export class PaceRules {
  readonly #writes = new SlidingWindow(DOCUMENTED_WRITES.windowMs);
  readonly #units = new SlidingWindow(UNITS_WINDOW_MS);
  readonly #reports = new SlidingWindow(DOCUMENTED_REPORTS.windowMs);
  readonly #learned = new LearnedWrites();
  readonly #lanes: Readonly<Record<Lane, LaneState>> = { write: freshLane('write'), read: freshLane('read'), report: freshLane('report') };
  #unitsQuota: Quota = documentedUnits(null);
  readonly #everything: Stop = { until: -Infinity, at: -Infinity };
  readonly #reportsAlone: Stop = { until: -Infinity, at: -Infinity };

  sizeIs(people: number): void {
    this.#unitsQuota = documentedUnits(people);
  }

  /** When a background call may go: `now` or earlier: at once. Null: when something that is under way has ended. */
  mayGoAt(lane: Lane, cost: Cost, now: number): number | null {
    const { underWay, lastBegun } = this.#lanes[lane];
    if (underWay >= this.#widthOf(lane, now)) return null;
    const times = [
      this.#everything.until,
      lane === 'report' ? this.#reportsAlone.until : now,
      lastBegun + this.#gapMs(lane, cost, now),
      this.#writes.fitsAt(cost.writes, backgroundPart(DOCUMENTED_WRITES), now),
      this.#units.fitsAt(cost.units, backgroundPart(this.#unitsQuota), now),
      this.#reports.fitsAt(cost.reports, backgroundPart(DOCUMENTED_REPORTS), now),
      cost.writes === 0 ? now : this.#learned.fitsAt(now),
    ];
    return times.some((time) => time === null) ? null : Math.max(...times.map((time) => time ?? now));
  }

  /** @param isBackground - Others count in the quotas, and not in how many go side by side. */
  begin(lane: Lane, cost: Cost, isBackground: boolean, now: number): void {
    this.#writes.begin(cost.writes);
    this.#units.begin(cost.units);
    this.#reports.begin(cost.reports);
    if (cost.writes > 0) this.#learned.begin();
    if (!isBackground) return;
    this.#lanes[lane].underWay += 1;
    this.#lanes[lane].lastBegun = now;
  }

  end(lane: Lane, cost: Cost, isBackground: boolean, begunAt: number, now: number, heard: Heard): void {
    this.#writes.end(cost.writes, cost.writes, now);
    this.#units.end(cost.units, heard.units ?? cost.units, now);
    this.#reports.end(cost.reports, cost.reports, now);
    if (cost.writes > 0) this.#learned.end(begunAt, now, heard.stopUntil);
    const state = this.#lanes[lane];
    if (isBackground) state.underWay -= 1;
    state.share = heard.share === null ? null : { value: heard.share, at: now };
    if (heard.stopUntil !== null) this.#stop(lane, begunAt, now, heard.stopUntil);
  }

  /** Null when Graph did not ask to wait, or not any more, or with the reports alone. */
  stoppedUntil(now: number): number | null {
    return this.#everything.until > now ? this.#everything.until : null;
  }

  /** Writes that fit now, in the background. */
  writesLeft(now: number): number {
    const documented = backgroundPart(DOCUMENTED_WRITES) - this.#writes.used(now);
    return Math.max(0, Math.min(documented, this.#learned.left(now)));
  }

  writesPerMs(): number {
    return Math.min(backgroundPart(DOCUMENTED_WRITES) / DOCUMENTED_WRITES.windowMs, this.#learned.perMs ?? Infinity);
  }

  /** When the next write fits, none being left; if that is up to what is under way, when a whole window has passed. */
  nextWriteAt(now: number): number | null {
    if (this.writesLeft(now) > 0) return null;
    const documented = this.#writes.fitsAt(1, backgroundPart(DOCUMENTED_WRITES), now) ?? now + DOCUMENTED_WRITES.windowMs;
    return Math.max(documented, this.#learned.fitsAt(now) ?? now + 1 / this.writesPerMs(), this.#everything.until);
  }

  widthOf(lane: Lane, now: number): number {
    return this.#widthOf(lane, now);
  }

  /** One refusal of several that were sent together says no more than the first. */
  #stop(lane: Lane, begunAt: number, now: number, until: number): void {
    const stop = lane === 'report' ? this.#reportsAlone : this.#everything;
    const isNew = begunAt >= stop.at;
    stop.until = Math.max(stop.until, until);
    if (!isNew) return;
    stop.at = now;
    const state = this.#lanes[lane];
    state.width = Math.max(1, Math.floor(this.#widthOf(lane, now) / 2));
    state.widerAt = stop.until + QUIET_MS;
  }

  #widthOf(lane: Lane, now: number): number {
    const state = this.#lanes[lane];
    if (now < state.widerAt || state.width >= WIDEST[lane]) return state.width;
    const steps = 1 + Math.floor((now - state.widerAt) / QUIET_MS);
    state.width = Math.min(WIDEST[lane], state.width + steps);
    state.widerAt += steps * QUIET_MS;
    return state.width;
  }

  /** From one background call to the next, ms. */
  #gapMs(lane: Lane, { units }: Cost, now: number): number {
    const { share } = this.#lanes[lane];
    if (share === null || share.value < TOLD_FROM || now - share.at > SHARE_LASTS_MS) return 0;
    const slowness = Math.min(1, (share.value - TOLD_FROM) / (1 - TOLD_FROM));
    const evenlyMs = lane === 'write' ? 1 / this.writesPerMs() : (units * UNITS_WINDOW_MS) / this.#unitsQuota.limit;
    return slowness * evenlyMs;
  }
}

function freshLane(lane: Lane): LaneState {
  return { width: WIDEST[lane], widerAt: Infinity, underWay: 0, lastBegun: -Infinity, share: null };
}
