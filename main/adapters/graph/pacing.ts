/**
 * The link in which calls meet the pace: whoever is waited for goes at once and is counted, everything else waits its turn,
 * and every answer teaches. Each try of a call is counted by itself. Outside of the token: one that has waited for minutes
 * would be old.
 */
import type { Call } from './call';
import type { Link, Passage } from './middleware';
import type { Pace } from './pace';
import { HEARD_NOTHING, type Heard, laneOf } from './pace-rules';
import { costOf, isBatch } from './request-cost';
import { backoffSeconds, retryAfterSeconds } from './retry-after';

/** A batch that was cut short, or an address that answers for Graph, may hold anything. */
type Item = { readonly status?: unknown; readonly headers?: Readonly<Record<string, unknown>> | null };
type Said = { readonly status: number; readonly header: (name: string) => string | null };

/** Doublings of the wait where Graph names none, at most: about a minute. */
const DOUBLINGS = 7;

/** Whoever creates looked at the person's pass just before, and looks again rather than send it later than this. Milliseconds. */
const CREATE_PATIENCE_MS = 5_000;

export function pacing(pace: Pace): Link {
  let refusals = 0;

  const heardIn = (said: readonly Said[], now: number): Heard => {
    const refused = said.filter(({ status }) => status === 429);
    refusals = refused.length === 0 ? 0 : Math.min(refusals + 1, DOUBLINGS);
    const waits = refused.map(({ header }) => retryAfterSeconds(header('Retry-After'), new Date(now)) ?? backoffSeconds(refusals));
    const units = said.map(({ header }) => numberIn(header('x-ms-resource-unit')));
    const shares = said.flatMap(({ header }) => numberIn(header('x-ms-throttle-limit-percentage')) ?? []);
    return {
      stopUntil: waits.length === 0 ? null : now + Math.max(...waits) * 1000,
      share: shares.length === 0 ? null : Math.max(...shares),
      units: units.length === 0 || units.some((each) => each === null) ? null : units.reduce<number>((sum, each) => sum + (each ?? 0), 0),
    };
  };

  return async (context, passage, next) => {
    const { call } = passage;
    // Mail counts against the sender's mailbox, and says nothing about the directory.
    if (call.effect === 'mail') return next();
    const cost = costOf(call);
    const end = await pace.begin(laneOf(cost, call.effect === 'read'), cost, call.isBackground === true, call.signal, call.effect === 'issue' ? CREATE_PATIENCE_MS : undefined);
    let heard: Heard = HEARD_NOTHING;
    try {
      await next();
      const { response } = context;
      if (response) heard = heardIn(saidBy(call, passage, response), pace.now());
    } finally {
      // Without an answer it is counted all the same: it may have arrived.
      end(heard);
    }
  };
}

function saidBy({ path }: Call, passage: Passage, { status, headers }: Response): readonly Said[] {
  const whole: Said = { status, header: (name) => headers.get(name) };
  return isBatch(path) && status === 200 ? itemsOf(passage.body) : [whole];
}

function itemsOf(body: unknown): readonly Said[] {
  const { responses } = (body ?? {}) as { readonly responses?: unknown };
  if (!Array.isArray(responses)) return [];
  return (responses as readonly (Item | null)[]).map((item) => {
    const lowered = new Map(Object.entries(item?.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
    return {
      status: typeof item?.status === 'number' ? item.status : 0,
      header: (name) => {
        const value = lowered.get(name.toLowerCase());
        return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
      },
    };
  });
}

function numberIn(header: string | null): number | null {
  const value = header === null || header.trim() === '' ? Number.NaN : Number(header);
  return Number.isFinite(value) && value >= 0 ? value : null;
}
