/**
 * Alerts that wait for their sinks, in one append-only file of JSON lines: a line is on the disk before its step is taken, so that
 * a stop at any instant loses no alert. Made short at each start, and now and then.
 */
import type { AppErrorOf } from '../../../shared/errors';
import { err, ok } from '../../../shared/result';
import type { Outbox, Waiting } from '../../ports/alerts';
import { openOutboxFile, type OutboxFile } from './outbox-file';
import { afterStop, apply, emptyState, fewestLines, isKnown, linesOf, settle, type Delivery, type OutboxLine } from './outbox-lines';
import { OutboxLocked } from './outbox-lock';

/** Alerts that may wait. Beyond, none is taken: the journal has what they are made from, and the place to go on from. */
export const WAITING_MAXIMUM = 20_000;
/** Lines more than needed before the file is made short, beside as many as are needed. */
const LINES_TO_SPARE = 2000;

export function openOutbox({ file, spare = LINES_TO_SPARE }: { readonly file: string; /** For tests. */ readonly spare?: number }): Outbox {
  let opened: OutboxFile | null = null;
  let state = emptyState();
  /** What came true and could not be written: goes before the next lines. */
  let owed: readonly OutboxLine[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const listeners = new Set<() => void>();
  let isClosed = false;

  /** One after another: lines must stand in the order in which they came true. */
  const inOrder = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };

  // What follows runs in order only.
  const ready = async (): Promise<OutboxFile> => {
    if (isClosed) throw new Error('closed');
    if (opened) return opened;
    const book = await openOutboxFile(file);
    state = emptyState();
    for (const line of book.lines) apply(state, line);
    afterStop(state);
    await book.shorten(linesOf(state));
    opened = book;
    return book;
  };
  const write = async (lines: readonly OutboxLine[]): Promise<void> => {
    const book = await ready();
    await book.append([...owed, ...lines]);
    owed = [];
    for (const line of lines) apply(state, line);
    if (book.added() > fewestLines(state) + spare) await book.shorten(linesOf(state));
  };
  /** It happened, whether or not that can be written now; unwritten, a start in between makes the next try a repetition. */
  const note = async (line: OutboxLine): Promise<void> => {
    await ready();
    apply(state, line);
    owed = [...owed, line];
    await write([]);
  };

  return {
    position: () => inOrder(async () => (await ready(), state.position)),
    since: () => inOrder(async () => (await ready(), state.since)),
    start: (position, since) => answered(inOrder(() => write([{ since }, { position }]))),
    add: (alerts, position) =>
      answered(
        inOrder(async () => {
          await ready();
          const met = new Set<string>();
          const fresh = alerts.filter(({ alert: { id } }) => !isKnown(state, id) && !met.has(id) && met.add(id));
          if (state.alerts.size + fresh.filter(({ sinks }) => sinks.length > 0).length > WAITING_MAXIMUM) throw new TooMany();
          const lines: OutboxLine[] = fresh.map(({ alert, sinks }) => ({ add: alert, sinks: [...sinks] }));
          if (position !== null && position !== state.position) lines.push({ position });
          if (lines.length > 0) await write(lines);
          if (fresh.length > 0) [...listeners].forEach((hear) => hear());
          return fresh.map(({ alert }) => alert);
        }),
      ),
    onAdded: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    next: (sink) => {
      for (const { alert, sinks } of state.alerts.values()) {
        const delivery = sinks.get(sink);
        if (delivery) return waitingOf(alert, sink, delivery);
      }
      return null;
    },
    waiting: () => [...state.alerts.values()].flatMap(({ alert, sinks }) => [...sinks].map(([sink, delivery]) => waitingOf(alert, sink, delivery))),
    begin: (alertId, sink) => inOrder(() => write([{ begin: alertId, sink }])),
    end: (alertId, sink, how) => inOrder(() => note({ end: alertId, sink, how })),
    keepOnly: async (names) => {
      const kept = new Set(names);
      await inOrder(async () => {
        await ready();
        for (const outbound of [...state.alerts.values()]) for (const sink of [...outbound.sinks.keys()]) if (!kept.has(sink)) settle(state, outbound, sink);
      });
    },
    close: async () => {
      isClosed = true;
      await last;
      const book = opened;
      opened = null;
      await book?.close();
    },
  };
}

class TooMany extends Error {
  override readonly name = 'TooMany';
}

const waitingOf = (alert: Waiting['alert'], sink: string, { tries, isBegun, isRepeated }: Delivery): Waiting => ({ alert, sink, tries, isRepeated: isRepeated || isBegun });

async function answered<T>(work: Promise<T>) {
  try {
    return ok(await work);
  } catch (cause) {
    return err(unavailable(cause));
  }
}

function unavailable(cause: unknown): AppErrorOf<'journal-unavailable'> {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (cause instanceof TooMany || code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'journal-unavailable', reason: 'full' };
  return { kind: 'journal-unavailable', reason: cause instanceof OutboxLocked ? 'locked' : 'unwritable' };
}
