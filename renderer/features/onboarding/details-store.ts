/**
 * Manager, methods and pass of people, read a batch at a time: of those in sight first, of everybody when a filter needs
 * them. What was read stays, with its age; a slow answer never replaces a newer one.
 */
import { DETAILS_MAXIMUM, type JoinerDetails } from '../../../shared/domain/onboarding';
import type { AppError } from '../../../shared/errors';
import type { Reply } from '../../../shared/ipc/contract';

/** Batches under way at once: what else the operator does must not wait behind them. */
const AT_ONCE = 3;
/** Whoever counts rows looks this often while answers come in, milliseconds. */
const COUNT_EVERY_MS = 250;

export type Read = {
  /** Null: they were asked about, and Entra did not answer for them. */
  readonly details: JoinerDetails | null;
  /** Epoch milliseconds at which it was asked. */
  readonly at: number;
};

export type ReadingState = {
  readonly isReading: boolean;
  /** Epoch milliseconds at which reading goes on after a pause Microsoft asked for; null when it does. */
  readonly pausedUntil: number | null;
  /** What stopped it; null while nothing has. */
  readonly error: AppError | null;
};

export type DetailsStore = {
  readonly get: (id: string) => Read | null;
  /** One number for everything read: changes at most four times a second. */
  readonly version: () => number;
  readonly state: () => ReadingState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Tells when one person's changes. */
  readonly subscribeTo: (id: string, listener: () => void) => () => void;
  /** Who is to be read next, the most urgent first. Replaces who was wanted before; nobody stops it. */
  readonly want: (ids: readonly string[]) => void;
  /** What was read of them is old, though it stays in sight until it is read again. No ids: of everybody. */
  readonly age: (ids?: readonly string[]) => void;
  /** After a failure. */
  readonly goOn: () => void;
};

type Ask = (ids: readonly string[]) => Promise<Reply<'onboarding.details'>>;
type Kept = Read & { readonly turn: number };

export function createDetailsStore(ask: Ask): DetailsStore {
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, number>();
  const oldSince = new Map<string, number>();
  const listeners = new Set<() => void>();
  const listenersOf = new Map<string, Set<() => void>>();
  let allOldSince = 0;
  let turn = 0;
  let calls = 0;
  let wanted: readonly string[] = [];
  let error: AppError | null = null;
  let pausedUntil: number | null = null;
  let state: ReadingState = { isReading: false, pausedUntil: null, error: null };
  let version = 0;
  let counting: ReturnType<typeof setTimeout> | undefined;

  const oldTurn = (id: string) => Math.max(allOldSince, oldSince.get(id) ?? 0);
  const isFresh = (id: string, since: number | undefined) => since !== undefined && since > oldTurn(id);
  const isOpen = (id: string) => !isFresh(id, kept.get(id)?.turn) && !isFresh(id, underWay.get(id));

  const tell = () => {
    const isReading = calls > 0;
    if (state.isReading === isReading && state.error === error && state.pausedUntil === pausedUntil) return;
    state = { isReading, error, pausedUntil };
    for (const listener of listeners) listener();
  };
  const count = () => {
    counting ??= setTimeout(() => {
      counting = undefined;
      version += 1;
      for (const listener of listeners) listener();
    }, COUNT_EVERY_MS);
  };
  const put = (id: string, read: Kept) => {
    if ((kept.get(id)?.turn ?? 0) > read.turn) return;
    kept.set(id, read);
    for (const listener of listenersOf.get(id) ?? []) listener();
  };

  const pump = () => {
    while (calls < AT_ONCE && error === null && pausedUntil === null) {
      const next = firstOpen(wanted, isOpen);
      if (next.length === 0) break;
      void send(next);
    }
    tell();
  };
  const send = async (ids: readonly string[]) => {
    calls += 1;
    turn += 1;
    const mine = turn;
    const at = Date.now();
    for (const id of ids) underWay.set(id, mine);
    const reply = await ask(ids);
    calls -= 1;
    for (const id of ids) if (underWay.get(id) === mine) underWay.delete(id);
    if (reply.ok) {
      const found = new Map(reply.value.details.map((each) => [each.personId.toLowerCase(), each]));
      for (const id of ids) put(id, { details: found.get(id.toLowerCase()) ?? null, at, turn: mine });
      count();
    } else if (reply.error.kind === 'throttled') {
      pauseFor(Math.max(1, reply.error.retryAfterSeconds) * 1000);
    } else {
      error = reply.error;
    }
    pump();
  };
  const pauseFor = (milliseconds: number) => {
    const until = Date.now() + milliseconds;
    if (pausedUntil !== null && pausedUntil >= until) return;
    pausedUntil = until;
    setTimeout(() => {
      // A longer pause may have been asked for meanwhile.
      if (pausedUntil !== until) return;
      pausedUntil = null;
      pump();
    }, milliseconds);
  };

  return {
    get: (id) => kept.get(id) ?? null,
    version: () => version,
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    subscribeTo: (id, listener) => {
      const heard = listenersOf.get(id) ?? new Set();
      listenersOf.set(id, heard.add(listener));
      return () => {
        heard.delete(listener);
        if (heard.size === 0 && listenersOf.get(id) === heard) listenersOf.delete(id);
      };
    },
    want: (ids) => {
      wanted = ids;
      pump();
    },
    age: (ids) => {
      if (ids) for (const id of ids) oldSince.set(id, turn);
      else allOldSince = turn;
      pump();
    },
    goOn: () => {
      error = null;
      pump();
    },
  };
}

/** A batch of the first who are neither read nor asked about. */
function firstOpen(ids: readonly string[], isOpen: (id: string) => boolean): readonly string[] {
  const found: string[] = [];
  for (const id of ids) {
    if (isOpen(id)) found.push(id);
    if (found.length === DETAILS_MAXIMUM) break;
  }
  return found;
}
