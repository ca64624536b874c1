/** Verifies the chain against the heads noted off this machine, when the desk opens, now and then, and when somebody asks. */
import type { AnchoredHead } from '../../shared/domain/anchor';
import type { AcceptedBreak } from '../../shared/domain/chain-break';
import type { ChainVerdict } from '../../shared/domain/journal-entry';
import { ok, type Result } from '../../shared/result';
import type { JournalUnavailable } from '../ports/journal';
import type { Desk } from './desk';

type Broken = Extract<ChainVerdict, { state: 'broken' }>;

/** Between two verifications while the desk is open, ms. An append checks the last entry it saw at every line. */
const AGAIN_AFTER_MS = 6 * 3_600_000;
/** While a place with earlier heads cannot be read, what the chain is held against is not all. */
const SOON_MS = 900_000;

/** Never rejects. What cannot be read leaves the verdict of before. */
export async function checkChain(desk: Desk): Promise<Result<ChainVerdict, JournalUnavailable>> {
  const heads = await notedHeads(desk);
  const accepted = desk.policy.state === 'in-force' ? desk.policy.rules.journal.acceptedBreaks.filter(({ journal }) => journal === desk.journalName) : [];
  const found = await desk.journal.verify(heads, accepted);
  if (!found.ok) return found;
  const verdict = found.value.state === 'broken' ? await withWhatToAccept(desk, found.value, heads) : found.value;
  const before = desk.memory.chain;
  desk.memory.chain = verdict;
  if (verdict.state === 'broken') desk.log.error('journal.chain-broken', { kind: verdict.problem, seq: verdict.firstBadSeq });
  if (verdict.state === 'accepted') forgetSetAside(desk, accepted);
  if (before?.state !== verdict.state || verdict.state === 'broken') desk.tell.noticesChanged();
  return ok(verdict);
}

/** An administrator decides about the file as it stands now, and about heads that were noted until now. */
async function withWhatToAccept(desk: Desk, verdict: Broken, heads: readonly AnchoredHead[]): Promise<Broken> {
  const pinned = await desk.journal.pin();
  if (!pinned.ok || pinned.value === null) return verdict;
  const { throughSeq } = pinned.value;
  const headsUntil = heads.some(({ seq }) => seq > throughSeq) ? desk.clock.now().toISOString() : null;
  return { ...verdict, accept: { journal: desk.journalName, firstBadSeq: verdict.firstBadSeq, problem: verdict.problem, ...pinned.value, headsUntil } };
}

/** Heads of an end that is gone are no reason not to note the present one. */
function forgetSetAside(desk: Desk, accepted: readonly AcceptedBreak[]): void {
  const until = Math.max(...accepted.map(({ headsUntil }) => (headsUntil === null ? -Infinity : Date.parse(headsUntil))));
  for (const [name, { last, failure }] of desk.memory.anchored) if (last && Date.parse(last.at) <= until) desk.memory.anchored.set(name, { last: null, failure });
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
      // By time: behind an accepted break numbers come again.
      const newest = heads.reduce<AnchoredHead | null>((last, head) => (last === null || Date.parse(head.at) > Date.parse(last.at) ? head : last), null);
      const failure = noted.ok ? null : noted.error.kind === 'anchor-failed' ? noted.error.reason : 'offline';
      desk.memory.anchored.set(anchor.name, { last: newest ? { seq: newest.seq, at: newest.at } : known, failure });
      return heads;
    }),
  );
  return places.flat();
}
