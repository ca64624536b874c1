/**
 * What was asked of the demo tenant, newest last. Paths only: neither queries nor bodies, so no passcode and no name
 * somebody searched for.
 */
import type { FaultKind } from './faults';

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
  /** For an item of a `$batch`: the request id of the batch. */
  readonly batchRequestId: string | null;
  readonly fault: FaultKind | null;
  /** True when a route ran: what was asked may have taken effect. */
  readonly handled: boolean;
  /** True when the whole answer was handed to the network. */
  readonly delivered: boolean;
};

const LIMIT = 20_000;
/** Dropping entries in lots keeps the cost of one entry constant. */
const LOT = 1_000;

type Entry = { -readonly [K in keyof RequestLogEntry]: RequestLogEntry[K] };

export class RequestLog {
  readonly #entries: Entry[] = [];
  #sequence = 0;

  get entries(): readonly RequestLogEntry[] {
    return this.#entries;
  }

  add(entry: Omit<RequestLogEntry, 'sequence'>): void {
    this.#sequence += 1;
    this.#entries.push({ ...entry, sequence: this.#sequence });
    if (this.#entries.length >= LIMIT + LOT) this.#entries.splice(0, LOT);
  }

  /** The answer to a request, and with it those to its batch items, did not get through. */
  markLost(requestId: string): void {
    for (const entry of this.#entries) if (entry.requestId === requestId || entry.batchRequestId === requestId) entry.delivered = false;
  }
}
