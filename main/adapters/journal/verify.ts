/**
 * Recomputes the chain from its first entry, and holds it against heads that were noted off this machine. {@link CHUNK} entries at a
 * time, and lets other requests through in between: an append must not wait for the verification of a year.
 *
 * Without an anchor a cut end, or a chain computed anew to its end, cannot be seen. With anchors: a head beyond the last entry says
 * that the end was cut, or the file begun anew; what stands between the last head that agrees and the end is then vouched for by
 * nobody. One that disagrees says that the chain was rewritten, somewhere after the last that agrees, and exactly where if it
 * brought links. See anchored.ts for heads that contradict one another.
 *
 * A broken file whose state is one that an administrator accepted (see pinned.ts) is gone on with behind that state, from the hash
 * stored there.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AnchoredHead } from '../../../shared/domain/anchor';
import type { AcceptedBreak, ChainProblem } from '../../../shared/domain/chain-break';
import type { ChainVerdict } from '../../../shared/domain/journal-entry';
import { behind, compareWith, type Comparison } from './anchored';
import { NO_HASH } from './chain';
import { takeChunk, type Taken } from './chunk';
import { firstRow, inSnapshot, type Db } from './database';
import { diagnose } from './diagnosis';
import { toUnavailable } from './failure';
import { follows, searchAgrees } from './follows';
import { openIntents, type OpenIntents } from './open-intents';
import { pinnedThrough } from './pinned';
import { textOf } from './rows';
import { readLinks, type Link } from './stored-rows';

/** Some two milliseconds' worth. */
const CHUNK = 200;

/** How far it has come: entry `seq` with the hash `head` is the last one found whole, or accepted, and `rows` were passed with it. */
type Walk = {
  seq: number;
  head: string;
  rows: number;
  readonly anchors: Comparison;
  readonly intents: OpenIntents;
  /** None has been looked at yet, and there may be entries with numbers before the first. */
  isAtStart: boolean;
  /** Acts that are wrongly open or hidden, and accepted so. */
  readonly accepted: ReadonlySet<number>;
};
/** What ends the walk: a verdict, or the entry that does not follow. */
type Stop = ChainVerdict | { readonly state: 'does-not-follow'; readonly link: Link };

/**
 * @param accepted - Of this journal. The newest whose state the file has counts.
 * @throws SQLite's errors, but for damaged pages: those are a verdict.
 */
export async function verifyChain(db: Db, anchors: readonly AnchoredHead[], accepted: readonly AcceptedBreak[] = []): Promise<ChainVerdict> {
  const verdict = await walkThrough(db, { seq: 0, head: NO_HASH, rows: 0, anchors: compareWith(anchors), intents: openIntents(), isAtStart: true, accepted: new Set() });
  if (verdict.state !== 'broken') return verdict;
  for (const state of [...accepted].sort((one, other) => other.throughSeq - one.throughSeq)) {
    const found = await verifyBehind(db, anchors, state);
    if (found) return found;
  }
  return verdict;
}

/** @returns null when the file is not in that state. */
async function verifyBehind(db: Db, anchors: readonly AnchoredHead[], state: AcceptedBreak): Promise<ChainVerdict | null> {
  const { throughSeq, digest, openIntents: accepted, firstBadSeq, problem } = state;
  const pinned = await pinnedThrough(db, throughSeq);
  if (pinned?.digest !== digest) return null;
  const { head, rows, intents } = pinned;
  const verdict = await walkThrough(db, { seq: throughSeq, head, rows, anchors: compareWith(behind(anchors, state), throughSeq), intents, isAtStart: false, accepted: new Set(accepted) });
  return verdict.state === 'intact' ? { ...verdict, state: 'accepted', firstBadSeq, problem, throughSeq } : verdict;
}

async function walkThrough(db: Db, walk: Walk): Promise<ChainVerdict> {
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
    return { state: 'broken', entries: walk.rows, firstBadSeq: walk.seq + 1, latestBadSeq: walk.seq + 1, problem: 'unreadable' };
  }
}

/** One chunk. @returns null when there may be more. */
function goOn(db: Db, walk: Walk): Stop | null {
  // The first is always looked at closely.
  const quick = walk.isAtStart ? [] : quickly(db, walk);
  if (quick.length > 0) return taken(db, walk, quick);

  const links = walk.isAtStart ? readLinks(db, Number.MIN_SAFE_INTEGER, 1) : slowly(db, walk);
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
    walk.rows += 1;
    walk.isAtStart = false;
  }
  return null;
}

function atTheEnd(db: Db, { seq, head, rows, anchors, intents, accepted }: Walk): ChainVerdict {
  // Rows without a usable number are outside of `seq > ?`; they can only be there after the table was rebuilt.
  if (count(db) !== rows) return broken(db, seq + 1, 'out-of-order');
  if (anchors.lastKnown > seq || isLeftOver(db, seq)) return broken(db, seq + 1, 'cut');
  const wrong = intents.wrong(db).find((open) => !accepted.has(open));
  if (wrong !== undefined) return wrong > seq ? broken(db, seq + 1, 'cut') : broken(db, wrong, 'edited');
  return { state: 'intact', entries: rows, head, anchoredSeq: anchors.agreedSeq() };
}

/** Whoever cut the end and forgot what search keeps of it. */
function isLeftOver(db: Db, lastSeq: number): boolean {
  return firstRow(db, 'SELECT 1 FROM entry_search WHERE seq > ? LIMIT 1', lastSeq) !== undefined;
}

function broken(db: Db, firstBadSeq: number, problem: ChainProblem, latestBadSeq = firstBadSeq): ChainVerdict {
  return { state: 'broken', entries: count(db), firstBadSeq, latestBadSeq, problem };
}

function count(db: Db): number {
  return Number(firstRow(db, 'SELECT count(*) FROM entry')?.[0]);
}
