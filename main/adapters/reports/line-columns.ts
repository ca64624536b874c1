/** The columns of a spreadsheet of lines, the same in CSV and XLSX. Instants in UTC; lists are joined by a blank. */
import type { HistoryLine } from '../../../shared/domain/history/history-line';

export type Column =
  | { readonly heading: string; readonly type: 'text'; readonly cell: (line: HistoryLine) => string | null | undefined }
  | { readonly heading: string; readonly type: 'instant'; readonly cell: (line: HistoryLine) => string | null }
  | { readonly heading: string; readonly type: 'number'; readonly cell: (line: HistoryLine) => number };

const text = (heading: string, cell: (line: HistoryLine) => string | null | undefined): Column => ({ heading, type: 'text', cell });
const instant = (heading: string, cell: (line: HistoryLine) => string | null): Column => ({ heading, type: 'instant', cell });

export const LINE_COLUMNS: readonly Column[] = [
  instant('Time (UTC)', ({ at }) => at),
  instant('Last change (UTC)', ({ lastAt }) => lastAt),
  text('Kind', ({ kind }) => kind),
  text('What', ({ what }) => what),
  text('Person', ({ person }) => person?.displayName),
  text('Person UPN', ({ person }) => person?.userPrincipalName),
  text('Person id', ({ person }) => person?.id),
  text('Operator', ({ operator }) => operator?.displayName),
  text('Operator UPN', ({ operator }) => operator?.userPrincipalName),
  text('Operator id', ({ operator }) => operator?.id),
  text('Tier', ({ tier }) => tier),
  text('Scenario', ({ scenario }) => scenario),
  text('Ticket', ({ ticket }) => ticket),
  text('Reason', ({ reason }) => reason),
  text('Result', ({ result }) => result),
  text('State', ({ state }) => state),
  instant('Ends (UTC)', ({ endsAt }) => endsAt),
  text('Used', ({ use }) => use),
  instant('First used (UTC)', ({ firstUsedAt }) => firstUsedAt),
  instant('Method registered (UTC)', ({ registeredAt }) => registeredAt),
  text('Sources', ({ sources }) => sources.join(' ')),
  text('Join', ({ certainty }) => certainty),
  { heading: 'Open findings', type: 'number', cell: ({ findings }) => findings.length },
  text('Findings', ({ findings }) => findings.join(' ')),
  text('Desk', ({ desk }) => desk),
  text('Run id', ({ runId }) => runId),
  text('Line id', ({ id }) => id),
];

/** @returns the instant in UTC with a `Z`, as it is where it has one already. */
export function inUtc(at: string): string {
  return at.endsWith('Z') ? at : new Date(at).toISOString();
}
