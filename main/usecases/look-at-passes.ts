/**
 * Looks at the passes of this desk that may still live and keeps what they show: that one was used, ran out or is gone. Graph
 * forgets it with the pass, no log has it, and it takes no role beyond the one that issues. In the background; nobody waits.
 */
import type { PassSeen } from '../../shared/domain/history/audit-row';
import type { Pass } from '../../shared/domain/pass';
import type { Known } from '../../shared/domain/known';
import type { Desk } from './desk';

type Open = { readonly personId: string; readonly passId: string; readonly startsAt: string; readonly endsAt: string };
/** `reason`: null when it was seen to be missing once, which a replica may be wrong about. */
type Look = { readonly at: number; readonly reason: string | null };

/** By pass id. */
export type Looks = Map<string, Look>;
export const newLooks = (): Looks => new Map();

/** One batch. */
const PEOPLE = 20;
/** A pass can be used from its start to its end; before that only its removal is news. Milliseconds. */
const WHILE_IT_LIVES_MS = 600_000;
const BEFORE_MS = 3_600_000;
/** After its end a last look tells how it ended, if it is not too soon for Graph to know. */
const AFTER_END_MS = 60_000;
const GONE = 'Gone';
/** Nothing else can be seen after these. */
const LAST: ReadonlySet<string | null> = new Set(['OneTimeUsed', 'Expired', GONE]);

export async function lookAtPasses(desk: Desk, looks: Looks, open: readonly Open[]): Promise<void> {
  const now = desk.clock.now().getTime();
  const due = open.filter((pass) => isDue(pass, looks.get(pass.passId), now));
  for (let first = 0; first < due.length; first += PEOPLE) {
    if (!desk.isOpen()) return;
    const some = due.slice(first, first + PEOPLE);
    const read = await desk.bulk.passes.currentOf([...new Set(some.map(({ personId }) => personId))]);
    if (!read.ok || !desk.isOpen()) return;
    const seen = some.flatMap((pass) => seenIn(pass, read.value[pass.personId], looks, desk.clock.now()));
    if (seen.length > 0 && !(await desk.history.takeSeen(seen)).ok) {
      for (const { passId } of seen) looks.delete(passId);
      return;
    }
  }
}

function isDue({ startsAt, endsAt }: Open, look: Look | undefined, now: number): boolean {
  if (!look) return true;
  if (LAST.has(look.reason)) return false;
  const since = now - look.at;
  const overAt = Date.parse(endsAt) + AFTER_END_MS;
  if (now >= overAt && look.at < overAt) return true;
  return since >= (now < Date.parse(startsAt) ? BEFORE_MS : WHILE_IT_LIVES_MS);
}

function seenIn({ personId, passId }: Open, found: Known<Pass | null> | undefined, looks: Looks, at: Date): readonly PassSeen[] {
  // What could not be read says nothing about the pass.
  if (!found?.known) return [];
  const before = looks.get(passId)?.reason;
  const pass = found.value?.id.toLowerCase() === passId.toLowerCase() ? found.value : null;
  const missing = before === null ? GONE : null;
  const reason = pass ? pass.methodUsabilityReason : missing;
  looks.set(passId, { at: at.getTime(), reason });
  return reason === null || reason === before ? [] : [{ personId, passId, at: at.toISOString(), reason }];
}
