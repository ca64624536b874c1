/** How far the history knows, put together from what the desk remembers. */
import type { Reply } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { sinkStates } from './alerts';
import type { Desk } from './desk';

export async function historyState(desk: Desk): Promise<Reply<'history.state'>> {
  const [taken, head, fingerprint] = await Promise.all([desk.history.takenThrough(''), desk.journal.head(Number.MAX_SAFE_INTEGER), desk.fingerprint()]);
  if (!taken.ok) return taken;
  if (!head.ok) return head;
  const { feeds, chain, journals, anchored, exporting } = desk.memory;
  return ok({
    taken: taken.value,
    entries: head.value.seq,
    audits: feeds.audits,
    signIns: feeds.signIns,
    journals: [{ name: '', kind: 'own', entries: head.value.seq, verdict: chain, pack: null, trust: 'own', vouchedThrough: head.value.seq }, ...journals.values()],
    anchors: desk.anchors.map(({ name }) => ({ name, ...(anchored.get(name) ?? { last: null, failure: null }) })),
    sinks: [...sinkStates(desk)],
    fingerprint,
    exporting: exporting && { lines: exporting.lines, of: exporting.of },
  });
}
