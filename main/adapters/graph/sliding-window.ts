/**
 * What was spent of a quota in the last so many milliseconds. Pure: goes by the instants it is given, which never go back.
 *
 * What is under way counts in full, and what is done counts from its answer on: Graph counted it before that, so it is free
 * again there no later than here.
 */
type Spent = { readonly at: number; readonly cost: number };

/** Entries that have left are dropped this many at a time. */
const LOT = 1_024;

export class SlidingWindow {
  readonly #windowMs: number;
  readonly #entries: Spent[] = [];
  #first = 0;
  #done = 0;
  #underWay = 0;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  begin(cost: number): void {
    this.#underWay += cost;
  }

  /** @param begun - What {@link begin} was told. @param cost - What it cost in the end. */
  end(begun: number, cost: number, now: number): void {
    this.#underWay -= begun;
    if (cost === 0) return;
    this.#entries.push({ at: now, cost });
    this.#done += cost;
  }

  used(now: number): number {
    for (let entry = this.#entries[this.#first]; entry && entry.at + this.#windowMs <= now; entry = this.#entries[this.#first]) {
      this.#done -= entry.cost;
      this.#first += 1;
    }
    if (this.#first >= LOT) {
      this.#entries.splice(0, this.#first);
      this.#first = 0;
    }
    return this.#done + this.#underWay;
  }

  /**
   * When `cost` more fits below the limit: `now` when it does, null when that is up to what is under way. What is dearer than
   * the whole limit fits when nothing else is there.
   */
  fitsAt(cost: number, limit: number, now: number): number | null {
    const used = this.used(now);
    const tooMuch = used + cost - limit;
    if (cost === 0 || tooMuch <= 0 || used === 0) return now;
    const needed = Math.min(tooMuch, used);
    let freed = 0;
    for (let n = this.#first; n < this.#entries.length; n += 1) {
      const entry = this.#entries[n];
      if (!entry) break;
      freed += entry.cost;
      if (freed >= needed) return entry.at + this.#windowMs;
    }
    return null;
  }
}
