/**
 * What was asked of the demo tenant, newest last. Paths only: neither queries nor bodies, so no passcode and no name
 * somebody searched for.
 */
import type { FaultKind } from './fault';

export type RequestLogEntry = {
  /** From 1, without gaps; the oldest entries are dropped from the front. */
  readonly sequence: number;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** As sent, or as it would have been sent; null when no answer was made. */
  readonly status: number | null;
  readonly requestId: string;
  readonly clientRequestId: string;
  /** `x-ms-throttle-priority`, as it came. */
  readonly priority: string | null;
  /** For an item of a `$batch`: the request id of the batch. */
  readonly batchRequestId: string | null;
  readonly fault: FaultKind | null;
  /** True when a route ran: what was asked may have taken effect. */
  readonly handled: boolean;
  /** True when the whole answer was handed to the network. */
  readonly delivered: boolean;
};

/** Dropping entries in lots, each a twentieth of what is kept, keeps the cost of one entry constant. */
const LOTS = 20;

type Entry = { -readonly [K in keyof RequestLogEntry]: RequestLogEntry[K] };

export class RequestLog {
  readonly #entries: Entry[] = [];
  readonly #limit: number;
  #sequence = 0;

  /** @param limit - About how many entries are kept. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get entries(): readonly RequestLogEntry[] {
    return this.#entries;
  }

  add(entry: Omit<RequestLogEntry, 'sequence'>): void {
    this.#sequence += 1;
    this.#entries.push({ ...entry, sequence: this.#sequence });
    const lot = Math.ceil(this.#limit / LOTS);
    if (this.#entries.length >= this.#limit + lot) this.#entries.splice(0, lot);
  }

  /** The answer to a request, and with it those to its batch items, did not get through. */
  markLost(requestId: string): void {
    for (const entry of this.#entries) if (entry.requestId === requestId || entry.batchRequestId === requestId) entry.delivered = false;
  }
}
