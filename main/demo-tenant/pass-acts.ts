/**
 * What happened to passes, joined with the log of requests: who made or removed which pass for whom, and whether the caller
 * was told. Never a passcode.
 */
import type { PassEvent } from './passes/pass';
import type { RequestLogEntry } from './request-log';

export type PassAct = PassEvent & {
  readonly kind: 'created' | 'replaced' | 'deleted';
  /**
   * True when the whole answer that says so was handed to the network; false when it was cut, hung, met nobody any more, or
   * said something else (504, a broken body). Null without a request: by another tool, at the start, or a request the log
   * has dropped (see `logLimit`).
   */
  readonly wasTold: boolean | null;
};

const isAct = (event: PassEvent): event is PassEvent & { readonly kind: PassAct['kind'] } => event.kind !== 'used';

const tells = ({ delivered, status, fault }: RequestLogEntry): boolean => delivered && status !== null && status < 300 && fault !== 'broken-body';

export function passActs(events: readonly PassEvent[], log: readonly RequestLogEntry[]): readonly PassAct[] {
  const acts = events.filter(isAct);
  const wanted = new Set(acts.map(({ requestId }) => requestId));
  const told = new Map(log.flatMap((entry) => (wanted.has(entry.requestId) ? [[entry.requestId, tells(entry)] as const] : [])));
  return acts.map((event) => ({ ...event, wasTold: event.requestId === null ? null : (told.get(event.requestId) ?? null) }));
}
