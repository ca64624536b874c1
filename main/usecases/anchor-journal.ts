/** Notes the head of the chain off this machine, at every configured place, a while after something was written and when the desk is left. */
import type { Desk } from './desk';
import { inTime } from './in-time';

const MINUTE_MS = 60_000;
/** Leaving waits so long for all places together, ms. */
const LAST_LIMIT_MS = 5_000;

/** Never rejects. A place that fails keeps nobody from anything: it is said, and tried again in the next round. */
export async function anchorHead(desk: Desk): Promise<void> {
  await Promise.all(
    desk.anchors.map(async (anchor) => {
      const { last } = desk.memory.anchored.get(anchor.name) ?? { last: null };
      const head = await desk.journal.head(last?.seq ?? 0);
      // A chain that is broken is not vouched for: the last good head stays the last.
      if (!head.ok || head.value.seq === 0 || head.value.seq === last?.seq || desk.memory.chain?.state === 'broken') return;
      const at = desk.clock.now().toISOString();
      const noted = await anchor.note(desk.journalName, { ...head.value, at });
      desk.memory.anchored.set(anchor.name, noted.ok ? { last: { seq: head.value.seq, at }, failure: null } : { last, failure: noted.error.kind === 'anchor-failed' ? noted.error.reason : 'offline' });
      if (!noted.ok) desk.log.warn('journal.not-anchored', { kind: noted.error.kind });
    }),
  );
}

/** For as long as the desk is open, and once more by {@link lastAnchor}. Never rejects. */
export async function watchAnchors(desk: Desk): Promise<void> {
  if (desk.anchors.length === 0 || desk.policy.state !== 'in-force') return;
  const every = desk.policy.rules.journal.anchorEveryMinutes * MINUTE_MS;
  // What earlier heads say has to be read before a new one is noted, or a rewritten chain would vouch for itself.
  await desk.memory.chainChecked;
  while (desk.isOpen()) {
    await anchorHead(desk);
    await desk.wait(every);
  }
}

export async function lastAnchor(desk: Desk): Promise<void> {
  if (desk.anchors.length > 0) await inTime(desk, LAST_LIMIT_MS, desk.memory.chainChecked.then(() => anchorHead(desk)), undefined);
}
