/** Verifies the chain against the heads noted off this machine, when the desk opens, now and then, and when somebody asks. */
import type { AnchoredHead } from '../../shared/domain/anchor';
import type { ChainVerdict } from '../../shared/domain/journal-entry';
import type { Result } from '../../shared/result';
import type { JournalUnavailable } from '../ports/journal';
import type { Desk } from './desk';

/** Between two verifications while the desk is open, ms. An append checks the last entry it saw at every line. */
const AGAIN_AFTER_MS = 6 * 3_600_000;
/** While a place with earlier heads cannot be read, what the chain is held against is not all. */
const SOON_MS = 900_000;

/** Never rejects. What cannot be read leaves the verdict of before. */
export async function checkChain(desk: Desk): Promise<Result<ChainVerdict, JournalUnavailable>> {
  const verdict = await desk.journal.verify(await notedHeads(desk));
  if (!verdict.ok) return verdict;
  const before = desk.memory.chain;
  desk.memory.chain = verdict.value;
  if (verdict.value.state === 'broken') desk.log.error('journal.chain-broken', { kind: verdict.value.problem, seq: verdict.value.firstBadSeq });
  if (before?.state !== verdict.value.state || verdict.value.state === 'broken') desk.tell.noticesChanged();
  return verdict;
}

/** For as long as the desk is open. Never rejects. */
export async function watchChain(desk: Desk): Promise<void> {
  while (desk.isOpen()) {
    const isSomeUnread = [...desk.memory.anchored.values()].some(({ failure }) => failure !== null);
    await desk.wait(isSomeUnread ? SOON_MS : AGAIN_AFTER_MS);
    if (desk.isOpen()) await checkChain(desk);
  }
}

/** From all places that can be read back, which answer within seconds; one that cannot is said to fail, and the others count. */
async function notedHeads(desk: Desk): Promise<readonly AnchoredHead[]> {
  const places = await Promise.all(
    desk.anchors.map(async (anchor) => {
      const noted = await anchor.noted(desk.journalName);
      const known = desk.memory.anchored.get(anchor.name)?.last ?? null;
      const heads = noted.ok ? (noted.value ?? []) : [];
      const newest = heads.reduce<AnchoredHead | null>((last, head) => (last === null || head.seq > last.seq ? head : last), null);
      const failure = noted.ok ? null : noted.error.kind === 'anchor-failed' ? noted.error.reason : 'offline';
      desk.memory.anchored.set(anchor.name, { last: newest ? { seq: newest.seq, at: newest.at } : known, failure });
      return heads;
    }),
  );
  return places.flat();
}
