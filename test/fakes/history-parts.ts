/** Findings, charts and states of the history for tests of its parts. */
import type { Charts } from '../../shared/domain/history/charts';
import type { Finding } from '../../shared/domain/history/finding';
import type { HistoryState } from '../../shared/domain/history/history-state';
import { LINE_KINDS, type LineKind } from '../../shared/domain/history/history-line';
import { historyState } from './history';
import { operator, row } from './people';

export function finding(number: number, changes: Partial<Finding> = {}): Finding {
  const { id, displayName, userPrincipalName } = row(number);
  return {
    id: `outside-tool:audit:${number}`,
    kind: 'outside-tool',
    at: new Date(Date.UTC(2026, 0, 5, 9, number)).toISOString(),
    lineIds: [`audit:${number}`],
    person: { id, displayName, userPrincipalName },
    operator,
    facts: {},
    seen: null,
    ...changes,
  };
}

/** Counts in the order of LINE_KINDS, from those that are named. */
export const countsOf = (named: Partial<Record<LineKind, number>>): readonly number[] => LINE_KINDS.map((kind) => named[kind] ?? 0);

export const charts = (changes: Partial<Charts> = {}): Charts => ({
  total: 7,
  perDay: [
    { day: '2026-01-05', counts: countsOf({ pass: 3, grant: 1 }) },
    { day: '2026-01-07', counts: countsOf({ pass: 2, desk: 1 }) },
  ],
  byOperator: [
    { id: operator.id, name: operator.displayName, count: 5 },
    { id: 'o2', name: 'Other One', count: 2 },
  ],
  byScenario: [
    { name: 'lost-phone', count: 4 },
    { name: '', count: 3 },
  ],
  timeToFirstUse: [
    { atMostMinutes: 5, count: 2 },
    { atMostMinutes: 15, count: 1 },
    { atMostMinutes: 240, count: 0 },
    { atMostMinutes: null, count: 1 },
  ],
  unfinished: { count: 14, newest: [{ id: 'act:3', at: '2026-01-05T09:03:00Z', displayName: 'Person 3' }] },
  ...changes,
});

export const stateWith = (changes: Partial<HistoryState>): HistoryState => ({ ...historyState, ...changes });
