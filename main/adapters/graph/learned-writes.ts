/**
 * How many writes Graph takes where it takes fewer than documented. Pure: goes by the instants it is given.
 *
 * A first 429 is waited out and no more: somebody else may have used up the quota. Another one within the documented window says
 * until when nothing more fits. Of the writes that went through before it, the newest `k` then took from the oldest
 * of them until that instant: so many in such a time were taken, and no more. The `k` that makes the highest rate is what is
 * believed from then on, as a sliding window. A 429 never raises what is believed.
 *
 * `Retry-After` is whole seconds, rounded up, so the window may be a second shorter: that is halved, one try after another.
 * Then, after a window without a refusal, one more write is tried, twice as many each time it works; where it does not, half
 * as often. What reaches the documented rate is forgotten.
 */
import { DOCUMENTED_WRITES } from './quotas';

/** The window is longer than `leastMs` and no longer than `windowMs`. */
type Belief = { readonly limit: number; readonly windowMs: number; readonly leastMs: number };

const DOCUMENTED_PER_MS = DOCUMENTED_WRITES.limit / DOCUMENTED_WRITES.windowMs;
const ROUNDING_MS = 1_000;
/** Part of the window by which it may be too long. */
const PRECISION = 0.02;
/** Windows between two attempts to send more, at most. */
const PATIENCE_MAXIMUM = 32;

export class LearnedWrites {
  /** Instants at which writes that went through were answered, oldest first; as many as the documented quota holds. */
  readonly #through: number[] = [];
  #belief: Belief | null = null;
  #underWay = 0;
  #step = 1;
  #patience = 1;
  #tryAt = 0;
  #refusedAt = -Infinity;

  begin(): void {
    this.#underWay += 1;
  }

