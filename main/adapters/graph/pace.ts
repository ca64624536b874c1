/**
 * Lets calls that nobody waits for go when the rules say so: a line for writes, one for reads and one for the reports, first come, first served.
 * Calls that somebody waits for are never held back; they only count.
 *
 * What was waited for has passed: should an injected wait be shorter than it was asked to be, the pace goes by what it asked.
 */
import type { Clock } from '../../ports/desk';
import type { PaceReading } from '../../ports/bulk';
import { carry } from './call';
import { type Heard, type Lane, PaceRules } from './pace-rules';
import type { Wait } from './pause';
import type { Cost } from './request-cost';

export type Pace = {
  /**
   * Waits for the call's turn, if it has to. Rejects with a carried `cancelled` when the signal is aborted first.
   * @param patienceMs - Rejects with a carried `throttled`, having counted nothing, when its turn is not within that time: what
   * was looked at before a create must not grow old in line.
   * @returns what to tell, once, with the answer.
   */
  readonly begin: (lane: Lane, cost: Cost, isBackground: boolean, signal?: AbortSignal, patienceMs?: number) => Promise<(heard: Heard) => void>;
  /** Epoch ms by which the rules go. */
  readonly now: () => number;
  readonly reading: () => PaceReading;
  /** @param size - Asked once, before the first background call. */
  readonly askForSize: (size: () => Promise<number | null>) => void;
};

type Ticket = { wake: () => void };

export function createPace({ clock, wait }: { readonly clock: Clock; readonly wait: Wait }): Pace {
  const rules = new PaceRules();
  const lines: Readonly<Record<Lane, Ticket[]>> = { write: [], read: [], report: [] };
  let size: (() => Promise<number | null>) | null = null;
  let ahead = 0;
  let newest = -Infinity;

  /** Never goes back, even where the machine's clock is set. */
  const now = (): number => {
    newest = Math.max(newest, clock.now().getTime() + ahead);
    return newest;
  };

  const waitUntil = async (at: number, signal: AbortSignal | undefined): Promise<void> => {
    const milliseconds = Math.ceil(at - now());
    await wait(milliseconds, signal);
    if (now() < at) ahead += at - now();
  };

  const wakeFirst = (): void => {
    lines.write[0]?.wake();
    lines.read[0]?.wake();
    lines.report[0]?.wake();
  };

  /** @returns when it began. Its turn and its beginning are one step: nobody comes between. */
  const inTurn = async (lane: Lane, cost: Cost, signal: AbortSignal | undefined, patienceMs: number): Promise<number> => {
    const line = lines[lane];
    const latest = now() + patienceMs;
    const ticket: Ticket = { wake: () => undefined };
    line.push(ticket);
    try {
      for (;;) {
        if (signal?.aborted) throw carry({ kind: 'cancelled' });
        const at = line[0] === ticket ? rules.mayGoAt(lane, cost, now()) : null;
        if (Math.max(at ?? 0, now()) > latest) throw carry({ kind: 'throttled', retryAfterSeconds: 1, requestId: '' });
        if (at === null) await untilWoken(ticket, signal);
        else if (at > now()) await waitUntil(at, signal);
        else return begun(lane, cost, true);
      }
    } finally {
      line.splice(line.indexOf(ticket), 1);
      wakeFirst();
    }
  };

  const begun = (lane: Lane, cost: Cost, isBackground: boolean): number => {
    const at = now();
    rules.begin(lane, cost, isBackground, at);
    return at;
  };

  const askSize = (): void => {
    const ask = size;
    size = null;
    // What fails here as a bug fails for every other call too, and is told there.
    void ask?.().then((people) => people !== null && rules.sizeIs(people), () => undefined);
  };

  return {
    now,
    begin: async (lane, cost, isBackground, signal, patienceMs = Infinity) => {
      if (isBackground) askSize();
      const begunAt = isBackground ? await inTurn(lane, cost, signal, patienceMs) : begun(lane, cost, false);
      return (heard) => {
        rules.end(lane, cost, isBackground, begunAt, now(), heard);
        wakeFirst();
      };
    },
    reading: () => {
      const at = now();
      const onClock = (instant: number | null) => (instant === null ? null : Math.ceil(instant - ahead));
      return {
        slowedUntil: onClock(rules.stoppedUntil(at)),
        writesLeft: rules.writesLeft(at),
        writesPerMs: rules.writesPerMs(),
        nextWriteAt: onClock(rules.nextWriteAt(at)),
        concurrency: rules.widthOf('write', at),
      };
    },
    askForSize: (ask) => {
      size = ask;
    },
  };
}

function untilWoken(ticket: Ticket, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(carry({ kind: 'cancelled' }));
    signal?.addEventListener('abort', onAbort, { once: true });
    ticket.wake = () => {
      signal?.removeEventListener('abort', onAbort);
      ticket.wake = () => undefined;
      resolve();
    };
  });
}
