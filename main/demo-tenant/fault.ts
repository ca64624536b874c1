/**
 * What a fault is: what a network and a busy service do to a request.
 *
 * "Before" means that nothing was done; "after" means that the write took effect and the caller was not told.
 */
export type Fault =
  /** 429; nothing was done. Graph names a time to wait generally, not always. */
  | { readonly kind: 'throttled'; readonly retryAfterSeconds?: number }
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
  | { readonly kind: 'claims-challenge'; readonly claims?: string }
  | Hold;

/**
 * The request hangs at a known point, so that the caller can be killed right there: `before` nothing was done; `after`
 * the act was done and no byte answered; `mid-response` the act was done and half of the body's bytes are on the wire
 * (an answer without a body has none to halve: it hangs as with `after`). The connection is left open until the caller
 * goes away or the tenant closes.
 */
export type Hold = {
  readonly kind: 'hold';
  readonly when: 'before' | 'after' | 'mid-response';
  /** Called once the request hangs; for an item of a batch once the whole batch does. */
  readonly onHeld: () => void;
};

export type FaultKind = Fault['kind'];
/** Faults that can come by chance; nobody would be waiting for a hold. */
export type RandomFaultKind = Exclude<FaultKind, 'hold'>;

export type FaultMatch = {
  readonly method?: string;
  /** Tried on the path with its query, without the version: `/users/{id}/manager?$select=id`. */
  readonly path?: RegExp;
  /** True: only items of a `$batch`. False: only requests of their own, `/$batch` among them. */
  readonly inBatch?: boolean;
  /** True: only what can change something. `/$batch` itself is neither a write nor a read: its items are. */
  readonly isWrite?: boolean;
};

export type FaultRule = { readonly match: FaultMatch; /** How many requests it hits; one if left out. */ readonly times?: number; readonly fault: Fault };

export type RandomFaults = {
  /** Share of matching requests hit, 0 to 1. */
  readonly rate: number;
  readonly seed: number;
  readonly kinds?: readonly RandomFaultKind[];
  /** Which requests can be hit at all; every one if left out. */
  readonly match?: FaultMatch;
};

export type FaultControl = {
  /** Rules are tried in the order they were queued. */
  queue(rule: FaultRule): void;
  /** From now on faults also come by chance, the same ones for the same seed and the same matching requests. */
  random(faults: RandomFaults): void;
  /** 429 for everything for a while, by the tenant's clock; of a batch the items are hit, each with its own header. */
  throttleAll(forMs: number, retryAfterSeconds: number): void;
  clear(): void;
  /** Rules that have hits left. */
  readonly pending: number;
  /** How many requests each kind has hit since the start; `clear` does not reset it. */
  readonly injected: Readonly<Record<FaultKind, number>>;
};
