/** A history for the fake bridge: none unless a test gives lines. */
import type { HistoryLine } from '../../shared/domain/history/history-line';
import type { HistoryState } from '../../shared/domain/history/history-state';
import type { Handlers, MethodName } from '../../shared/ipc/contract';
import { HISTORY_PAGE } from '../../shared/ipc/sizes';
import { ok } from '../../shared/result';
import { operator, row } from './people';

export type HistoryHandlers = Pick<Handlers, Extract<MethodName, `history.${string}` | `journals.${string}`>>;

/** The line number `number`; a greater number is later. An issued pass for that person, live, unless it is said otherwise. */
export function historyLine(number: number, changes: Partial<HistoryLine> = {}): HistoryLine {
  const { id, displayName, userPrincipalName } = row(number);
  const at = new Date(Date.UTC(2026, 0, 5, 9, number)).toISOString();
  return {
    id: `act:${number}`,
    kind: 'pass',
    at,
    lastAt: at,
    what: '',
    person: { id, displayName, userPrincipalName },
    operator,
    tier: 'standard',
    scenario: 'lost-phone',
    ticket: `INC-${number}`,
    reason: 'Lost phone',
    result: 'succeeded',
    state: 'live',
    endsAt: new Date(Date.UTC(2026, 0, 5, 10, number)).toISOString(),
    use: 'no',
    firstUsedAt: null,
    registeredAt: null,
    sources: ['journal'],
    certainty: null,
    findings: [],
    desk: '',
    runId: '',
    ...changes,
  };
}

export const historyState: HistoryState = {
  taken: 10,
  entries: 10,
  audits: { state: 'read', through: '2026-01-05T09:00:00Z', rows: 0 },
  signIns: { state: 'read', through: '2026-01-05T09:00:00Z', rows: 0 },
  journals: [{ name: '', kind: 'own', entries: 10, verdict: null, pack: null, trust: 'own', vouchedThrough: 10 }],
  anchors: [],
  sinks: [],
  fingerprint: null,
  exporting: null,
};

/** @param lines - Newest first, whatever the filter; asked at each call, so that a test may add some at the front. */
export function historyHandlers(lines: () => readonly HistoryLine[] = () => []): HistoryHandlers {
  // A place is how many lines there were: later ones lie in front of them.
  const upTo = (asOf: number | null) => lines().slice(asOf === null ? 0 : Math.max(0, lines().length - asOf));
  return {
    'history.state': async () => ok(historyState),
    'history.page': async ({ from, asOf }) => ok({ lines: upTo(asOf).slice(from, from + HISTORY_PAGE), asOf: asOf ?? lines().length }),
    'history.count': async ({ asOf }) => ok({ count: upTo(asOf).length }),
    'history.life': async ({ id }) => {
      const line = lines().find((one) => one.id === id);
      return ok({ life: line ? { line, events: [] } : null, findings: [] });
    },
    'history.line-of': async ({ seq }) => ok({ id: lines().find(({ id }) => id === `act:${seq}`)?.id ?? null }),
    'history.charts': async () => ok({ total: lines().length, perDay: [], byOperator: [], byScenario: [], timeToFirstUse: [], unfinished: { count: 0, newest: [] } }),
    'history.facets': async () => ok({ operators: [{ id: operator.id, displayName: operator.displayName }], scenarios: ['lost-phone'], desks: [] }),
    'history.findings': async () => ok({ findings: [] }),
    'history.see-finding': async () => ok({}),
    'history.export': async () => ok({ file: '/tmp/history.csv', rows: lines().length, sha256: '0'.repeat(64), signedBy: null }),
    'history.cancel-export': async () => ok({}),
    'journals.open': async () => ok({ journals: historyState.journals }),
    'journals.close': async () => ok({}),
  };
}
