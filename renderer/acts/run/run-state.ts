/** A run as the window knows it: read whole once, then kept up with by what changes. Pure. */
import type { RunProgress, RunReading, RunRow, RunState } from '../../../shared/domain/run';
import type { EventPayload } from '../../../shared/ipc/contract';

export type RunNow = {
  readonly head: RunReading['head'];
  readonly progress: RunProgress;
  /** By person id, in the order of the run. A row that did not change keeps its identity. */
  readonly rows: ReadonlyMap<string, RunRow>;
  /** Their ids; the same array as long as nobody is added. */
  readonly order: readonly string[];
};

export type RunChange = EventPayload<'run.changed'>;

/** @param since - What arrived while it was being read. Laying it over is safe: what changed after it comes with a later one. */
export function fromReading({ head, progress, rows }: RunReading, since: readonly RunChange[]): RunNow {
  const read: RunNow = { head, progress, rows: new Map(rows.map((row) => [row.personId, row])), order: rows.map(({ personId }) => personId) };
  return since.filter((change) => change.progress.runId === head.runId).reduce(changedBy, read);
}

export function changedBy(run: RunNow, { progress, rows }: RunChange): RunNow {
  if (rows.length === 0) return { ...run, progress };
  const next = new Map(run.rows);
  for (const row of rows) next.set(row.personId, row);
  return { ...run, progress, rows: next, order: next.size === run.order.length ? run.order : [...next.keys()] };
}

/** People whose turn has come and gone, and how many will have had one. */
export function turnsOf({ counts }: Pick<RunProgress, 'counts'>): { readonly over: number; readonly all: number } {
  return { over: counts.done + counts.failed, all: counts.waiting + counts.working + counts.done + counts.failed + counts.cancelled };
}

const OVER: ReadonlySet<RunState> = new Set(['cancelled', 'ended']);
export const isOver = (state: RunState) => OVER.has(state);

/** Which rows are shown. `held`: made, and nobody has the passcode. */
export const FILTERS = ['all', 'waiting', 'done', 'failed', 'left-out', 'cancelled', 'held'] as const;
export type RunFilter = (typeof FILTERS)[number];

export function isShown(row: RunRow, filter: RunFilter): boolean {
  if (filter === 'all') return true;
  if (filter === 'held') return row.delivery === 'held';
  return row.state === filter || (filter === 'waiting' && row.state === 'working');
}

export function countOf({ counts, delivery }: RunProgress, filter: RunFilter): number {
  if (filter === 'held') return delivery.held;
  if (filter === 'all') return Object.values(counts).reduce((sum, count) => sum + count, 0);
  return filter === 'waiting' ? counts.waiting + counts.working : counts[filter];
}

/** Ids of the rows to show. */
export function shownIn({ rows, order }: RunNow, filter: RunFilter): readonly string[] {
  return filter === 'all' ? order : [...rows.values()].filter((row) => isShown(row, filter)).map(({ personId }) => personId);
}

/** Whose passcode may still leave the desk from here: what was printed can be printed once more, as printers jam. */
export const maySelect = ({ delivery }: RunRow) => delivery === 'held' || delivery === 'printed';

export const heldIn = ({ rows }: RunNow): readonly RunRow[] => [...rows.values()].filter(({ delivery }) => delivery === 'held');
