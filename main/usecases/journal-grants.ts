/** What the journal knows about grants. */
import type { Grant } from '../../shared/domain/grant';
import type { JournalEntry } from '../../shared/domain/journal-entry';
import type { Result } from '../../shared/result';
import type { JournalUnavailable } from '../ports/journal';
import type { Desk } from './desk';

/** Longest grant that a desk policy may allow, and its start a year ahead. Milliseconds. */
const LONGEST_GRANT_MS = 730 * 86_400_000;

/** Lines about grants that may still live, oldest first. @param personId - Of one person, or of all. */
export function actsOf(desk: Desk, personId: string | null): Promise<Result<readonly JournalEntry[], JournalUnavailable>> {
  return desk.journal.recent({ actions: ['grant.make', 'grant.extend', 'grant.end'], since: new Date(desk.clock.now().getTime() - LONGEST_GRANT_MS).toISOString(), personId });
}

/** Whether the line says that a grant was made. */
export function isMade({ action, phase, result }: JournalEntry): boolean {
  return action === 'grant.make' && phase === 'outcome' && result === 'succeeded';
}

type Named = Pick<Grant, 'scheduleId'> & { readonly requestId: string | null };

/** How what this desk made hangs together with what PIM has now. */
export type Lineage = {
  /** The line that says this grant was made here; undefined when it was not. */
  readonly madeIn: (grant: Named) => JournalEntry | undefined;
  /** Whether a removal of it was proven. */
  readonly isEnded: (grant: Named) => boolean;
  /** Every grant made here, oldest first, with the ids it goes by. */
  readonly made: readonly { readonly line: JournalEntry; readonly ids: ReadonlySet<string> }[];
};

/** PIM may replace a schedule when its end is moved: by schedule id or by request id, it is the same grant. */
export function lineageOf(lines: readonly JournalEntry[]): Lineage {
  const made: { line: JournalEntry; ids: Set<string>; isEnded: boolean }[] = [];
  const idsIn = ({ detail }: JournalEntry) => [detail.scheduleId, detail.pimRequestId, detail.newScheduleId].flatMap((id) => (typeof id === 'string' && id !== '' ? [id.toLowerCase()] : []));
  const find = (ids: readonly string[]) => made.filter((each) => ids.some((id) => each.ids.has(id))).at(-1);
  for (const line of lines) {
    if (line.phase !== 'outcome' || line.result !== 'succeeded') continue;
    const ids = idsIn(line);
    if (isMade(line)) made.push({ line, ids: new Set(ids), isEnded: false });
    const grant = find(ids);
    if (line.action === 'grant.extend') for (const id of ids) grant?.ids.add(id);
    if (line.action === 'grant.end' && grant) grant.isEnded = true;
  }
  const ofGrant = ({ scheduleId, requestId }: Named) => find([scheduleId, ...(requestId === null ? [] : [requestId])].map((id) => id.toLowerCase()));
  return { made, madeIn: (grant) => ofGrant(grant)?.line, isEnded: (grant) => ofGrant(grant)?.isEnded === true };
}
