/**
 * One clock for the tenant and the desk, which are two processes: both reckon it from the machine's by the same three
 * numbers. It runs faster than the machine's, so that hours pass in seconds, and can be pushed forward and stopped.
 */

/** At the machine's `from` this clock showed `shown`; since then it runs `factor` times as fast. Epoch milliseconds. */
export type Moment = { readonly shown: number; readonly from: number; readonly factor: number };

export function nowAt({ shown, from, factor }: Moment): number {
  return shown + (Date.now() - from) * factor;
}

/** @param stepMs - Not negative: nothing that happened can be unmade. */
export function later(moment: Moment, stepMs: number, factor = moment.factor): Moment {
  if (stepMs < 0) throw new RangeError('The clock goes forward only.');
  return { shown: nowAt(moment) + stepMs, from: Date.now(), factor };
}
