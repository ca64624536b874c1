/**
 * Faults on demand: what a network and a busy service do to a request, queued by rules or drawn by chance.
 *
 * "Before" means that nothing was done; "after" means that the write took effect and the caller was not told.
 */
import { type Chance, chanceOf } from './ids';

export type Fault =
  /** 429; nothing was done. */
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }
  /** 503; nothing was done. */
  | { readonly kind: 'unavailable'; readonly retryAfterSeconds?: number }
  /** 504. */
  | { readonly kind: 'gateway-timeout-before' }
  | { readonly kind: 'gateway-timeout-after' }
  /** The connection is cut before any byte of the answer. */
  | { readonly kind: 'cut-before' }
  | { readonly kind: 'cut-after' }
  /** The connection is cut in the middle of the answer; the act was done. */
  | { readonly kind: 'cut-mid-response' }
  /** The act is done this much later, then answered as usual. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** The act is done; the answer is JSON of the wrong shape. */
  | { readonly kind: 'broken-body' }
  /** 401 with a claims challenge (continuous access evaluation); nothing was done. */
  | { readonly kind: 'claims-challenge'; readonly claims?: string };

export type FaultKind = Fault['kind'];

export type FaultMatch = {
  readonly method?: string;
  /** Tried on the path with its query, without the version: `/users/{id}/manager?$select=id`. */
  readonly path?: RegExp;
  /** True: only items of a `$batch`. False: only requests of their own, `/$batch` among them. */
  readonly inBatch?: boolean;
};

export type FaultRule = { readonly match: FaultMatch; /** How many requests it hits; one if left out. */ readonly times?: number; readonly fault: Fault };

export type RandomFaults = {
  /** Share of requests hit, 0 to 1. */
  readonly rate: number;
  readonly seed: number;
  readonly kinds?: readonly FaultKind[];
};

export type FaultControl = {
  /** Rules are tried in the order they were queued. */
  queue(rule: FaultRule): void;
  /** From now on faults also come by chance, the same ones for the same seed and the same requests. */
  random(faults: RandomFaults): void;
  clear(): void;
  /** Rules that have hits left. */
  readonly pending: number;
};

const ALL_KINDS: readonly FaultKind[] = [
  'throttled', 'unavailable', 'gateway-timeout-before', 'gateway-timeout-after', 'cut-before', 'cut-after', 'cut-mid-response', 'slow', 'broken-body', 'claims-challenge',
];

function faultOf(kind: FaultKind): Fault {
  if (kind === 'throttled') return { kind, retryAfterSeconds: 1 };
  if (kind === 'slow') return { kind, milliseconds: 200 };
  return { kind };
}

type Subject = { readonly method: string; readonly target: string; readonly inBatch: boolean };

function hits({ method, path, inBatch }: FaultMatch, subject: Subject): boolean {
  if (method !== undefined && method.toUpperCase() !== subject.method) return false;
  if (inBatch !== undefined && inBatch !== subject.inBatch) return false;
  // Without the flags that make a RegExp remember where it stopped.
  return path === undefined || new RegExp(path.source, path.flags.replace(/[gy]/g, '')).test(subject.target);
}

export class Faults implements FaultControl {
  #rules: { readonly rule: FaultRule; left: number }[] = [];
  #random: { readonly faults: RandomFaults; readonly chance: Chance } | undefined;

  queue(rule: FaultRule): void {
    this.#rules.push({ rule, left: rule.times ?? 1 });
  }

  random(faults: RandomFaults): void {
    this.#random = { faults, chance: chanceOf(faults.seed, 0) };
  }

  clear(): void {
    this.#rules = [];
    this.#random = undefined;
  }

  get pending(): number {
    return this.#rules.length;
  }

  /** The fault for this request, which is used up by asking. */
  take(subject: Subject): Fault | undefined {
    const entry = this.#rules.find(({ rule }) => hits(rule.match, subject));
    if (entry) {
      entry.left -= 1;
      if (entry.left <= 0) this.#rules = this.#rules.filter((other) => other !== entry);
      return entry.rule.fault;
    }
    if (!this.#random || this.#random.chance.next() >= this.#random.faults.rate) return undefined;
    const kinds = this.#random.faults.kinds ?? ALL_KINDS;
    const kind = kinds[this.#random.chance.below(kinds.length)];
    return kind && faultOf(kind);
  }
}
