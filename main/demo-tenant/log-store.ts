/**
 * Records of one of the tenant's logs, as they can be read: newest first, some while after they were written, and not for ever.
 *
 * Every record has an arrival of its own, so that a late one can come before what is newer. What is older than the retention is
 * not shown any more. Source: Entra, "Microsoft Entra data retention": 30 days with a licence.
 */
import { chanceOf } from './ids';

export type Delays = {
  /** From the act until its record can be read, ms. */
  readonly delayMs: number;
  /** On top of it, another time for each record: up to so many ms. */
  readonly jitter?: { readonly maximumMs: number; readonly seed: number } | undefined;
};

/** Epoch ms, inclusive. */
export type Span = { readonly from: number; readonly to: number };

type Kept<T> = { readonly at: number; readonly arrivesAt: number; readonly record: T };

const RETENTION_MS = 30 * 86_400_000;

export class LogStore<T> {
  /** In the order they were written. */
  readonly #entries: T[] = [];
  /** Oldest first; of the same instant, in the order they were written. */
  readonly #byTime: Kept<T>[] = [];
  readonly #bySubject = new Map<string, Kept<T>[]>();
  readonly #delays: Delays;
  readonly #instantOf: (record: T) => number;
  readonly #subjectOf: (record: T) => string | null;
  #looked = 0;

  /** @param subjectOf - Whom many ask for by id, in lower case; null for nobody. */
  constructor(delays: Delays, instantOf: (record: T) => number, subjectOf: (record: T) => string | null = () => null) {
    this.#delays = delays;
    this.#instantOf = instantOf;
    this.#subjectOf = subjectOf;
  }

  get entries(): readonly T[] {
    return this.#entries;
  }

  /** How many records were looked at for all answers so far. */
  get looked(): number {
    return this.#looked;
  }

  add(record: T): void {
    const { delayMs, jitter } = this.#delays;
    const at = this.#instantOf(record);
    const late = jitter ? chanceOf(jitter.seed, this.#entries.length).below(jitter.maximumMs + 1) : 0;
    const kept = { at, arrivesAt: at + delayMs + late, record };
    this.#entries.push(record);
    insert(this.#byTime, kept);
    const subject = this.#subjectOf(record);
    if (subject === null) return;
    const own = this.#bySubject.get(subject) ?? [];
    insert(own, kept);
    this.#bySubject.set(subject, own);
  }

  /**
   * What can be read at an instant, one by one; whoever has enough stops.
   *
   * @param order - Newest or oldest first.
   * @param subject - Of one subject alone.
   */
  *readable(at: number, order: 'newest' | 'oldest', span: Span, subject: string | null = null): Generator<T> {
    const list = subject === null ? this.#byTime : (this.#bySubject.get(subject) ?? []);
    const start = placeOf(list, Math.max(span.from, at - RETENTION_MS), 'before');
    const end = placeOf(list, span.to, 'after');
    for (let n = 0; n < end - start; n += 1) {
      const kept = list[order === 'newest' ? end - 1 - n : start + n];
      this.#looked += 1;
      if (kept && kept.arrivesAt <= at) yield kept.record;
    }
  }
}

/** How many of the list are before the instant, or not after it. */
function placeOf<T>(list: readonly Kept<T>[], instant: number, side: 'before' | 'after'): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = list[middle]?.at ?? instant;
    if (at < instant || (side === 'after' && at === instant)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert<T>(list: Kept<T>[], kept: Kept<T>): void {
  const last = list.at(-1);
  if (!last || last.at <= kept.at) list.push(kept);
  else list.splice(placeOf(list, kept.at, 'after'), 0, kept);
}
