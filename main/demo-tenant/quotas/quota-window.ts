/**
 * A sliding window: how much was spent in the last so many milliseconds, and how long until there is room for more.
 *
 * Goes by the instants it is given, never by the machine's clock.
 */
export type QuotaLimit = {
  /** Requests or units; what is beyond it is refused. */
  readonly limit: number;
  /** Milliseconds of the tenant's clock. */
  readonly windowMs: number;
};

type Spent = { readonly at: number; readonly cost: number };

/** Gone entries are kept at the front until there are this many, so that dropping one costs nothing. */
const LOT = 1_024;

class Slide {
  readonly #windowMs: number;
  readonly #entries: Spent[] = [];
  #first = 0;
  #sum = 0;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  add(cost: number, at: number): void {
    this.#entries.push({ at, cost });
    this.#sum += cost;
  }

  sum(now: number): number {
    for (let entry = this.#entries[this.#first]; entry && entry.at + this.#windowMs <= now; entry = this.#entries[this.#first]) {
      this.#sum -= entry.cost;
      this.#first += 1;
    }
    if (this.#first >= LOT) {
      this.#entries.splice(0, this.#first);
      this.#first = 0;
    }
    return this.#sum;
  }

  /** When this much will have left the window; undefined when there never was so much in it. */
  freedAt(wanted: number): number | undefined {
    let freed = 0;
    for (let n = this.#first; n < this.#entries.length; n += 1) {
      const entry = this.#entries[n];
      if (!entry) break;
      freed += entry.cost;
      if (freed >= wanted) return entry.at + this.#windowMs;
    }
    return undefined;
  }
}

export class QuotaWindow {
  readonly #limit: QuotaLimit;
  readonly #spent: Slide;
  readonly #refused: Slide;

  /** @throws RangeError for a limit or a window that is not above zero. */
  constructor(limit: QuotaLimit) {
    if (!(limit.limit > 0) || !(limit.windowMs > 0)) throw new RangeError('A quota needs a limit and a window above zero');
    this.#limit = limit;
    this.#spent = new Slide(limit.windowMs);
    this.#refused = new Slide(limit.windowMs);
  }

  /** @returns Milliseconds until there is room, if nobody else comes; 0 when there is. What is dearer than the whole window never fits: a window. */
  waitFor(cost: number, now: number): number {
    const missing = this.#spent.sum(now) + cost - this.#limit.limit;
    if (missing <= 0) return 0;
    return (this.#spent.freedAt(missing) ?? now + this.#limit.windowMs) - now;
  }

  spend(cost: number, now: number): void {
    this.#spent.add(cost, now);
  }

  /** A refused request uses nothing up; it shows in {@link share}. */
  refuse(now: number): void {
    this.#refused.add(1, now);
    this.#refused.sum(now);
  }

  /**
   * What of the limit is used, 0 to 1; while requests are being refused, 1 and their share, at most 1.8: 1.2 stands for one
   * in five. Each is weighed as one, which is what most cost.
   */
  share(now: number): number {
    const refused = this.#refused.sum(now);
    const used = this.#spent.sum(now) / this.#limit.limit;
    return refused === 0 ? used : Math.min(1.8, 1 + refused / (refused + this.#spent.sum(now)));
  }
}
