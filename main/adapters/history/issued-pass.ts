/** What the journal's lines say of a pass that this desk has issued. Keys of the details as issue-pass.ts writes them. */
import type { HistoryEvent } from '../../../shared/domain/history/history-line';
import type { Life } from '../../../shared/domain/history/lives';
import { millisecondsOf } from './places';

export type IssuedPass = { readonly personId: string; readonly passId: string; readonly startsAt: string; readonly endsAt: string };

/** @returns null for what is no pass, was not issued here, or has no end that is known. */
export function issuedPassOf({ line, events }: Life): IssuedPass | null {
  if (line.kind !== 'pass' || line.person === null || line.endsAt === null) return null;
  // Of several tries the last that went well: what another left behind is gone, or was never there.
  const made = issueLines(events).filter(({ desk, entry }) => desk === '' && entry.phase === 'outcome' && entry.result === 'succeeded').at(-1)?.entry.detail;
  const passId = typeof made?.passId === 'string' ? made.passId : undefined;
  return passId === undefined ? null : { personId: line.person.id, passId, startsAt: new Date(startOf(events, line.at)).toISOString(), endsAt: line.endsAt };
}

/** Epoch milliseconds. A pass that was ordered for later starts then, any other when it was made. */
export function startOf(events: readonly HistoryEvent[], at: string): number {
  const starts = issueLines(events).flatMap(({ entry }) => (typeof entry.detail.startDateTime === 'string' ? [millisecondsOf(entry.detail.startDateTime)] : []));
  return Math.max(millisecondsOf(at), ...starts);
}

function issueLines(events: readonly HistoryEvent[]) {
  return events.flatMap((event) => (event.source === 'journal' && event.entry.action === 'pass.issue' ? [event] : []));
}
