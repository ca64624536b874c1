/**
 * Holds a chain, entry by entry, against heads that were noted off this machine. Pure.
 *
 * Every head is believed: one that disagrees is never outvoted by others, newer ones in particular, since whoever rewrote a
 * journal goes on anchoring it. Of two heads that contradict one another at least one disagrees with the journal, so the journal
 * is called rewritten: which of the two was forged cannot be told from here, and stopping is the safe side. Nor does a head that
 * goes on beyond the one that disagrees say where the rewriting began: it may have been noted after it.
 */
import type { AnchoredHead } from '../../../shared/domain/anchor';
import type { AcceptedBreak } from '../../../shared/domain/chain-break';

/** What one head says: from `from` on the first digits of each hash, at `seq` the whole of it. */
type Span = { readonly from: number; readonly seq: number; readonly hash: string; readonly links: readonly string[] };

export type Comparison = {
  /** To be asked for every entry from 1 on, in order, until one does not agree. True where no head says anything of it. */
  readonly agrees: (seq: number, hash: string) => boolean;
  /** The last entry of which a head said something, and agreed; null before any. */
  readonly agreedSeq: () => number | null;
  /** When an entry does not agree: the first that may already be another than it was. */
  readonly firstDoubtful: () => number;
  /** The last entry of which any head knows; 0: none. */
  readonly lastKnown: number;
};

/** @param after - The entry behind which the comparison begins; 0: with the first. */
export function compareWith(anchors: readonly AnchoredHead[], after = 0): Comparison {
  const spans = anchors.map(spanOf).sort((one, other) => one.from - other.from);
  // A head of the empty journal agrees with any.
  let agreed: number | null = spans[0]?.seq === 0 ? 0 : null;
  let next = spans.findIndex(({ seq }) => seq > 0);
  if (next < 0) next = spans.length;
  let current: Span[] = [];
  /** The last head that agreed as a whole. */
  let ended = after;
  let firstDoubtful = after + 1;

  return {
    agrees: (seq, hash) => {
      for (let span = spans[next]; span && span.from <= seq; span = spans[next]) {
        // In place: whoever may write where heads are noted can write the same one a hundred thousand times.
        current.push(span);
        next += 1;
      }
      if (current.length === 0) return true;
      const against = current.filter((span) => !hash.startsWith(saidOf(span, seq)));
      if (against.length > 0) {
        firstDoubtful = against.some(({ from }) => from < seq) ? seq : ended + 1;
        return false;
      }
      if (current.some((span) => span.seq === seq)) {
        current = current.filter((span) => span.seq > seq);
        ended = seq;
      }
      agreed = seq;
      return true;
    },
    agreedSeq: () => agreed,
    firstDoubtful: () => firstDoubtful,
    lastKnown: spans.reduce((last, { seq }) => Math.max(last, seq), 0),
  };
}

/** What heads say of entries behind an accepted state. Those noted until then speak of an end that is gone: see AcceptedBreak. */
export function behind(anchors: readonly AnchoredHead[], { throughSeq, headsUntil }: Pick<AcceptedBreak, 'throughSeq' | 'headsUntil'>): readonly AnchoredHead[] {
  const until = headsUntil === null ? -Infinity : Date.parse(headsUntil);
  return anchors
    .filter(({ seq, at }) => seq > throughSeq && Date.parse(at) > until)
    .map((head) => ({ ...head, links: spanOf(head).links.slice(-(head.seq - throughSeq)) }));
}

function saidOf({ from, seq, hash, links }: Span, at: number): string {
  return at === seq ? hash : (links[at - from] ?? '');
}

/** Links that do not end with the head's own hash were damaged on their way, and are left out: the hash counts. */
function spanOf({ seq, hash, links }: AnchoredHead): Span {
  const isWhole = links.length > 0 && links.length <= seq && hash.startsWith(links.at(-1) ?? '-');
  return isWhole ? { from: seq - links.length + 1, seq, hash, links } : { from: seq, seq, hash, links: [] };
}
