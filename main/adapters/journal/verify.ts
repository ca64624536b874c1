/**
 * Recomputes the chain from its first entry, and holds it against heads that were noted off this machine. {@link CHUNK} entries at a
 * time, and lets other requests through in between: an append must not wait for the verification of a year.
 *
 * Without an anchor a cut end, or a chain computed anew to its end, cannot be seen. With anchors: a head beyond the last entry says
 * that the end was cut, or the file begun anew; what stands between the last head that agrees and the end is then vouched for by
 * nobody. One that disagrees says that the chain was rewritten, somewhere after the last that agrees, and exactly where if it
 * brought links. See anchored.ts for heads that contradict one another.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AnchoredHead } from '../../../shared/domain/anchor';
import type { ChainVerdict } from '../../../shared/domain/journal-entry';
import { compareWith, type Comparison } from './anchored';
import { NO_HASH } from './chain';
import { takeChunk, type Taken } from './chunk';
import { firstRow, inSnapshot, type Db } from './database';
import { diagnose, type Problem } from './diagnosis';
import { toUnavailable } from './failure';
import { follows, searchAgrees } from './follows';
import { openIntents, type OpenIntents } from './open-intents';
import { textOf } from './rows';
import { readLinks, type Link } from './stored-rows';

/** Some two milliseconds' worth. */
const CHUNK = 200;

/** How far it has come: entry `seq` with the hash `head` is the last one found whole. */
type Walk = { seq: number; head: string; readonly anchors: Comparison; readonly intents: OpenIntents };
/** What ends the walk: a verdict, or the entry that does not follow. */
type Stop = ChainVerdict | { readonly state: 'does-not-follow'; readonly link: Link };

/** @throws SQLite's errors, but for damaged pages: those are a verdict. */
export async function verifyChain(db: Db, anchors: readonly AnchoredHead[]): Promise<ChainVerdict> {
  const walk: Walk = { seq: 0, head: NO_HASH, anchors: compareWith(anchors), intents: openIntents() };
  try {
    for (;;) {
      const stop = inSnapshot(db, () => goOn(db, walk));
      if (stop?.state === 'does-not-follow') {
        const expected = walk.seq + 1;
        return broken(db, Math.min(stop.link.seq, expected), await diagnose(db, stop.link, expected, walk.head));
      }
      if (stop) return stop;
      await nextTurn();
    }
  } catch (cause) {
    if (toUnavailable(cause).reason !== 'damaged') throw cause;
    return { state: 'broken', entries: walk.seq, firstBadSeq: walk.seq + 1, latestBadSeq: walk.seq + 1, problem: 'unreadable' };
  }
}

/** One chunk. @returns null when there may be more. */
function goOn(db: Db, walk: Walk): Stop | null {
  // The first is always looked at closely: there may be entries with numbers before it.
  const quick = walk.seq === 0 ? [] : quickly(db, walk);
  if (quick.length > 0) return taken(db, walk, quick);

  const links = walk.seq === 0 ? readLinks(db, Number.MIN_SAFE_INTEGER, 1) : slowly(db, walk);
  for (const link of links) {
    if (!follows(link, walk.seq + 1, walk.head)) return { state: 'does-not-follow', link };
    if (!searchAgrees(link)) return broken(db, walk.seq + 1, 'edited');
    const stop = taken(db, walk, [{ seq: link.seq, hash: textOf(link.hash) ?? '', act: textOf(link.act) ?? '' }]);
    if (stop) return stop;
  }
  return links.length === 0 ? atTheEnd(db, walk) : null;
}

/** Whatever fails here is looked at again, and then says why. */
function quickly(db: Db, { seq, head }: Walk): readonly Taken[] {
  try {
    return takeChunk(db, seq, head, CHUNK);
  } catch {
    return [];
  }
}

/** One by one where a page is damaged, to find the first entry on it. */
function slowly(db: Db, { seq }: Walk): readonly Link[] {
  try {
    return readLinks(db, seq, CHUNK);
  } catch {
    return readLinks(db, seq, 1);
  }
}

function taken(db: Db, walk: Walk, entries: readonly Taken[]): ChainVerdict | null {
  for (const { seq, hash, act } of entries) {
    if (!walk.anchors.agrees(seq, hash)) return broken(db, walk.anchors.firstDoubtful(), 'rewritten', seq);
    walk.intents.take(seq, act);
    walk.seq = seq;
    walk.head = hash;
  }
  return null;
}

function atTheEnd(db: Db, { seq, head, anchors, intents }: Walk): ChainVerdict {
  // Rows without a usable number are outside of `seq > ?`; they can only be there after the table was rebuilt.
  if (count(db) !== seq) return broken(db, seq + 1, 'out-of-order');
  if (anchors.lastKnown > seq || isLeftOver(db, seq)) return broken(db, seq + 1, 'cut');
  const wrong = intents.firstWrong(db);
  if (wrong !== null) return wrong > seq ? broken(db, seq + 1, 'cut') : broken(db, wrong, 'edited');
  return { state: 'intact', entries: seq, head, anchoredSeq: anchors.agreedSeq() };
}

/** Whoever cut the end and forgot what search keeps of it. */
function isLeftOver(db: Db, lastSeq: number): boolean {
  return firstRow(db, 'SELECT 1 FROM entry_search WHERE seq > ? LIMIT 1', lastSeq) !== undefined;
}

function broken(db: Db, firstBadSeq: number, problem: Problem, latestBadSeq = firstBadSeq): ChainVerdict {
  return { state: 'broken', entries: count(db), firstBadSeq, latestBadSeq, problem };
}

function count(db: Db): number {
  return Number(firstRow(db, 'SELECT count(*) FROM entry')?.[0]);
}
