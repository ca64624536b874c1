/**
 * The tenant's clock: it follows another one, and can be pushed forward or made to run faster.
 *
 * Passes, audits, sign-ins and people go by it, and so does the `Date` header. Latency, slowness and time-outs stay in
 * real milliseconds: they happen on the wire.
 */
export type DemoClock = {
  readonly now: () => Date;
  /** Pushes the clock forward. @throws RangeError for a step back: nothing that happened can be unmade. */
  readonly advance: (milliseconds: number) => void;
  /** From now on the clock runs this many times as fast as the one beneath; 0 makes it stand still. */
  readonly speed: (factor: number) => void;
};

const checked = (value: number, what: string): number => {
  if (!Number.isFinite(value) || value < 0) throw new RangeError(`${what} must be zero or more`);
  return value;
};

/** @param base - The clock beneath: the machine's, or one that stands still in a test. */
export function clockOver(base: () => Date): DemoClock {
  let factor = 1;
  let from = base().getTime();
  let shown = from;
  const now = (): number => shown + (base().getTime() - from) * factor;
  return {
    now: () => new Date(now()),
    advance: (milliseconds) => {
      shown += checked(milliseconds, 'The step');
    },
    speed: (wanted) => {
      const next = checked(wanted, 'The factor');
      shown = now();
      from = base().getTime();
      factor = next;
    },
  };
}
