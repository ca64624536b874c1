/**
 * Which row of the audit tells of which act, where no id says so: same person (they are in one group), same operator, and at
 * about the same time. Each act takes at most one row and each row at most one act, nearest first.
 */
import type { Certainty, JoinedBy } from './history-line';
import { type Act, idIn } from './join-acts';
import type { AuditRow } from './audit-row';
import { compareText } from './fact';

/**
 * How far the audit's clock and the desk's may be apart, ms: beyond five minutes the desk issues nothing (preflight, `clock`).
 * After the outcome two minutes more, for Entra stamps some rows when they are written.
 */
export const BEFORE_MS = 5 * 60_000;
export const AFTER_MS = BEFORE_MS + 2 * 60_000;

export type Match = { readonly joinedBy: JoinedBy; readonly certainty: Certainty };
/** A row as the matching sees it: its own audit and whatever goes with it. `by`: whoever of its rows names a person. */
export type Candidate = { readonly key: string; readonly time: number; readonly by: AuditRow['by']; readonly correlationIds: readonly string[] };
type Pair<C> = { readonly act: Act; readonly row: C; readonly rank: number; readonly far: number; readonly isNamed: boolean };

/**
 * @param fits - How well a row agrees with an act: 0 best, null not at all.
 * @returns the row of each act that has one. Follows from the two sets alone, never from their order.
 */
export function matchRows<C extends Candidate>(acts: readonly Act[], rows: readonly C[], fits: (act: Act, row: C) => number | null): ReadonlyMap<Act, { readonly row: C; readonly match: Match }> {
  const sorted = [...rows].sort((one, other) => one.time - other.time || compareText(one.key, other.key));
  const pairs = acts.flatMap((act) => pairsOf(act, sorted, fits)).sort(comparePairs);
  const ranks = new Map<Act | C, number[]>();
  for (const { act, row, rank } of pairs) for (const side of [act, row]) ranks.set(side, [...(ranks.get(side) ?? []), rank]);
  /** Nothing else agrees as well. */
  const isUnrivalled = (side: Act | C, rank: number) => (ranks.get(side) ?? []).filter((other) => other <= rank).length === 1;
  const taken = new Set<C>();
  const matches = new Map<Act, { row: C; match: Match }>();
  for (const { act, row, isNamed, rank } of pairs) {
    if (matches.has(act) || taken.has(row)) continue;
    taken.add(row);
    const isAlone = row.by !== null && isUnrivalled(act, rank) && isUnrivalled(row, rank);
    matches.set(act, { row, match: isNamed ? { joinedBy: 'correlation-id', certainty: 'certain' } : { joinedBy: row.by === null ? 'person-time' : 'person-operator-time', certainty: isAlone ? 'likely' : 'possible' } });
  }
  return matches;
}

function pairsOf<C extends Candidate>(act: Act, rows: readonly C[], fits: (act: Act, row: C) => number | null): readonly Pair<C>[] {
  const requestId = act.outcome ? idIn(act.outcome.detail, 'requestId') : '';
  const pairs: Pair<C>[] = [];
  for (let index = firstFrom(rows, act.begunAt - BEFORE_MS); index < rows.length; index += 1) {
    const row = rows[index];
    if (!row || row.time > act.endedAt + AFTER_MS) break;
    const isNamed = requestId !== '' && row.correlationIds.some((id) => id.trim().toLowerCase() === requestId);
    if (!isNamed && !isSameOperator(act, row)) continue;
    const rank = fits(act, row);
    if (rank !== null) pairs.push({ act, row, rank, isNamed, far: Math.max(0, act.begunAt - row.time, row.time - act.endedAt) });
  }
  return pairs;
}

/** What is named by an id first, then what agrees best, then what is nearest. */
function comparePairs<C extends Candidate>(one: Pair<C>, other: Pair<C>): number {
  const middle = ({ act, row }: Pair<C>) => Math.abs(row.time - act.endedAt);
  return Number(other.isNamed) - Number(one.isNamed) || one.rank - other.rank || one.far - other.far || middle(one) - middle(other) || compareText(one.row.key, other.row.key) || compareText(one.act.id, other.act.id);
}

function isSameOperator({ first }: Act, { by }: Candidate): boolean {
  if (by === null) return true;
  if (by.isApp) return false;
  const { operator } = first.entry;
  if (by.id !== '' && operator.id !== '') return by.id.trim().toLowerCase() === operator.id.trim().toLowerCase();
  return by.userPrincipalName !== '' && by.userPrincipalName.toLowerCase() === operator.userPrincipalName.toLowerCase();
}

/** Index of the first row at or after the time; rows are sorted by it. */
export function firstFrom(rows: readonly { readonly time: number }[], time: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.time ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
