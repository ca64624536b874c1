/** The outbox as lines of a file: what each says, and what they say together. Pure. */
import { z } from 'zod';
import { Alert } from '../../../shared/domain/alert';

export const OutboxLine = z.union([
  z.object({ add: Alert, sinks: z.array(z.string()) }),
  z.object({ position: z.int() }),
  /** ISO instant from which on alerts are made at all. */
  z.object({ since: z.iso.datetime() }),
  z.object({ begin: z.string(), sink: z.string() }),
  z.object({ end: z.string(), sink: z.string(), how: z.enum(['sent', 'failed', 'uncertain']) }),
  /** Of an alert that went everywhere nothing is kept but that it did. */
  z.object({ done: z.string() }),
]);
export type OutboxLine = z.output<typeof OutboxLine>;

/** How an alert stands with one sink. `begun`: written before the call, and no end of it yet. */
export type Delivery = { tries: number; isBegun: boolean; isRepeated: boolean };

export type Outbound = { readonly alert: Alert; readonly sinks: Map<string, Delivery> };

export type OutboxState = { position: number | null; since: string | null; /** In the order they were added. */ readonly alerts: Map<string, Outbound>; /** Apart, so that entries do not push out findings, which are looked at again and again. */ readonly done: Set<string>; readonly doneEntries: Set<string> };

/** Alerts that went, remembered so that the same event makes no second one; the oldest are forgotten first. */
const DONE_MAXIMUM = 20_000;
/** Of journal entries, of which a busy desk has many: the position stands for all but the last batch. */
const DONE_ENTRIES_MAXIMUM = 2000;

export const emptyState = (): OutboxState => ({ position: null, since: null, alerts: new Map(), done: new Set(), doneEntries: new Set() });

export function apply(state: OutboxState, line: OutboxLine): void {
  if ('position' in line) state.position = line.position;
  else if ('since' in line) state.since = line.since;
  else if ('done' in line) remember(state, line.done);
  else if ('add' in line) {
    if (isKnown(state, line.add.id)) return;
    if (line.sinks.length === 0) remember(state, line.add.id);
    else state.alerts.set(line.add.id, { alert: line.add, sinks: new Map(line.sinks.map((sink) => [sink, { tries: 0, isBegun: false, isRepeated: false }])) });
  } else {
    const outbound = state.alerts.get('begin' in line ? line.begin : line.end);
    const delivery = outbound?.sinks.get(line.sink);
    if (!outbound || !delivery) return;
    // Begun again without an end in between: nobody knows how it went.
    if ('begin' in line) Object.assign(delivery, { tries: delivery.tries + 1, isBegun: true, isRepeated: delivery.isRepeated || delivery.isBegun });
    else if (line.how === 'sent') settle(state, outbound, line.sink);
    else Object.assign(delivery, { isBegun: false, isRepeated: delivery.isRepeated || line.how === 'uncertain' });
  }
}

export const isKnown = ({ alerts, done, doneEntries }: OutboxState, id: string): boolean => alerts.has(id) || done.has(id) || doneEntries.has(id);

/** The sink needs nothing more of this alert. */
export function settle(state: OutboxState, outbound: Outbound, sink: string): void {
  outbound.sinks.delete(sink);
  if (outbound.sinks.size > 0) return;
  state.alerts.delete(outbound.alert.id);
  remember(state, outbound.alert.id);
}

/** After a start: what was begun and has no end may have arrived. */
export function afterStop(state: OutboxState): void {
  for (const { sinks } of state.alerts.values()) for (const delivery of sinks.values()) if (delivery.isBegun) Object.assign(delivery, { isBegun: false, isRepeated: true });
}

/** The fewest lines that say the same. */
export function* linesOf({ position, since, alerts, done, doneEntries }: OutboxState): Iterable<OutboxLine> {
  if (since !== null) yield { since };
  for (const id of [...done, ...doneEntries]) yield { done: id };
  for (const { alert, sinks } of alerts.values()) {
    yield { add: alert, sinks: [...sinks.keys()] };
    for (const [sink, { isBegun, isRepeated }] of sinks) {
      if (isRepeated) {
        yield { begin: alert.id, sink };
        yield { end: alert.id, sink, how: 'uncertain' };
      }
      // Under way at this moment: a stop still makes it a repetition.
      if (isBegun) yield { begin: alert.id, sink };
    }
  }
  if (position !== null) yield { position };
}

/** About how many lines {@link linesOf} has. */
export const fewestLines = ({ alerts, done, doneEntries }: OutboxState): number => done.size + doneEntries.size + alerts.size * 2 + 2;

function remember({ done, doneEntries }: OutboxState, id: string): void {
  const isEntry = id.startsWith('entry:');
  const known = isEntry ? doneEntries : done;
  known.add(id);
  for (const oldest of known) {
    if (known.size <= (isEntry ? DONE_ENTRIES_MAXIMUM : DONE_MAXIMUM)) return;
    known.delete(oldest);
  }
}