  /**
   * @param begunAt - When it was sent: what was sent before the last refusal was known says nothing new.
   * @param refusedUntil - When Graph would take the next one; null when it took this one.
   */
  end(begunAt: number, now: number, refusedUntil: number | null): void {
    this.#underWay -= 1;
    if (refusedUntil === null) this.#tookOne(now);
    else if (this.#isFirst(begunAt, now)) this.#refusedAt = begunAt < this.#refusedAt ? this.#refusedAt : now;
    else if (begunAt >= this.#refusedAt) this.#refusedOne(begunAt, now, refusedUntil);
  }

  /**
   * A refusal out of the blue, and those that were under way with it: somebody else may have used the quota up for once. It is
   * waited out, and only another one within the documented window says that less is taken.
   */
  #isFirst(begunAt: number, now: number): boolean {
    if (this.#belief !== null) return false;
    return now - this.#refusedAt > DOCUMENTED_WRITES.windowMs || begunAt < this.#refusedAt;
  }

  /** Of the long run, writes a millisecond; null: nothing but what is documented. */
  get perMs(): number | null {
    return this.#belief && this.#belief.limit / this.#belief.windowMs;
  }

  left(now: number): number {
    if (this.#belief === null) return Infinity;
    const plain = this.#room(this.#belief, now);
    return Math.max(0, plain > 0 || now < this.#tryAt || this.#isAlone() ? plain : this.#room(this.#tried(this.#belief), now));
  }

  /** When one more fits: `now` when it does, null when that is up to what is under way. */
  fitsAt(now: number): number | null {
    if (this.#belief === null) return now;
    const plain = this.#fits(this.#belief, now);
    if (this.#isAlone()) return plain;
    const tried = this.#fits(this.#tried(this.#belief), Math.max(now, this.#tryAt));
    return plain === null || tried === null ? (plain ?? tried) : Math.min(plain, tried);
  }

  /** A shorter window is tried with one write alone: were it too short, all that go together would be refused. */
  #isAlone(): boolean {
    return this.#belief !== null && isRough(this.#belief) && this.#underWay > 0;
  }

  #room({ limit, windowMs }: Pick<Belief, 'limit' | 'windowMs'>, now: number): number {
    return limit - this.#countSince(now - windowMs) - this.#underWay;
  }

  #fits({ limit, windowMs }: Pick<Belief, 'limit' | 'windowMs'>, now: number): number | null {
    const surplus = 1 - this.#room({ limit, windowMs }, now);
    if (surplus <= 0) return now;
    const oldest = this.#through.length - this.#countSince(now - windowMs);
    const last = this.#through[oldest + surplus - 1];
    return last === undefined ? null : last + windowMs;
  }

  /** What goes a little beyond what is believed. */
  #tried(belief: Belief): Pick<Belief, 'limit' | 'windowMs'> {
    return isRough(belief) ? { limit: belief.limit, windowMs: shorter(belief) } : { limit: belief.limit + this.#step, windowMs: belief.windowMs };
  }

  #countSince(since: number): number {
    let count = 0;
    for (let n = this.#through.length - 1; n >= 0 && (this.#through[n] ?? 0) > since; n -= 1) count += 1;
    return count;
  }

  #tookOne(now: number): void {
    this.#through.push(now);
    if (this.#through.length > DOCUMENTED_WRITES.limit) this.#through.shift();
    if (this.#belief === null) return;
    const { limit, windowMs, leastMs } = this.#belief;
    const isTry = now >= this.#tryAt;
    if (isTry && isRough(this.#belief)) {
      if (this.#countSince(now - windowMs) <= limit) return;
      const believed = { limit, windowMs: shorter(this.#belief), leastMs };
      this.#believe(believed);
      if (!isRough(believed)) this.#tryAt = now + windowMs;
      return;
    }
    // Only what is more in the least time that the window may have is more for certain.
    const taken = this.#countSince(now - leastMs);
    if (taken <= limit) return;
    this.#believe({ limit: taken, windowMs, leastMs });
    if (!isTry) return;
    this.#step *= 2;
    this.#patience = 1;
    this.#tryAt = now + windowMs;
  }

  #refusedOne(begunAt: number, now: number, until: number): void {
    this.#refusedAt = now;
    const belief = this.#belief;
    const isTry = belief !== null && begunAt >= this.#tryAt && this.#countSince(now - belief.windowMs) >= belief.limit;
    if (isTry && isRough(belief)) {
      this.#believe({ ...belief, leastMs: shorter(belief) });
      this.#tryAt = until;
      return;
    }
    const shown = this.#shownBy(until, now);
    // What is believed already is not lowered for what may be rounding.
    const isSlower = shown !== null && (this.perMs === null || shown.limit / Math.max(1, shown.windowMs - ROUNDING_MS) < this.perMs);
    if (isSlower) this.#believe(belief === null ? shown : narrowed(shown, belief));
    if (this.#belief === null) return;
    this.#step = 1;
    if (isTry) this.#patience = Math.min(this.#patience * 2, PATIENCE_MAXIMUM);
    this.#tryAt = isRough(this.#belief) ? until : until + this.#patience * this.#belief.windowMs;
  }

  /** The highest rate that a refusal until then leaves possible; null when nothing went through lately. */
  #shownBy(until: number, now: number): Belief | null {
    let best: Belief | null = null;
    const most = this.#belief?.limit ?? this.#through.length;
    for (let limit = 1; limit <= most; limit += 1) {
      const oldest = this.#through[this.#through.length - limit];
      if (oldest === undefined || oldest + DOCUMENTED_WRITES.windowMs <= now) break;
      const windowMs = Math.max(1, until - oldest);
      if (best === null || limit / windowMs > best.limit / best.windowMs) best = { limit, windowMs, leastMs: Math.max(1, windowMs - ROUNDING_MS) };
    }
    return best;
  }

  #believe(belief: Belief): void {
    this.#belief = belief.limit / belief.windowMs < DOCUMENTED_PER_MS ? belief : null;
  }
}

function isRough({ windowMs, leastMs }: Belief): boolean {
  return windowMs - leastMs > PRECISION * windowMs;
}

function shorter({ windowMs, leastMs }: Belief): number {
  return (windowMs + leastMs) / 2;
}

/** What was found out about the window before stays, as far as the refusal allows it. */
function narrowed(shown: Belief, before: Belief): Belief {
  if (shown.limit === before.limit) return { ...shown, leastMs: Math.max(shown.leastMs, Math.min(before.windowMs, shown.windowMs)) };
  const isStillTrue = before.windowMs >= shown.leastMs && before.windowMs <= shown.windowMs;
  return isStillTrue ? { ...before, limit: shown.limit } : shown;
}
